// Storage that is blocked, full or refuses: the app says so in words, work goes on in memory, what was stored before is unharmed,
// and saving goes on by itself when it can. What the browser's database changes about that is told in deep.test.mjs.
import assert from 'node:assert/strict';
import { expectAccessible, shoot, testPage as testAnyPage, useApp } from './helpers.mjs';
import { downloaded, goHome, inTurn, keepSlowTimers, keyOf, makeWorkbook, pressDownload, refuse, showSheet, shows, stored, storedKeys, type, untilSaid, untilStored, watchWrites, withoutDatabase } from './workbook.mjs';

const app = useApp();

const testPage = (name, app, body, options = {}) => testAnyPage(name, app, body, { ...options, init: inTurn(withoutDatabase, options.init) });

const BLOCKED = { en: /^Storage is blocked: work stays in this tab, download to keep$/, ja: /^保存領域が使えません。.*ダウンロード/ };
const FULL = { en: /^Not saved: storage is full, download a copy$/, ja: /^保存できません。保存領域がいっぱいです。.*ダウンロード/ };
const REFUSED = { en: /^Not saved: the browser refused, download a copy$/, ja: /^保存できません。ブラウザーに拒否されました。.*ダウンロード/ };
const SAVED = /^(Saved|\d.*に保存済み)/;

const blockGetter = () => Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('refused by the test', 'SecurityError'); } });
const withoutStorage = () => Object.defineProperty(globalThis, 'localStorage', { value: null });
const blockReading = () => {
  for (const name of ['getItem', 'removeItem', 'key']) Storage.prototype[name] = () => { throw new DOMException('refused by the test', 'NS_ERROR_FILE_CORRUPTED'); };
  Object.defineProperty(Storage.prototype, 'length', { get() { throw new DOMException('refused by the test', 'NS_ERROR_FILE_CORRUPTED'); } });
};
const blockWriting = () => { Storage.prototype.setItem = () => { throw new DOMException('refused by the test', 'SecurityError'); }; };

/** A copy of the open workbook must hold what was typed and be a whole file. */
async function expectCopy(page, text) {
  const copy = await downloaded(page, () => pressDownload(page));
  assert.match(copy.name, /\.tandem\.json$/);
  assert.equal(JSON.parse(copy.text).format, 'tandem-workbook');
  assert.ok(copy.text.includes(text), `the copy holds “${text}”`);
}

for (const [fault, init, words] of [
  ['the page may not touch it', blockGetter, BLOCKED],
  ['there is none', withoutStorage, BLOCKED],
  ['every reading throws', blockReading, REFUSED],
  ['every write throws', blockWriting, REFUSED],
]) {
  for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
    testPage(`storage blocked, ${fault}: it is said, work goes on and can be downloaded (${tag})`, app, async (page, { open }) => {
      const id = await makeWorkbook(page, open);
      await untilSaid(page, words[tag]);
      await type(page, 'H30', 'kept in memory');
      await untilSaid(page, words[tag]);
      await expectCopy(page, 'kept in memory');
      await goHome(page);
      const line = page.locator('.recent__line').filter({ hasText: tag === 'en' ? 'Only in this tab' : 'このタブにのみ存在' });
      assert.equal(await line.count(), 1, 'Home lists it as being in this tab only');
      await expectAccessible(page, `home, ${fault} (${tag})`);
      await showSheet(page, id);
      await shows(page, 'H30', 'kept in memory');
      await shoot(page, `storage-blocked-${tag}`);
    }, { init, language });
  }
}

testPage('two workbooks that the storage refuses both stay in the tab', app, async (page, { open }) => {
  const first = await makeWorkbook(page, open);
  await type(page, 'H30', 'the first');
  await page.evaluate(() => { location.hash = '#/new/joint-value'; });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(first));
  const second = /#\/w\/([^/]+)/.exec(page.url())[1];
  await showSheet(page, second);
  await type(page, 'H30', 'the second');
  await goHome(page);
  assert.equal(await page.locator('.recent__line').count(), 2);
  const copy = await downloaded(page, () => page.locator('.recent__line').filter({ has: page.locator(`a[href*="${first}"]`) }).getByRole('button', { name: /^Download/ }).click());
  assert.ok(copy.text.includes('the first'));
  await showSheet(page, first);
  await shows(page, 'H30', 'the first');
  await showSheet(page, second);
  await shows(page, 'H30', 'the second');
}, { init: blockWriting });

testPage('leaving the page asks first while something is in this tab only', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await type(page, 'H30', 'only here');
  const asked = page.waitForEvent('dialog');
  const closed = page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  await closed;
  await shows(page, 'H30', 'only here');
}, { init: blockWriting });

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`a storage that is really full: said in words, nothing stored is harmed, and saving goes on when there is room (${tag})`, app, async (page, { open, context }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'before');
    await untilStored(page, id, 'before');
    const other = await context.newPage();
    await other.goto(app.url);
    // Fills the storage to the last character.
    await other.evaluate(() => {
      let count = 0;
      for (let size = 1 << 22; size >= 1; size = Math.floor(size / 2)) {
        for (;;) {
          try { localStorage.setItem(`filler.${count}`, 'x'.repeat(size)); } catch { break; }
          count += 1;
        }
      }
    });
    const before = await stored(page, keyOf(id));
    await type(page, 'H31', 'a text that is longer than the room that is left');
    await untilSaid(page, FULL[tag]);
    assert.equal(await stored(page, keyOf(id)), before, 'the bytes that were stored');
    await expectCopy(page, 'a text that is longer');
    await type(page, 'H32', 'work goes on');
    await untilSaid(page, FULL[tag]);
    await shoot(page, `storage-full-${tag}`);

    await other.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler.')).forEach((key) => localStorage.removeItem(key)));
    await untilStored(page, id, 'work goes on');
    await untilSaid(page, SAVED);
    await page.reload();
    await shows(page, 'H31', 'a text that is longer than the room that is left');
  }, { language });
}

// What a session writes: a new workbook, changes of it, the list. Whichever write the quota refuses, and also when it
// refuses all from there on, nothing is lost and the next write heals everything.
const WRITES = 10;
for (let number = 1; number <= WRITES; number += 1) {
  testPage(`write ${number} meets the quota: nothing is lost and the next one heals it`, app, async (page, { open }) => {
    await page.goto(app.url);
    await page.locator('main').waitFor();
    await refuse(page, 'QuotaExceededError', number, number);
    const typed = [];
    await page.evaluate(() => { location.hash = '#/new/joint-value'; });
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await showSheet(page, id);
    for (let step = 0; (await page.evaluate(() => globalThis.writes.length)) < WRITES + 2; step += 1) {
      const before = await stored(page, keyOf(id));
      const count = await page.evaluate(() => globalThis.writes.length);
      typed.push(`step ${step} of write ${number}`);
      await type(page, `H${30 + step}`, typed.at(-1));
      await page.waitForFunction((count) => globalThis.writes.length > count, count);
      const refused = (await page.evaluate(([from, to]) => globalThis.writes.slice(from, to), [number - 1, number]))[0];
      const state = page.locator('.save-state__line');
      await page.waitForFunction(() => !/^Saving/.test(document.querySelector('.save-state__line')?.textContent));
      if (FULL.en.test(await state.textContent())) {
        assert.equal(refused, keyOf(id), 'only a refused workbook is said to be not saved');
        assert.equal(await stored(page, keyOf(id)), before, 'the bytes that were stored');
      } else {
        assert.ok((await stored(page, keyOf(id))).includes(typed.at(-1)), 'what is called saved is stored');
      }
    }
    await untilSaid(page, SAVED);
    const file = await stored(page, keyOf(id));
    for (const text of typed) assert.ok(file.includes(text), text);
    await goHome(page);
    assert.equal(await page.locator('.recent__line').count(), 1);
    await page.reload();
    await page.locator(`.recent__link[href*="${id}"]`).filter({ hasText: /Saved \d/ }).waitFor();
    assert.deepEqual(await storedKeys(page, 'tandem.aside.'), []);
  }, { init: watchWrites });
}

testPage('a list that could not be written does not tell old titles', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  const count = await page.evaluate(() => globalThis.writes.length);
  // The first write of a save is the workbook, the second the list.
  await refuse(page, 'QuotaExceededError', count + 2, count + 2);
  await page.getByRole('textbox', { name: 'Title of the workbook' }).fill('The new title');
  await page.keyboard.press('Enter');
  await untilStored(page, id, 'The new title');
  await untilSaid(page, SAVED);
  assert.deepEqual(await page.evaluate((count) => globalThis.writes.slice(count), count), [keyOf(id), 'tandem.index']);
  await page.goto('about:blank');
  await page.goto(app.url);
  await page.locator('.recent__title', { hasText: 'The new title' }).waitFor();
}, { init: watchWrites });

testPage('the quota refuses everything after a while: the tab keeps it all, and one write that succeeds brings it home', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'stored');
  await untilStored(page, id, 'stored');
  await untilSaid(page, SAVED);
  const before = await stored(page, keyOf(id));
  await refuse(page, 'QuotaExceededError');
  for (const cell of ['H31', 'H32', 'H33']) await type(page, cell, `in memory ${cell}`);
  await untilSaid(page, FULL.en);
  assert.equal(await stored(page, keyOf(id)), before);
  await expectCopy(page, 'in memory H33');
  await refuse(page, null);
  await type(page, 'H34', 'room again');
  await untilStored(page, id, 'room again');
  await untilSaid(page, SAVED);
  for (const cell of ['H31', 'H32', 'H33']) assert.ok((await stored(page, keyOf(id))).includes(`in memory ${cell}`));
}, { init: watchWrites });

testPage('deleting a workbook makes room, and what only the tab held is stored', app, async (page, { open }) => {
  const old = await makeWorkbook(page, open);
  await goHome(page);
  await refuse(page, 'QuotaExceededError');
  await page.evaluate(() => { location.hash = '#/new/joint-value'; });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(old));
  const id = /#\/w\/([^/]+)/.exec(page.url())[1];
  await showSheet(page, id);
  await type(page, 'H30', 'had no room');
  await untilSaid(page, FULL.en);
  await page.evaluate(() => { location.hash = '#/new/ecosystem-roi'; });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(id));
  await goHome(page);
  assert.equal(await stored(page, keyOf(id)), null);
  await refuse(page, null);
  await page.locator('.recent__line').filter({ has: page.locator(`a[href*="${old}"]`) }).getByRole('button', { name: /^Delete/ }).click();
  await untilStored(page, id, 'had no room');
  await page.locator('.recent__line').filter({ hasText: 'Only in this tab' }).first().waitFor({ state: 'detached' });
  assert.equal(await page.locator('.recent__line').filter({ hasText: /Saved/ }).count(), 2);
}, { init: watchWrites });

testPage('a refused save is tried again after a while, without anything else happening', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await refuse(page, 'QuotaExceededError');
  await type(page, 'H30', 'waits for room');
  await untilSaid(page, FULL.en);
  await page.evaluate(() => { for (const callback of globalThis.slow.splice(0)) callback(); });
  await untilSaid(page, FULL.en);
  await refuse(page, null);
  await page.evaluate(() => { for (const callback of globalThis.slow.splice(0)) callback(); });
  await untilStored(page, id, 'waits for room');
  await untilSaid(page, SAVED);
}, { init: inTurn(watchWrites, keepSlowTimers) });

const YEAR_MS = 365 * 24 * 3600 * 1000;

/** Moves the machine's calendar, as `calendarShift` says at any moment; the page's steady clock and its timers go on. */
const shiftCalendar = () => {
  const now = Date.now.bind(Date);
  globalThis.calendarShift = 0;
  Date.now = () => now() + globalThis.calendarShift;
};

testPage('a calendar that jumps back stops no saving and keeps the list in the order of work', app, async (page, { open }) => {
  const first = await makeWorkbook(page, open);
  await type(page, 'H30', 'before the jump');
  await untilStored(page, first, 'before the jump');
  await page.evaluate((shift) => { globalThis.calendarShift = shift; }, -20 * YEAR_MS);
  await type(page, 'H31', 'after the jump');
  await untilStored(page, first, 'after the jump', 5_000);
  await untilSaid(page, SAVED);
  const at = JSON.parse(await stored(page, keyOf(first))).saved_ms;
  assert.ok(at < Date.now() - 19 * YEAR_MS, 'the calendar did jump');
  // The older workbook is saved once more by the right calendar, the newer one after it by the wrong one.
  await page.evaluate(() => { globalThis.calendarShift = 0; });
  await type(page, 'H32', 'right again');
  await untilStored(page, first, 'right again');
  await page.evaluate((shift) => { globalThis.calendarShift = shift; }, -20 * YEAR_MS);
  await page.evaluate(() => { location.hash = '#/new/ecosystem-roi'; });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(first));
  const second = /#\/w\/([^/]+)/.exec(page.url())[1];
  await goHome(page);
  const order = async () => (await page.locator('.recent__link').evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/')[2])));
  assert.deepEqual(await order(), [second, first], 'what was worked on last comes first');
  await page.reload();
  await page.locator('.recent__link').first().waitFor();
  assert.deepEqual(await order(), [second, first], 'after a reload too');
}, { init: shiftCalendar });
