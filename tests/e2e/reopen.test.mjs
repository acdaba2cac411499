// A database that was closed under the app, by the browser or for another tab: the next step opens it anew, and nobody notices.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';
import { SAVED } from './backup.mjs';
import { untilDeep } from './database.mjs';
import { close, heads, keep, line, lines, openVersions } from './versions.mjs';
import { goHome, inTurn, keyOf, makeWorkbook, refuse, showSheet, shows, stored, type, untilSaid, watchWrites } from './workbook.mjs';

const app = useApp();

/** Runs in the page before anything else: notes how often a transaction is refused because its connection was closed. */
const watchClosed = () => {
  const begin = IDBDatabase.prototype.transaction;
  globalThis.refused = 0;
  IDBDatabase.prototype.transaction = function (...what) {
    try { return begin.apply(this, what); } catch (error) {
      if (error.name === 'InvalidStateError') globalThis.refused += 1;
      throw error;
    }
  };
};

/** Wants another shape of the database, for which the app gives way, and leaves it as it was. */
const closeUnder = (page) => page.evaluate(() => new Promise((done, failed) => {
  const asked = indexedDB.open('tandem', 99);
  asked.onblocked = () => failed(new Error('the app does not give way'));
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onsuccess = () => failed(new Error('the shape was changed'));
  asked.onerror = (event) => { event.preventDefault(); done(); };
}));

const refused = (page) => page.evaluate(() => globalThis.refused);

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`a database that was closed is opened anew by the next write and by the next read (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'before');
    await untilDeep(page, id, 'before');
    await closeUnder(page);
    await type(page, 'H31', 'a copy');
    await untilDeep(page, id, 'a copy');
    assert.equal(await refused(page), 1, 'it was closed, and opened once');

    // What no other storage takes is saved, too.
    await closeUnder(page);
    await refuse(page, 'QuotaExceededError');
    await type(page, 'H32', 'the only copy');
    await untilDeep(page, id, 'the only copy');
    await untilSaid(page, SAVED);
    assert.ok(!(await stored(page, keyOf(id))).includes('the only copy'));
    assert.equal(await refused(page), 2);

    await closeUnder(page);
    await openVersions(page);
    await keep(page, 'Kept');
    await close(page);
    await closeUnder(page);
    await openVersions(page);
    await line(page, 'Kept').waitFor();
    assert.equal(await lines(page).count(), 1);
    assert.equal((await heads(page)).length, 1);
    await close(page);

    // Several steps at once meet it.
    await closeUnder(page);
    await goHome(page);
    await showSheet(page, id);
    await shows(page, 'H32', 'the only copy');
    await type(page, 'H33', 'and on');
    await untilDeep(page, id, 'and on');
  }, { language, init: inTurn(watchWrites, watchClosed) });
}

testPage('a database that was deleted under the app is made anew, and what is changed goes there again', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'before');
  await untilDeep(page, id, 'before');
  await page.evaluate(() => new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase('tandem');
    asked.onsuccess = done;
    asked.onerror = () => failed(asked.error);
  }));
  await type(page, 'H31', 'after');
  // Whoever asks for a database that is not there makes it: the test looks only when the app has.
  await page.evaluate(async () => {
    const isThere = async () => (await indexedDB.databases()).some(({ name, version }) => name === 'tandem' && version === 2);
    for (const end = Date.now() + 20_000; !(await isThere());) {
      if (Date.now() > end) throw new Error('the database was not made anew');
      await new Promise(requestAnimationFrame);
    }
  });
  await untilDeep(page, id, 'after');
});
