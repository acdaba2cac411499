// Backups as a test makes and brings them back, and what the browser holds then.
import { quietPage } from './database.mjs';
import { downloaded, goHome, makeWorkbook, type, untilSaid, untilStored } from './workbook.mjs';

/** Empties the browser, from a page in which no program runs. */
export const empty = (page, app) => quietPage(page, app, () => new Promise((done, failed) => {
  localStorage.clear();
  const asked = indexedDB.deleteDatabase('tandem');
  asked.onsuccess = done;
  asked.onerror = () => failed(asked.error);
}));

export const SAVED = /^(Saved|\d.*に保存済み)/;
export const MAKE = /^(Back up everything|すべてバックアップ)$/;
export const RUN = /^(Restore|復元する)$/;

/** Every workbook of this browser by its identity: the text of its file, but for the line end behind it, which local storage does not keep. */
export const everything = (page) => page.evaluate(() => new Promise((done, failed) => {
  const asked = indexedDB.open('tandem');
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const tables = asked.result.transaction(['files']);
    const [keys, files] = ['getAllKeys', 'getAll'].map((method) => tables.objectStore('files')[method]());
    tables.oncomplete = () => {
      asked.result.close();
      done(Object.fromEntries(keys.result.map((id, place) => [id, new TextDecoder().decode(files.result[place]).trimEnd()])));
    };
  };
}));

/** Waits until the database holds what is expected, and gives everything that it holds. */
export async function untilAll(page, expect) {
  for (let turn = 0; turn < 600; turn += 1) {
    const all = await everything(page);
    if (expect(all)) return all;
    await page.waitForTimeout(50);
  }
  throw new Error(`the database holds ${Object.keys(await everything(page))}`);
}

export const backUp = (page) => downloaded(page, () => page.locator('.safe').getByRole('button', { name: MAKE }).click());

/** Chooses a file in the field that opens files, and gives the dialog that tells what it holds. */
export async function choose(page, text, name = 'Tandem.tandem-backup.json') {
  await page.locator('.home input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const dialog = page.locator('dialog#restore[open]');
  await dialog.waitFor();
  return dialog;
}

export const lineOf = (dialog, title) => dialog.locator('.restore__line').filter({ hasText: title });
export const notice = (page, words) => page.locator('.notice').filter({ hasText: words });

/** Drops the file of a backup on the page, and replaces what it concerns. */
export async function replaceBy(page, text, beforeRun = () => {}) {
  const data = await page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], 'dropped.tandem-backup.json', { type: 'application/json' }));
    return data;
  }, text);
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
  const dialog = page.locator('dialog#restore[open]');
  await dialog.getByRole('combobox').selectOption({ label: 'Replace the one here' });
  await beforeRun();
  await dialog.getByRole('button', { name: RUN }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** A workbook that is made before the database has answered stands in local storage alone until it is saved again. */
export const untilKept = (page, id) => page.waitForFunction((key) => localStorage.getItem(key) !== null, `tandem.workbook.${id}`);

/** Gives the open workbook a title. */
export async function rename(page, title) {
  const field = page.getByRole('textbox', { name: /^(Title of the workbook|ワークブックのタイトル)$/ });
  await field.fill(title);
  await field.press('Enter');
}

/** Two workbooks, the second of which local storage has no room for. */
export async function twoWorkbooks(page, open) {
  const first = await makeWorkbook(page, open);
  await rename(page, 'In both storages');
  await type(page, 'H30', 'first');
  await untilStored(page, first, 'first');
  const second = await makeWorkbook(page, open);
  await rename(page, 'Only in the database');
  await untilStored(page, second, 'Only in the database');
  await page.evaluate(() => { globalThis.refusal = { name: 'QuotaExceededError' }; });
  await type(page, 'H31', 'second');
  await untilAll(page, (all) => all[second]?.includes('"second"') && all[first]?.includes('"first"'));
  await untilSaid(page, SAVED);
  await page.evaluate(() => { globalThis.refusal = null; });
  await goHome(page);
  return { first, second };
}
