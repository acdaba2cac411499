// A backup of everything that is stored: made, brought back into an empty browser, compared with what is there, and met damaged.
import assert from 'node:assert/strict';
import { expectAccessible, open as openPage, shoot, SIZES, testPage, useApp } from './helpers.mjs';
import { MAKE, RUN, backUp, choose, empty, everything, lineOf, notice, rename, replaceBy, twoWorkbooks, untilAll, untilKept } from './backup.mjs';
import { ASIDE, downloaded, goHome, keyOf, makeWorkbook, shows, stored, storedKeys, type, untilStored, watchWrites, withoutDatabase } from './workbook.mjs';

const app = useApp();

const RESTORE = /^(Restore a backup…|バックアップから復元…)$/;

/** The checksum of ISO 3309, as eight digits. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xEDB88320 : 0);
  }
  return (~sum >>> 0).toString(16).padStart(8, '0');
}

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`everything is backed up, the browser is emptied, and everything comes back letter for letter (${tag})`, app, async (page, { open }) => {
    const { first, second } = await twoWorkbooks(page, open);
    const local = JSON.parse(await stored(page, keyOf(second)));
    assert.ok(!JSON.stringify(local.workbook ?? null).includes('"second"'), 'local storage does not hold the second one as it is');
    await page.evaluate((key) => localStorage.setItem(key, 'cut off {'), `${ASIDE}lost.1`);
    const before = await everything(page);
    await shoot(page, `backup-home-${tag}`);
    const backup = await backUp(page);
    assert.match(backup.name, /^Tandem \d{4}-\d\d-\d\d\.tandem-backup\.json$/);
    const { format, version, made, entries } = JSON.parse(backup.text);
    assert.deepEqual([format, version], ['tandem-backup', 2]);
    assert.ok(!Number.isNaN(Date.parse(made)));
    assert.deepEqual(entries.map((entry) => entry.id ?? entry.name ?? entry.entries), [second, first, 'lost', 3]);
    await notice(page, tag === 'en' ? '2 workbooks' : '2 件').waitFor();

    await empty(page, app);
    await openPage(page, app);
    assert.equal(await page.locator('.recent__line').count(), 0);
    // The button that asks for a backup, and the field that opens any file, lead to the same place.
    const [asked] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: RESTORE }).click()]);
    await asked.setFiles({ name: 'renamed.json', mimeType: 'application/json', buffer: Buffer.from(backup.text) });
    const dialog = page.locator('dialog#restore[open]');
    await lineOf(dialog, 'Only in the database').filter({ hasText: tag === 'en' ? 'Not in this browser' : 'このブラウザーにはありません' }).waitFor();
    await shoot(page, `backup-restore-${tag}`);
    await expectAccessible(page, 'the dialog that restores');
    await dialog.getByRole('button', { name: RUN }).click();
    await dialog.waitFor({ state: 'hidden' });
    await notice(page, tag === 'en' ? '2 added' : '追加 2 件').waitFor();
    assert.deepEqual(await untilAll(page, (all) => Object.keys(all).length === 2), before, 'every workbook is as it was');
    const titles = await page.locator('.recent__title').allTextContents();
    assert.deepEqual(titles, ['Only in the database', 'In both storages'], 'the latest comes first');
    assert.equal(await stored(page, `${ASIDE}lost.1`), 'cut off {', 'what could not be read is kept again');

    const again = await choose(page, backup.text);
    await lineOf(again, 'In both storages').filter({ hasText: tag === 'en' ? 'The same as here' : 'ここにあるものと同じ' }).waitFor();
    await again.locator('.dialog__foot button').first().click();
    await again.waitFor({ state: 'hidden' });
    await openPage(page, app, `#/w/${second}/lists`);
    await shows(page, 'H31', 'second');
  }, { language, init: watchWrites });
}

testPage('another version of a workbook comes as a copy, or replaces the one here and is taken back', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await rename(page, 'Plan');
  await type(page, 'H30', 'early');
  await untilStored(page, id, 'early');
  await goHome(page);
  const backup = await backUp(page);
  await page.goto('about:blank');
  await openPage(page, app, `#/w/${id}/lists`);
  await shows(page, 'H30', 'early');
  await type(page, 'H30', 'late');
  await untilStored(page, id, 'late');
  await goHome(page);

  let dialog = await choose(page, backup.text);
  await lineOf(dialog, 'Plan').filter({ hasText: 'Other than here, and earlier' }).waitFor();
  await shoot(page, 'backup-differs');
  await dialog.getByRole('button', { name: RUN }).click();
  await notice(page, '1 as a copy').waitFor();
  const both = await untilAll(page, (all) => Object.keys(all).length === 2);
  assert.ok(both[id].includes('"late"'), 'what is here stays');
  const copy = Object.keys(both).find((other) => other !== id);
  assert.ok(both[copy].includes('"early"') && both[copy].includes('Plan (backup of '));
  const copied = page.locator('.recent__line').filter({ hasText: 'Plan (backup of ' });
  await copied.waitFor();

  dialog = await choose(page, backup.text);
  await lineOf(dialog, 'Plan').getByRole('combobox').selectOption({ label: 'Replace the one here' });
  await dialog.getByRole('button', { name: RUN }).click();
  await notice(page, '1 workbook of this browser was replaced').waitFor();
  await untilStored(page, id, 'early');
  const replaced = await untilAll(page, (all) => all[id].includes('"early"'));
  assert.equal(Object.keys(replaced).length, 2);
  await page.getByRole('button', { name: 'Put back what stood before' }).click();
  await untilStored(page, id, 'late');
  await untilAll(page, (all) => all[id].includes('"late"'));
  await page.reload();
  await openPage(page, app, `#/w/${id}/lists`);
  await shows(page, 'H30', 'late');
});

testPage('a workbook that was changed after it was replaced stays; what had stood before comes beside it', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'early');
  await untilStored(page, id, 'early');
  await goHome(page);
  const backup = await backUp(page);
  await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/lists`);
  await page.getByRole('grid').waitFor();
  await type(page, 'H30', 'late');
  await untilStored(page, id, 'late');
  // Dropped while the workbook is open: what is open follows.
  await replaceBy(page, backup.text);
  await shows(page, 'H30', 'early');
  await type(page, 'H31', 'and on');
  await untilStored(page, id, 'and on');
  await page.getByRole('button', { name: 'Put back what stood before' }).click();
  const all = await untilAll(page, (all) => Object.keys(all).length === 2);
  const beside = Object.keys(all).find((other) => other !== id);
  assert.ok(all[beside].includes('"late"') && !all[id].includes('"late"'));
  await untilStored(page, id, 'and on');
});

for (const [tag, language, words] of [
  ['en', 'en-GB', { cut: 'ends too early', changed: 'changed or damaged', newer: 'version 3 of the backup format', first: 'line 1 can’t be read', later: 'version 7 of the workbook format', added: '1 added, 0 as a copy, 2 kept aside' }],
  ['ja', 'ja-JP', { cut: '途中で終わって', changed: '変更されたか、破損', newer: 'バックアップ形式のバージョン3', first: '1行目を読み取れません', later: 'ワークブック形式のバージョン7', added: '追加 1 件、コピー 0 件、控え 2 件' }],
]) {
  testPage(`a damaged backup says what is wrong and where, and gives the rest (${tag})`, app, async (page, { open }) => {
    const ids = [];
    for (const title of ['One', 'Two', 'Three']) {
      const id = await makeWorkbook(page, open);
      await rename(page, title);
      await untilStored(page, id, title);
      ids.push(id);
    }
    await untilAll(page, (all) => Object.keys(all).length === 3);
    await goHome(page);
    const before = await everything(page);
    const { text } = await backUp(page);
    await empty(page, app);
    await openPage(page, app);

    for (const [what, bad, expect] of [
      ['of a later version', text.replace('"version":2', '"version":3'), words.newer],
      ['laid out anew', JSON.stringify(JSON.parse(text), null, 1), words.first],
    ]) {
      const dialog = await choose(page, bad, `${what}.json`);
      await dialog.getByRole('alert').filter({ hasText: expect }).waitFor();
      await expectAccessible(page, `the dialog of a backup ${what}`);
      await dialog.locator('.dialog__foot button').first().click();
      await dialog.waitFor({ state: 'hidden' });
    }

    // Newest first, so that the third workbook is the first entry.
    const place = text.indexOf('"title":"Two"');
    const changed = text.indexOf('lists', place);
    const damaged = `${text.slice(0, changed)}LISTS${text.slice(changed + 5)}`;
    const line = text.slice(0, text.lastIndexOf('\n', place)).split('\n').length + 1;
    const [, file] = /,"workbook":\n([^]*?)\n\},\n\{"backup"/.exec(damaged);
    const newer = file.replace(/("format":\s*"tandem-workbook",\s*"version":\s*)1/, '$17');
    assert.notEqual(newer, file, 'a workbook of a later version stands in the backup');
    const later = damaged.replace(file, () => newer).replace(/"crc32":"[0-9a-f]{8}"/, () => `"crc32":"${crc32(Buffer.from(newer))}"`);
    const cut = later.slice(0, later.indexOf('{"backup":"end"'));
    const dialog = await choose(page, cut);
    await dialog.locator('.restore__problem').filter({ hasText: words.cut }).waitFor();
    await lineOf(dialog, 'Two').filter({ hasText: words.changed }).filter({ hasText: String(line) }).waitFor();
    await lineOf(dialog, 'Three').filter({ hasText: words.later }).waitFor();
    await expectAccessible(page, 'the dialog of a damaged backup');
    await shoot(page, `backup-damaged-${tag}`);
    await dialog.getByRole('button', { name: RUN }).click();
    await notice(page, words.added).waitFor();
    const all = await untilAll(page, (all) => Object.keys(all).length === 1);
    assert.equal(all[ids[0]], before[ids[0]], 'what is whole is as it was');
    assert.equal((await storedKeys(page, ASIDE)).length, 2, 'what can’t be read is kept aside');
    const { entries } = JSON.parse((await backUp(page)).text);
    assert.deepEqual(entries.map((entry) => entry.backup), ['workbook', 'aside', 'aside', 'end']);
  }, { language, size: tag === 'ja' ? SIZES.phone : SIZES.desktop });
}

/** A browser that says that its storage is nearly full. */
const nearlyFull = () => {
  // The empty page before the app's is no secure context.
  if (!globalThis.StorageManager) return;
  StorageManager.prototype.estimate = () => Promise.resolve({ usage: 920_000_000, quota: 1_000_000_000 });
};

for (const [tag, language, size, theme] of [['en', 'en-GB', SIZES.desktop, 'light'], ['ja', 'ja-JP', SIZES.phone, 'dark']]) {
  testPage(`before storage is full Home says so, with what makes room (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await untilKept(page, id);
    await goHome(page);
    const warning = page.locator('.space__warning');
    await warning.filter({ hasText: tag === 'en' ? '92% full' : '92%' }).filter({ hasText: '920.0 MB' }).waitFor();
    await warning.locator('.space__line').filter({ hasText: /\d kB/ }).waitFor();
    await expectAccessible(page, 'home with little room');
    await shoot(page, `backup-space-${tag}`);
    const backup = await downloaded(page, () => warning.getByRole('button', { name: MAKE }).click());
    assert.ok(backup.text.includes(id));
    const copy = await downloaded(page, () => warning.getByRole('button', { name: /^Download|ダウンロード$/ }).click());
    assert.equal(JSON.parse(copy.text).format, 'tandem-workbook');
    await warning.getByRole('button', { name: /^Delete|削除$/ }).click();
    await warning.locator('.space__line').waitFor({ state: 'detached' });
    await untilAll(page, (all) => !(id in all));
  }, { language, size, theme, init: nearlyFull });
}

testPage('a local storage that gets full is told quietly where there is a database, and as a warning where there is none', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await untilKept(page, id);
  await page.evaluate(() => localStorage.setItem('filler', 'x'.repeat(3_600_000)));
  await page.goto('about:blank');
  await openPage(page, app);
  await page.locator('.space__quiet').filter({ hasText: 'Local storage is 8' }).waitFor();
  assert.equal(await page.locator('.space__warning').count(), 0);
  const other = await context.newPage();
  await other.addInitScript(withoutDatabase);
  await openPage(other, app);
  await other.locator('.space__warning').filter({ hasText: 'Storage is 8' }).waitFor();
  await other.evaluate(() => localStorage.removeItem('filler'));
  await other.reload();
  await other.locator('.recent__line').waitFor();
  await other.locator('.space__warning').waitFor({ state: 'detached' });
});

/** Counts how often the browser was asked to keep what is stored. */
const countQuestions = () => {
  globalThis.questions = 0;
  if (!globalThis.StorageManager) return;
  StorageManager.prototype.persisted = () => Promise.resolve(false);
  StorageManager.prototype.persist = () => { globalThis.questions += 1; return Promise.resolve(false); };
};

testPage('with the first save, and once, the browser is asked to keep what is stored', app, async (page, { open }) => {
  await open();
  assert.equal(await page.evaluate(() => globalThis.questions), 0, 'nobody is asked before there is something to keep');
  const id = await makeWorkbook(page, open);
  await page.waitForFunction(() => globalThis.questions === 1);
  await type(page, 'H30', 'more');
  await untilStored(page, id, 'more');
  await goHome(page);
  assert.equal(await page.evaluate(() => globalThis.questions), 1);
}, { init: countQuestions });
