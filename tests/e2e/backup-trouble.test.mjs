// Backups where two versions wait for a choice, where nothing was saved, where the database is late or refuses, and of damaged bytes:
// nothing is lost, and nothing is left out without a word.
import assert from 'node:assert/strict';
import { open as openPage, testPage, useApp } from './helpers.mjs';
import { RUN, SAVED, backUp, choose, notice, replaceBy, twoWorkbooks, untilAll, untilKept } from './backup.mjs';
import { goHome, inTurn, makeWorkbook, showSheet, shows, type, untilSaid, untilStored, watchWrites } from './workbook.mjs';

const app = useApp();

/** Runs in the page before anything else: while `isFull` is set, the database takes nothing. */
const refusable = () => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...what) {
    if (globalThis.isFull) throw new DOMException('refused by the test', 'QuotaExceededError');
    return put.apply(this, what);
  };
};

testPage('a workbook whose last changes no storage took is replaced, and they are what can be put back', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'early');
  await untilStored(page, id, 'early');
  await goHome(page);
  const backup = await backUp(page);
  await showSheet(page, id);
  await page.evaluate(() => { globalThis.refusal = { name: 'QuotaExceededError' }; });
  for (const text of ['one', 'two', 'three']) {
    await type(page, 'H31', text);
    await untilAll(page, (all) => all[id].includes(`"${text}"`));
  }
  await page.evaluate(() => { globalThis.isFull = true; });
  await type(page, 'H30', 'late');
  await untilSaid(page, /^Not saved/);
  await replaceBy(page, backup.text, () => page.evaluate(() => { globalThis.isFull = false; }));
  await notice(page, '1 workbook of this browser was replaced').waitFor();
  await shows(page, 'H30', 'early');
  await shows(page, 'H31', '');
  await untilSaid(page, SAVED);
  const all = await untilAll(page, (all) => all[id].includes('"early"'));
  assert.ok(!all[id].includes('"three"') && !all[id].includes('"late"'), 'the backup stands in its place');
  await page.getByRole('button', { name: 'Put back what stood before' }).click();
  await shows(page, 'H30', 'late');
  await untilAll(page, (all) => all[id].includes('"late"') && all[id].includes('"three"'));
}, { init: inTurn(watchWrites, refusable) });

testPage('two versions that wait for a choice both go into a backup, and both come back when they were replaced', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'early');
  await untilStored(page, id, 'early');
  await goHome(page);
  const early = await backUp(page);
  await showSheet(page, id);
  const other = await context.newPage();
  await openPage(other, app, `#/w/${id}/lists`);
  await type(other, 'H31', 'theirs');
  await untilStored(other, id, 'theirs');
  await other.close();
  await type(page, 'H32', 'mine');
  await page.getByRole('dialog', { name: 'Another tab changed this workbook' }).waitFor();
  await page.keyboard.press('Escape');

  await goHome(page);
  const { entries } = JSON.parse((await backUp(page)).text);
  const held = entries.filter((entry) => entry.id === id).map(({ workbook }) => ['mine', 'theirs'].filter((text) => JSON.stringify(workbook).includes(`"${text}"`)));
  assert.deepEqual(held, [['mine'], ['theirs']]);

  await showSheet(page, id);
  await replaceBy(page, early.text);
  await shows(page, 'H30', 'early');
  await shows(page, 'H32', '');
  await untilSaid(page, SAVED);
  await page.getByRole('button', { name: 'Put back what stood before' }).click();
  await shows(page, 'H32', 'mine');
  const all = await untilAll(page, (all) => Object.keys(all).length === 2 && all[id].includes('"mine"'));
  const beside = Object.keys(all).find((other) => other !== id);
  assert.ok(all[beside].includes('"theirs"') && !all[beside].includes('"mine"') && !all[id].includes('"theirs"'));
// A tab that hears nothing of the others learns of them when it writes.
}, { init: () => addEventListener('storage', (event) => event.stopImmediatePropagation()) });

testPage('a backup that is asked for before the database has answered holds what only the database has', app, async (page, { open }) => {
  await twoWorkbooks(page, open);
  await page.goto('about:blank');
  await page.addInitScript(() => {
    const open = globalThis.IDBFactory?.prototype.open;
    if (!open) return;
    IDBFactory.prototype.open = function (...what) {
      const asked = open.apply(this, what);
      Object.defineProperty(asked, 'onsuccess', { set(told) { asked.addEventListener('success', (event) => setTimeout(() => told.call(asked, event), 1_500)); } });
      return asked;
    };
  });
  await openPage(page, app);
  const backup = await backUp(page);
  assert.ok(backup.text.includes('"second"'));
  await notice(page, '2 workbooks').waitFor();
}, { init: watchWrites });

testPage('what was put aside and can’t be read out is told as missing', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await untilKept(page, id);
  await goHome(page);
  const backup = await backUp(page);
  assert.ok(backup.text.includes(id));
  await notice(page, 'made without').filter({ hasText: 'does not hand out what was put aside' }).waitFor();
}, {
  init: () => {
    const read = globalThis.IDBObjectStore?.prototype.getAllKeys;
    if (!read) return;
    IDBObjectStore.prototype.getAllKeys = function (...what) {
      if (this.name === 'aside') throw new DOMException('refused by the test', 'UnknownError');
      return read.apply(this, what);
    };
  },
});

testPage('bytes of a damaged backup that are no text are kept as they are', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'early');
  await untilStored(page, id, 'early');
  await goHome(page);
  const { text } = await backUp(page);
  const bytes = Buffer.from(text);
  bytes[bytes.indexOf('"early"') + 3] = 0xff;
  await choose(page, bytes);
  await page.locator('dialog#restore[open]').getByRole('button', { name: RUN }).click();
  await notice(page, '1 kept aside').waitFor();
  const kept = await page.evaluate(() => new Promise((done) => {
    const asked = indexedDB.open('tandem');
    asked.onsuccess = () => {
      const all = asked.result.transaction('aside').objectStore('aside').getAll();
      all.onsuccess = () => { asked.result.close(); done(all.result.map(([, bytes]) => [...bytes])); };
    };
  }));
  assert.equal(kept.length, 1);
  const from = bytes.indexOf('{"backup":"workbook"');
  assert.ok(bytes.subarray(from, from + kept[0].length).equals(Buffer.from(kept[0])), 'every byte is there');
  assert.ok(kept[0].includes(0xff));
});
