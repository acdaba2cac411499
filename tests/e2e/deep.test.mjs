// The second slot of a workbook, in the browser's database: it takes what local storage does not, survives a browser that is killed,
// and mends what an interruption left behind. Nothing in it is written over unseen.
import assert from 'node:assert/strict';
import { expectAccessible, open as openPage, shoot, testPage, useApp } from './helpers.mjs';
import { deep, quietPage as quietPageOf, untilDeep } from './database.mjs';
import { ASIDE, downloaded, goHome, goTo, inTurn, keepSlowTimers, keyOf, makeWorkbook, refuse, shows, showSheet, stored, storedKeys, type, untilSaid, untilStored, watchWrites } from './workbook.mjs';

const app = useApp();

const SAVED = /^(Saved|\d.*に保存済み)/;

/** Fills local storage to the last character. */
const fill = (page) => page.evaluate(() => {
  let count = 0;
  for (let size = 1 << 22; size >= 1; size = Math.floor(size / 2)) {
    for (;;) {
      try { localStorage.setItem(`filler.${count}`, 'x'.repeat(size)); } catch { break; }
      count += 1;
    }
  }
});

/** Loads the app anew at an address. */
async function comeBack(page, hash) {
  await page.goto('about:blank');
  await openPage(page, app, hash);
}

/** Goes to an address without loading the app anew. */
const inPlace = (page) => (hash) => page.evaluate((hash) => { location.hash = hash; }, hash);

const quietPage = (page, change, argument) => quietPageOf(page, app, change, argument);

const lineOf = (page, id) => page.locator('.recent__line').filter({ has: page.locator(`a[href*="${id}"]`) });

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`a workbook for which local storage has no room is saved all the same, and opened, copied, deleted and put back (${tag})`, app, async (page, { open, context }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'before');
    await untilStored(page, id, 'before');
    await fill(page);
    const long = 'more than there is room for '.repeat(4).trim();
    await type(page, 'H31', long);
    await untilDeep(page, id, long);
    await untilSaid(page, SAVED);
    await page.waitForFunction((key) => JSON.parse(localStorage.getItem(key)).elsewhere === 'indexeddb', keyOf(id));
    assert.equal(JSON.parse(await stored(page, keyOf(id))).workbook, undefined, 'local storage only notes where it is');

    await comeBack(page, `#/w/${id}/lists`);
    await shows(page, 'H31', long);
    await untilSaid(page, SAVED);
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler.')).forEach((key) => localStorage.removeItem(key)));
    const other = await context.newPage();
    await openPage(other, app, `#/w/${id}/lists`);
    await shows(other, 'H31', long);
    await fill(other);
    await type(other, 'H32', `of the other tab ${long}`);
    await untilDeep(other, id, `of the other tab ${long}`);
    await shows(page, 'H32', `of the other tab ${long}`);
    await other.close();

    await goHome(page);
    const line = lineOf(page, id);
    await line.filter({ hasText: tag === 'en' ? 'Saved' : '保存済み' }).waitFor();
    await expectAccessible(page, 'home with a workbook of the database');
    const copy = await downloaded(page, () => line.getByRole('button', { name: /^Download|ダウンロード$/ }).click());
    assert.ok(copy.text.includes(long));
    await line.getByRole('button', { name: /^Delete|削除$/ }).click();
    await line.waitFor({ state: 'detached' });
    await untilDeep(page, id, null);
    await page.getByRole('button', { name: /^(Put back|削除を取り消す)$/ }).click();
    await line.waitFor();
    await untilDeep(page, id, long);
    await comeBack(page, `#/w/${id}/lists`);
    await shows(page, 'H31', long);
    await goHome(page);
    await lineOf(page, id).getByRole('button', { name: /^Delete|削除$/ }).click();
    await untilDeep(page, id, null);
    // That there is none is said when both slots were compared, not before.
    await comeBack(page, `#/w/${id}/lists`);
    await page.getByText(tag === 'en' ? 'This workbook isn’t in this browser' : 'このワークブックはこのブラウザーにありません').waitFor();
    await goHome(page);
    assert.equal(await page.locator('.recent__line').count(), 0);
    assert.deepEqual([await deep(page, id), await stored(page, keyOf(id))], [null, null]);
  }, { language });
}

testPage('a file larger than any local storage is opened, changed and there again', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await page.waitForFunction((key) => localStorage.getItem(key) !== null, keyOf(id));
  const file = JSON.parse(await stored(page, keyOf(id))).workbook;
  const sheet = file.pages.find((part) => part.id === 'lists');
  for (let row = 0; row < 250; row += 1) sheet.cells[`AZ${row + 100}`] = { text: `${row} ${'text '.repeat(5_000)}` };
  const text = JSON.stringify(file);
  assert.ok(text.length > 6_000_000);
  await goHome(page);
  await page.locator('.home input[type=file]').setInputFiles({ name: 'large.tandem.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(id));
  const large = /#\/w\/([^/]+)/.exec(page.url())[1];
  await untilSaid(page, SAVED);
  await showSheet(page, large);
  await type(page, 'H30', 'in a large workbook');
  await untilDeep(page, large, 'in a large workbook');
  await untilSaid(page, SAVED);
  await shoot(page, 'deep-large');
  await comeBack(page, `#/w/${large}/lists`);
  await shows(page, 'H30', 'in a large workbook');
});

testPage('a sheet of many rows is stored while its person works on, and is whole when it is there again', app, async (page, { open }) => {
  await open('#/');
  const rows = Array.from({ length: 30_000 }, (_, row) => Array.from({ length: 15 }, (_, column) => row * 15 + column).join(','));
  await page.locator('.home input[type=file]').setInputFiles({ name: 'many.csv', mimeType: 'text/csv', buffer: Buffer.from(`${rows.join('\n')}\n`) });
  await page.locator('dialog[open] .button--primary').click();
  await page.waitForURL((url) => /#\/w\//.test(url.hash));
  const id = /#\/w\/([^/]+)/.exec(page.url())[1];
  await page.getByRole('grid').waitFor();
  // What is typed while the first write is under way begins it anew.
  for (let turn = 0; turn < 5; turn += 1) await type(page, 'Q1', `typed ${turn}`);
  await untilSaid(page, SAVED);
  const { file, isFile } = await untilDeep(page, id, 'typed 4');
  assert.ok(isFile, 'it is longer than the first storage takes');
  const cells = JSON.parse(file).pages[0].cells;
  assert.equal(Object.keys(cells).length, 30_000 * 15 + 1);
  assert.deepEqual([cells.A1, cells.O30000, cells.Q1], [{ number: '0' }, { number: '449999' }, { text: 'typed 4' }]);
  await type(page, 'Q2', 'after it was stored');
  await untilSaid(page, SAVED);
  await untilDeep(page, id, 'after it was stored');
  // Behind another tab a page gets no turns; what was typed last is stored all the same.
  await type(page, 'Q3', 'while leaving');
  await page.evaluate(() => {
    globalThis.setTimeout = () => 0;
    Object.defineProperty(document, 'hidden', { get: () => true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await untilDeep(page, id, 'while leaving');
  await comeBack(page, page.url().slice(page.url().indexOf('#')));
  await goTo(page, 'Q2');
  await shows(page, 'Q1', 'typed 4');
  await shows(page, 'Q2', 'after it was stored');
  await shows(page, 'Q3', 'while leaving');
});

for (const [choice, press, expect] of [
  ['mine', 'Keep this tab’s version', { common: true, mine: true, theirs: false }],
  ['theirs', 'Take the other tab’s version', { common: true, mine: false, theirs: true }],
  ['both', 'Keep both', { common: true, mine: false, theirs: true }],
]) {
  testPage(`two tabs change a workbook of the database: “${choice}”`, app, async (page, { open, context }) => {
    const id = await makeWorkbook(page, open);
    const other = await context.newPage();
    await openPage(other, app, `#/w/${id}/lists`);
    for (const tab of [page, other]) await tab.evaluate(() => { globalThis.refusal = { name: 'QuotaExceededError' }; });
    await type(page, 'H30', 'common');
    await untilDeep(page, id, 'common');
    // No note could be written, so that no tab heard of another: what they last saw is all they know.
    await other.reload();
    await other.getByRole('grid').waitFor();
    await shows(other, 'H30', 'common');
    await other.evaluate(() => { globalThis.refusal = { name: 'QuotaExceededError' }; });
    await type(other, 'H32', 'theirs');
    await untilDeep(other, id, 'theirs');
    await type(page, 'H31', 'mine');
    const dialog = page.getByRole('dialog', { name: 'Another tab changed this workbook' });
    await dialog.waitFor();
    assert.ok(!(await deep(page, id)).file.includes('"mine"'), 'the second write stopped');
    await dialog.getByRole('button', { name: press }).click();
    if (choice === 'mine') await untilDeep(page, id, 'mine');
    if (choice === 'theirs') await shows(page, 'H32', 'theirs');
    if (choice === 'both') {
      await page.waitForURL((url) => !url.hash.includes(id));
      await untilDeep(page, /#\/w\/([^/]+)/.exec(page.url())[1], 'mine');
    }
    await untilSaid(page, SAVED);
    const { file } = await deep(page, id);
    for (const [text, is] of Object.entries(expect)) assert.equal(file.includes(`"${text}"`), is, `${text} in the workbook`);
    await type(page, 'H28', 'work goes on');
    await untilSaid(page, SAVED);
  }, { init: watchWrites });
}

for (const [what, interrupt] of [
  ['is behind', ([key, before]) => localStorage.setItem(key, before)],
  ['is gone', ([key]) => localStorage.removeItem(key)],
  ['is cut off', ([key]) => localStorage.setItem(key, localStorage.getItem(key).slice(0, -9))],
]) {
  testPage(`after an interruption the entry in local storage ${what}: the next start takes the later slot`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'early');
    await untilStored(page, id, 'early');
    await untilSaid(page, SAVED);
    const before = await stored(page, keyOf(id));
    await type(page, 'H31', 'late');
    await untilDeep(page, id, 'late');
    await quietPage(page, interrupt, [keyOf(id), before]);
    const left = await stored(page, keyOf(id));
    await comeBack(page, `#/w/${id}/lists`);
    await shows(page, 'H31', 'late');
    await untilStored(page, id, 'late');
    const aside = await page.evaluate((start) => Object.entries(localStorage).filter(([key]) => key.startsWith(start)).map(([, text]) => text), ASIDE);
    assert.deepEqual(aside, what === 'is cut off' ? [left] : [], 'bytes that can’t be read are kept');
    await type(page, 'H32', 'and on');
    await untilDeep(page, id, 'and on');
    await goHome(page);
    assert.equal(await page.locator('.recent__line').count(), 1);
  });
}

testPage('after an interruption the database is behind: the next start brings it up to date', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'early');
  await untilDeep(page, id, 'early');
  await quietPage(page, (key) => {
    const entry = JSON.parse(localStorage.getItem(key));
    entry.builds_on = [{ writer: entry.writer, revision: entry.revision }];
    entry.revision += 1;
    localStorage.setItem(key, JSON.stringify(entry).replace('"early"', '"late"'));
  }, keyOf(id));
  await comeBack(page, '#/');
  await untilDeep(page, id, 'late');
});

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`two slots of which neither knows the other are two workbooks (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'in the database');
    await untilDeep(page, id, 'in the database');
    await quietPage(page, (key) => {
      const entry = JSON.parse(localStorage.getItem(key));
      entry.writer = 'somebody else';
      entry.builds_on = [];
      localStorage.setItem(key, JSON.stringify(entry).replace('"in the database"', '"in local storage"'));
    }, keyOf(id));
    await comeBack(page, '#/');
    await page.getByText(tag === 'en' ? /was found in two versions/ : /2 通り見つかりました/).waitFor();
    await page.locator('.recent__line').nth(1).waitFor();
    await shoot(page, `deep-two-versions-${tag}`);
    const ids = await page.locator('.recent__link').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/')[2]));
    assert.ok(ids.includes(id) && ids.length === 2);
    await showSheet(page, id);
    await shows(page, 'H30', 'in local storage');
    await showSheet(page, ids.find((other) => other !== id));
    await shows(page, 'H30', 'in the database');
    await comeBack(page, '#/');
    await page.locator('.recent__line').nth(1).waitFor();
    assert.deepEqual(await storedKeys(page, ASIDE), []);
  }, { language });
}

testPage('what stands in local storage alone is copied at the next start, without being opened', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'kept twice');
  await untilDeep(page, id, 'kept twice');
  await quietPage(page, (id) => new Promise((done, failed) => {
    const asked = indexedDB.open('tandem');
    asked.onsuccess = () => {
      const change = asked.result.transaction(['stamps', 'files'], 'readwrite');
      for (const table of ['stamps', 'files']) change.objectStore(table).delete(id);
      change.onerror = () => failed(change.error);
      change.oncomplete = () => { asked.result.close(); done(); };
    };
  }), id);
  assert.equal(await deep(page, id), null);
  await comeBack(page, '#/');
  await untilDeep(page, id, 'kept twice');
});

/** Holds the database of the app's origin, so that nobody else is answered, until the page goes. */
const holdDatabase = () => new Promise((done) => {
  const asked = indexedDB.open('tandem');
  asked.onsuccess = () => {
    const table = asked.result.transaction(['stamps', 'files', 'aside'], 'readwrite').objectStore('stamps');
    const again = () => { table.count().onsuccess = again; };
    again();
    done();
  };
});

testPage('a workbook that is deleted before the database has answered stays away', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'confidential');
  await untilDeep(page, id, 'confidential');
  const holder = await context.newPage();
  await quietPage(holder, holdDatabase);
  await comeBack(page, '#/');
  const line = lineOf(page, id);
  await line.getByRole('button', { name: /^Delete/ }).click();
  await line.waitFor({ state: 'detached' });
  await holder.close();
  await untilDeep(page, id, null);
  assert.equal(await line.count(), 0);
  await comeBack(page, '#/');
  await makeWorkbook(page, inPlace(page));
  await goHome(page);
  await page.locator('.recent__line').first().waitFor();
  assert.equal(await line.count(), 0);
});

for (const [tag, language, saving] of [['en', 'en-GB', 'Saving'], ['ja', 'ja-JP', '保存中']]) {
  testPage(`a workbook is called saved when its second copy stands, too (${tag})`, app, async (page, { open, context }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'first');
    await untilDeep(page, id, 'first');
    await untilSaid(page, SAVED);
    const holder = await context.newPage();
    await quietPage(holder, holdDatabase);
    // What is said is noted by the page at the moment in which the first slot has the edit and the second can't.
    await page.evaluate(([key, text]) => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (name, value) {
        set.call(this, name, value);
        if (name === key && value.includes(text)) {
          requestAnimationFrame(() => setTimeout(() => { globalThis.saidThen = document.querySelector('.save-state__line').textContent; }));
        }
      };
    }, [keyOf(id), 'second']);
    await type(page, 'H31', 'second');
    await page.waitForFunction(() => globalThis.saidThen !== undefined);
    assert.equal(await page.evaluate(() => globalThis.saidThen), saving);
    await holder.close();
    await untilSaid(page, SAVED);
    assert.ok((await deep(page, id)).file.includes(JSON.stringify('second')), 'what is called saved stands in the database');
  }, { language });
}

/** Lets a test refuse what is put into the database, as `watchWrites` does for local storage, and counts what was tried. */
const watchPuts = () => {
  const put = IDBObjectStore.prototype.put;
  globalThis.puts = 0;
  IDBObjectStore.prototype.put = function (...values) {
    globalThis.puts += 1;
    if (globalThis.refusal) throw new DOMException('There is no room, says the test.', 'QuotaExceededError');
    return put.apply(this, values);
  };
};

testPage('what neither storage takes is tried again after a while and not in between, also when it was left', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'before');
  await untilDeep(page, id, 'before');
  await refuse(page, 'QuotaExceededError');
  await type(page, 'H31', 'waits for room');
  await untilSaid(page, /storage is full/);
  await makeWorkbook(page, inPlace(page));
  const notice = page.locator('.notice').filter({ hasText: /./ });
  await notice.first().waitFor();
  const before = await page.evaluate(() => globalThis.puts);
  const told = await notice.first().elementHandle();
  // Time that the page has for itself: a try follows only on a timer of the session, which this test holds.
  for (let turn = 0; turn < 200; turn += 1) await page.evaluate(() => new Promise(requestAnimationFrame));
  assert.ok(await page.evaluate(() => globalThis.puts) - before <= 1, 'nothing is tried without a pause');
  assert.ok(await told.isVisible(), 'what was said stays as it is');
  await refuse(page, null);
  await page.evaluate(() => { for (const callback of globalThis.slow.splice(0)) callback(); });
  await untilDeep(page, id, 'waits for room');
  await untilStored(page, id, 'waits for room');
  await notice.first().waitFor({ state: 'detached' });
}, { init: inTurn(watchWrites, watchPuts, keepSlowTimers) });

testPage('a deleted workbook for which there is no room any more stays at hand until it can be put back', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'not for good');
  await untilDeep(page, id, 'not for good');
  await goHome(page);
  await lineOf(page, id).getByRole('button', { name: /^Delete/ }).click();
  await untilDeep(page, id, null);
  await refuse(page, 'QuotaExceededError');
  const putBack = page.getByRole('button', { name: 'Put back' });
  await putBack.click();
  await page.getByText(/storage is full/).waitFor();
  assert.equal(await lineOf(page, id).count(), 0);
  await refuse(page, null);
  await putBack.click();
  await lineOf(page, id).waitFor();
  await untilDeep(page, id, 'not for good');
  await putBack.waitFor({ state: 'detached' });
}, { init: inTurn(watchWrites, watchPuts) });

/** A database that never answers. */
const deafDatabase = () => { IDBFactory.prototype.open = () => new EventTarget(); };

testPage('a database that does not answer keeps nobody from working', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'without an answer');
  await untilStored(page, id, 'without an answer');
  await comeBack(page, `#/w/${id}/lists`);
  await shows(page, 'H30', 'without an answer');
}, { init: inTurn(deafDatabase) });
