// Two versions of one workbook become one: those of two tabs, and a file whose workbook is here already.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, open as openPage, shoot, testPage, useApp } from './helpers.mjs';
import { downloaded, goHome, inTurn, keyOf, makeWorkbook, pressDownload, showSheet, shows, stored, type, untilSaid, untilStored, withoutDatabase } from './workbook.mjs';

const app = useApp();

/** Lets a test hold back the timers of a page, so that it does not save while the other tab does. */
const holdable = () => {
  const later = globalThis.setTimeout.bind(globalThis);
  globalThis.holds = false;
  globalThis.setTimeout = (callback, ...rest) => later(globalThis.holds ? () => {} : callback, ...rest);
};

const dialog = (page) => page.locator('#merge[open]');
const choice = (page) => page.locator('#conflict[open]');
const question = (page, cell) => dialog(page).getByRole('group', { name: new RegExp(`${cell}$`) });

/** A workbook in two tabs, from a common state on: each changed a cell of its own, and both the same one. */
async function twoVersions(page, open, context) {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'common');
  await untilStored(page, id, 'common');
  await untilSaid(page, /^(Saved|\d.*に保存済み)/);
  const other = await context.newPage();
  await openPage(other, app, `#/w/${id}/lists`);
  await other.getByRole('grid').waitFor();
  await page.evaluate(() => { globalThis.holds = true; });
  await type(page, 'H31', 'of mine');
  await type(page, 'H30', 'mine in both');
  await type(other, 'H32', 'of theirs');
  await type(other, 'H30', 'theirs in both');
  await untilStored(other, id, 'theirs in both');
  await choice(page).waitFor();
  await page.evaluate(() => { globalThis.holds = false; });
  return { id, other };
}

/** The state of the second slot, the browser's database. */
const deepFile = (page, id) => page.evaluate((id) => new Promise((resolve, reject) => {
  const request = indexedDB.open('tandem');
  request.onerror = () => reject(request.error);
  request.onsuccess = () => {
    const file = request.result.transaction('files').objectStore('files').get(id);
    file.onsuccess = () => { request.result.close(); resolve(new TextDecoder().decode(file.result ?? new Uint8Array())); };
  };
}), id);

const holds = (text, words) => words.map((word) => text.includes(JSON.stringify(word)));
const ALL = ['of mine', 'of theirs', 'theirs in both', 'mine in both'];

for (const [tag, language, words] of [
  ['en', 'en-GB', { merge: /^Merge…/, joins: '2 changes join without a question', decide: '1 difference to decide', theirs: 'The other tab', done: 'Merge', undo: 'Undo' }],
  ['ja', 'ja-JP', { merge: /^統合…/, joins: 'そのまままとまる変更：2', decide: '選択が必要な違い：1', theirs: '別のタブ', done: '統合する', undo: '元に戻す' }],
]) {
  testPage(`two tabs that changed one workbook are merged, and undo takes that back (${tag})`, app, async (page, { open, context }) => {
    const { id, other } = await twoVersions(page, open, context);
    await expectAccessible(page, `the choice with a merge (${tag})`);
    await choice(page).getByRole('button', { name: words.merge }).click();
    await dialog(page).getByText(words.joins, { exact: true }).waitFor();
    await dialog(page).getByText(words.decide, { exact: true }).waitFor();
    const asked = question(page, 'H30');
    assert.deepEqual(await asked.locator('.merge__held').allTextContents().then((all) => all.map((text) => text.trim())), ['mine in both', 'theirs in both']);
    // What joins is listed, and closed at first.
    assert.equal(await dialog(page).locator('details[open]').count(), 0);
    await shoot(page, `merge-${tag}`);
    await expectAccessible(page, `a merge (${tag})`);
    await dialog(page).locator('summary').click();
    const joined = dialog(page).locator('tbody tr');
    assert.deepEqual(await joined.evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.textContent))), [
      ['Lists!H31', language === 'ja-JP' ? '空' : 'empty', 'of mine'],
      ['Lists!H32', language === 'ja-JP' ? '空' : 'empty', 'of theirs'],
    ]);
    await expectAccessible(page, `a merge with its list (${tag})`);
    await shoot(page, `merge-list-${tag}`);
    await asked.getByRole('radio', { name: new RegExp(words.theirs) }).check();
    await dialog(page).getByRole('button', { name: words.done, exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    await shows(page, 'H31', 'of mine');
    await shows(page, 'H32', 'of theirs');
    await shows(page, 'H30', 'theirs in both');
    await untilStored(page, id, 'of mine');
    // The other tab follows, and both storages hold it.
    await shows(other, 'H31', 'of mine');
    await shows(other, 'H30', 'theirs in both');
    await page.waitForFunction(() => document.querySelector('.save-state__line')?.textContent.match(/Saved|保存済み/));
    while (!(await deepFile(page, id)).includes('of mine')) await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.deepEqual(holds(await deepFile(page, id), ALL), [true, true, true, false]);
    assert.deepEqual(holds(await stored(page, keyOf(id)), ALL), [true, true, true, false]);
    // Undo gives this tab's version back, as one step.
    await page.locator('.button--icon').and(page.getByRole('button', { name: words.undo, exact: true })).click();
    await shows(page, 'H30', 'mine in both');
    await shows(page, 'H32', '');
    await untilStored(page, id, 'mine in both');
    await shows(other, 'H30', 'mine in both');
    await page.reload();
    await shows(page, 'H30', 'mine in both');
  }, { init: holdable, language });
}

testPage('a merge is done by keyboard alone, and loses nothing when it is left', app, async (page, { open, context }) => {
  const { id, other } = await twoVersions(page, open, context);
  const focused = () => page.evaluate(() => document.activeElement?.textContent.trim() || document.activeElement?.type);
  const tabTo = async (words) => {
    for (let step = 0; step < 20; step += 1) {
      if (words.test(await focused())) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`nothing that matches ${words} was reached`);
  };
  await tabTo(/^Merge…/);
  await page.keyboard.press('Enter');
  await question(page, 'H30').waitFor();
  // Left without a merge, the choice is there again and nothing is written.
  await page.keyboard.press('Escape');
  await choice(page).waitFor();
  assert.deepEqual(holds(await stored(page, keyOf(id)), ALL), [false, true, true, false]);
  await tabTo(/^Merge…/);
  await page.keyboard.press('Enter');
  await question(page, 'H30').waitFor();
  await tabTo(/^radio$/);
  await page.keyboard.press('ArrowDown');
  await dialog(page).getByText('1 of 1 from there').waitFor();
  await tabTo(/^Merge$/);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'hidden' });
  await shows(page, 'H30', 'theirs in both');
  await untilStored(page, id, 'of mine');
  await shows(other, 'H31', 'of mine');
}, { init: inTurn(holdable, withoutDatabase) });

testPage('all questions are answered at once, also on a phone in the dark', app, async (page, { open, context }) => {
  const { id } = await twoVersions(page, open, context);
  await choice(page).getByRole('button', { name: /^Merge…/ }).click();
  await dialog(page).getByRole('button', { name: 'All from there' }).click();
  await dialog(page).getByText('1 of 1 from there').waitFor();
  await dialog(page).getByRole('button', { name: 'All from here' }).click();
  await dialog(page).getByText('0 of 1 from there').waitFor();
  const over = await page.evaluate(() => { const at = document.querySelector('#merge'); return at.scrollWidth - at.clientWidth; });
  assert.equal(over, 0);
  await expectAccessible(page, 'a merge on a phone');
  await shoot(page, 'merge-phone');
  await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  await untilStored(page, id, 'of mine');
  assert.deepEqual(holds(await stored(page, keyOf(id)), ALL), [true, true, false, true]);
}, { init: holdable, size: SIZES.phone, theme: 'dark' });

testPage('what the other tab writes while a merge is looked at is part of it', app, async (page, { open, context }) => {
  const { id, other } = await twoVersions(page, open, context);
  await choice(page).getByRole('button', { name: /^Merge…/ }).click();
  await question(page, 'H30').getByRole('radio', { name: /The other tab/ }).check();
  await type(other, 'H34', 'of theirs, later');
  await dialog(page).getByText('3 changes join without a question').waitFor();
  // The same question keeps its answer.
  await dialog(page).getByText('1 of 1 from there').waitFor();
  await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
  await dialog(page).waitFor({ state: 'hidden' });
  await untilStored(page, id, 'of mine');
  assert.deepEqual(holds(await stored(page, keyOf(id)), [...ALL, 'of theirs, later']), [true, true, true, false, true]);
}, { init: holdable });

testPage('a changed file of a workbook that is here opens as a copy and is merged into it', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'as it was sent');
  await untilStored(page, id, 'as it was sent');
  const { text } = await downloaded(page, () => pressDownload(page));
  await type(page, 'H31', 'only here');
  await untilStored(page, id, 'only here');
  await goHome(page);
  await page.locator('.home input[type=file]').setInputFiles({
    name: 'back.tandem.json', mimeType: 'application/json', buffer: Buffer.from(text.replace('"as it was sent"', '"as it came back"')),
  });
  await page.getByText(/was here already and differs/).waitFor();
  const copy = /#\/w\/([^/]+)/.exec(page.url())[1];
  assert.notEqual(copy, id);
  await page.getByRole('button', { name: 'Merge the two…' }).click();
  await dialog(page).getByText(/It is not known what both began with/).waitFor();
  assert.ok(page.url().includes(id), 'the one that was here is shown');
  await dialog(page).getByText('2 differences to decide').waitFor();
  await expectAccessible(page, 'a merge of a file');
  await shoot(page, 'merge-file');
  await question(page, 'H30').getByRole('radio', { name: /The copy/ }).check();
  await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText(/was merged into this workbook/).waitFor();
  await showSheet(page, id);
  await shows(page, 'H30', 'as it came back');
  await shows(page, 'H31', 'only here');
  await untilStored(page, id, 'as it came back');
  assert.deepEqual(holds(await stored(page, keyOf(copy)), ['as it came back', 'only here']), [true, false]);
  await page.getByRole('button', { name: 'Delete the copy' }).click();
  await page.waitForFunction((key) => localStorage.getItem(key) === null, keyOf(copy));
  // The file of what is here now is no other version: it opens as a copy without a word.
  const { text: same } = await downloaded(page, () => pressDownload(page));
  await goHome(page);
  await page.locator('.home input[type=file]').setInputFiles({ name: 'same.tandem.json', mimeType: 'application/json', buffer: Buffer.from(same) });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(id));
  await page.locator('.title__field').waitFor();
  assert.equal(await page.getByText(/was here already/).count(), 0);
});
