// The browser's database as a test sees it: what it holds of a workbook, and a page from which it is changed while no program runs.

/** What the database holds of a workbook: its stamp and the text of its file, or nothing. */
export const deep = (page, id) => page.evaluate((id) => new Promise((done, failed) => {
  const asked = indexedDB.open('tandem');
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const tables = asked.result.transaction(['stamps', 'files']);
    const [stamp, file] = ['stamps', 'files'].map((table) => tables.objectStore(table).get(id));
    tables.oncomplete = async () => {
      asked.result.close();
      // What is long is a file of the browser.
      const text = async () => (file.result instanceof Blob ? file.result.text() : new TextDecoder().decode(file.result));
      done(stamp.result === undefined ? null : { stamp: JSON.parse(stamp.result), file: await text(), isFile: file.result instanceof Blob });
    };
  };
}), id);

/** Waits until the database holds a text that was typed as a whole, or, without one, nothing of the workbook. */
export async function untilDeep(page, id, text) {
  for (let turn = 0; turn < 600; turn += 1) {
    const found = await deep(page, id);
    if (text === null ? found === null : found?.file.includes(JSON.stringify(text))) return found;
    await page.waitForTimeout(50);
  }
  throw new Error(`the database ${text === null ? 'keeps the workbook' : `has no “${text}”`}`);
}

/** A page of the app's origin in which no program runs. */
export async function quietPage(page, app, change, argument) {
  await page.goto('about:blank');
  await page.route('**/quiet', (route) => route.fulfill({ contentType: 'text/html', body: '<title>quiet</title>' }));
  await page.goto(`${app.url}quiet`);
  await page.evaluate(change, argument);
}
