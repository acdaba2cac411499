// What the start does not do: it reads of each stored workbook no more than it needs, and counts what is stored only when there is time.
import assert from 'node:assert/strict';
import { open as openPage, testPage, useApp } from './helpers.mjs';
import { quietPage, untilDeep } from './database.mjs';
import { ASIDE, goHome, inTurn, keyOf, makeWorkbook, shows, stored, storedKeys, type, untilStored } from './workbook.mjs';

const app = useApp();

/** Runs in the page before anything else: notes which workbooks' entries are read as a whole. */
const watchReads = () => {
  const read = Storage.prototype.getItem;
  globalThis.read = [];
  Storage.prototype.getItem = function (key) {
    if (String(key).startsWith('tandem.workbook.')) globalThis.read.push(String(key));
    return read.call(this, key);
  };
};

testPage('the start reads as a whole only what differs between the two storages', app, async (page, { open }) => {
  const ids = [];
  for (const text of ['one', 'two', 'three']) {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', text);
    await untilStored(page, id, text);
    await untilDeep(page, id, text);
    ids.push(id);
  }
  await quietPage(page, app, (key) => {
    const entry = JSON.parse(localStorage.getItem(key));
    entry.builds_on = [{ writer: entry.writer, revision: entry.revision }];
    entry.revision += 1;
    // Whatever a title holds, it is not taken for the end of what is told of the workbook.
    entry.title = ',"workbook":{}';
    localStorage.setItem(key, JSON.stringify(entry).replace('"two"', '"later"'));
  }, keyOf(ids[1]));
  await openPage(page, app);
  await page.locator('.recent__line').nth(2).waitFor();
  await untilDeep(page, ids[1], 'later');
  const read = await page.evaluate(() => [...new Set(globalThis.read)]);
  assert.deepEqual(read, [keyOf(ids[1])]);
}, { init: watchReads });

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`damage in the middle of an entry is mended from the database when the workbook is opened (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'whole');
    await untilStored(page, id, 'whole');
    await untilDeep(page, id, 'whole');
    await quietPage(page, app, (key) => localStorage.setItem(key, localStorage.getItem(key).replace('"whole"', '"whole')), keyOf(id));
    const damaged = await stored(page, keyOf(id));
    await openPage(page, app);
    await page.locator('.recent__line').waitFor();
    assert.deepEqual(await storedKeys(page, ASIDE), [], 'the start does not read it');
    await page.locator('.recent__link').click();
    await page.waitForURL((url) => url.hash.includes(id));
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/lists`);
    await shows(page, 'H30', 'whole');
    await untilStored(page, id, 'whole');
    const [aside] = await storedKeys(page, ASIDE);
    assert.equal(await stored(page, aside), damaged, 'its bytes are kept');
  }, { language });
}

/** Runs in the page before anything else: keeps what waits for idle time, and counts how often all of local storage is passed over. */
const watchCounting = () => {
  const entries = Object.entries;
  globalThis.counted = 0;
  globalThis.idle = [];
  Object.entries = (of) => {
    if (of === globalThis.localStorage) globalThis.counted += 1;
    return entries(of);
  };
  globalThis.requestIdleCallback = (callback) => globalThis.idle.push(callback);
};

testPage('what local storage holds is counted when there is time, and not with every change', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await goHome(page);
  const line = page.locator('.recent__line');
  await line.waitFor();
  await page.waitForFunction(() => globalThis.idle.length > 0);
  assert.equal(await page.evaluate(() => globalThis.counted), 0, 'it waits');
  const releaseIdle = () => page.evaluate(() => { for (const callback of globalThis.idle.splice(0)) callback({ didTimeout: false, timeRemaining: () => 1 }); });
  await releaseIdle();
  await page.waitForFunction(() => globalThis.counted === 1);
  for (let turn = 0; turn < 2; turn += 1) {
    await line.getByRole('button', { name: /^Delete/ }).click();
    await line.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Put back' }).click();
    await line.waitFor();
    await releaseIdle();
  }
  assert.equal(await page.evaluate(() => globalThis.counted), 1);
}, { init: inTurn(watchCounting) });
