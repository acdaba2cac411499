// Named versions in a backup of everything: they come with their workbook, none comes twice, and a damaged one costs no other.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, open as openPage, shoot, testPage, useApp } from './helpers.mjs';
import { RUN, backUp, choose, empty, lineOf, notice, rename, untilAll } from './backup.mjs';
import { quietPage, untilDeep } from './database.mjs';
import { close, dialog, heads, keep, line, lines, openVersions, untilHeads } from './versions.mjs';
import { ASIDE, goHome, makeWorkbook, showSheet, shows, storedKeys, type } from './workbook.mjs';

const app = useApp();

const DELETE = /^Delete|削除$/;

/** A workbook “Plan” with two versions; Home is shown. */
async function planWithVersions(page, open) {
  const id = await makeWorkbook(page, open);
  await rename(page, 'Plan');
  for (const [text, name] of [['first', 'Draft <1>'], ['second', '四半期 Q2']]) {
    await type(page, 'H30', text);
    await openVersions(page);
    await keep(page, name);
    await close(page);
  }
  await type(page, 'H30', 'third');
  await untilDeep(page, id, 'third');
  await goHome(page);
  return id;
}

/** What the database holds of the versions: the text of each file and what is told of it, by their keys. */
const held = (page) => page.evaluate(() => new Promise((done, failed) => {
  const asked = indexedDB.open('tandem');
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const steps = asked.result.transaction(['version-heads', 'versions']);
    const [keys, told] = ['getAllKeys', 'getAll'].map((method) => steps.objectStore('version-heads')[method]());
    const files = steps.objectStore('versions').getAll();
    steps.oncomplete = () => {
      asked.result.close();
      done(keys.result.map((key, place) => [key, told.result[place], new TextDecoder().decode(files.result[place])]));
    };
  };
}));

async function run(opened) {
  await opened.getByRole('button', { name: RUN }).click();
  await opened.waitFor({ state: 'hidden' });
}

for (const [tag, language, words] of [
  ['en', 'en-GB', { made: '1 workbook and 2 kept versions', along: 'Kept versions: 2, of which 2 are not here.', came: '2 versions', one: 'Kept versions: 2, of which 1 is not here.', alone: 'but for its versions', same: 'nothing to do', back: '0 added, 0 as a copy, 0 kept aside, 1 version.' }],
  ['ja', 'ja-JP', { made: 'ワークブック 1 件、バージョン 2 件', along: '保存したバージョン：2 件（ここにないもの 2 件）', came: 'バージョン 2 件', one: '保存したバージョン：2 件（ここにないもの 1 件）', alone: 'バージョンだけが異なります', same: '復元の必要はありません', back: '追加 0 件、コピー 0 件、控え 0 件、バージョン 1 件' }],
]) {
  testPage(`versions go into a backup, come back with their workbook letter for letter, and none comes twice (${tag})`, app, async (page, { open }) => {
    const id = await planWithVersions(page, open);
    const before = await held(page);
    assert.equal(before.length, 2);
    const { text } = await backUp(page);
    await notice(page, words.made).waitFor();
    const { entries } = JSON.parse(text);
    assert.deepEqual(entries.map((entry) => [entry.backup, entry.of ?? entry.id, entry.title]), [['workbook', id, 'Plan'], ['version', id, '四半期 Q2'], ['version', id, 'Draft <1>'], ['end', undefined, undefined]]);

    await empty(page, app);
    if (tag === 'ja') await page.setViewportSize(SIZES.phone);
    await openPage(page, app);
    let opened = await choose(page, text);
    await lineOf(opened, 'Plan').filter({ hasText: words.along }).waitFor();
    assert.equal(await opened.locator('.restore__line').count(), 1, 'versions are no lines of their own');
    await expectAccessible(page, `a backup with versions (${tag})`);
    await shoot(page, `backup-versions-${tag}`);
    await run(opened);
    await notice(page, words.came).waitFor();
    await page.setViewportSize(SIZES.desktop);
    await untilAll(page, (all) => id in all);
    assert.deepEqual(await held(page), before);
    await showSheet(page, id);
    await openVersions(page);
    await line(page, 'Draft <1>').waitFor();
    assert.equal(await lines(page).count(), 2);

    // One that was deleted here comes back by itself; the workbook and the other version stay as they are.
    await line(page, 'Draft <1>').getByRole('button', { name: DELETE }).click();
    await untilHeads(page, 1);
    await close(page);
    await goHome(page);
    opened = await choose(page, text);
    await lineOf(opened, 'Plan').filter({ hasText: words.alone }).filter({ hasText: words.one }).waitFor();
    await run(opened);
    await notice(page, words.back).waitFor();
    assert.deepEqual(await held(page), before);
    opened = await choose(page, text);
    await lineOf(opened, 'Plan').filter({ hasText: words.same }).waitFor();
    assert.equal(await opened.getByRole('button', { name: RUN }).count(), 0);
  }, { language });
}

testPage('a workbook that is replaced keeps its versions and gets those of the backup; a copy gets all of them', app, async (page, { open }) => {
  const id = await planWithVersions(page, open);
  const { text } = await backUp(page);
  await showSheet(page, id);
  await type(page, 'H30', 'fourth');
  await openVersions(page);
  await line(page, 'Draft <1>').getByRole('button', { name: DELETE }).click();
  await untilHeads(page, 1);
  await keep(page, 'Later');
  await close(page);
  await untilDeep(page, id, 'fourth');
  await goHome(page);
  let opened = await choose(page, text);
  await run(opened);
  await notice(page, '0 added, 1 as a copy, 0 kept aside, 2 versions.').waitFor();
  assert.equal((await heads(page)).filter((key) => key.startsWith(`${id}/`)).length, 2, 'a copy takes nothing from what is here');
  assert.equal((await heads(page)).length, 4);
  opened = await choose(page, text);
  await lineOf(opened, 'Plan').getByRole('combobox').selectOption({ label: 'Replace the one here' });
  await run(opened);
  await notice(page, '0 added, 0 as a copy, 0 kept aside, 1 version.').waitFor();
  await untilDeep(page, id, 'third');
  await showSheet(page, id);
  await openVersions(page);
  for (const name of ['Draft <1>', '四半期 Q2', 'Later']) await line(page, name).waitFor();
  assert.equal(await lines(page).count(), 3);
});

for (const [tag, language, words] of [
  ['en', 'en-GB', { version: 'Version “四半期 Q2”', changed: 'changed or damaged', done: '1 added, 0 as a copy, 1 kept aside, 1 version.', stray: 'whose workbook this backup can’t give', copy: 'Plan (version “Draft <1>”)' }],
  ['ja', 'ja-JP', { version: 'バージョン「四半期 Q2」', changed: '変更されたか、破損', done: '追加 1 件、コピー 0 件、控え 1 件、バージョン 1 件', stray: '元のワークブックはこのバックアップから復元できません', copy: 'Plan（バージョン「Draft <1>」）' }],
]) {
  testPage(`a damaged version is told by name, and the rest comes back; versions of a damaged workbook become workbooks (${tag})`, app, async (page, { open }) => {
    const id = await planWithVersions(page, open);
    const { text } = await backUp(page);
    const damage = (place) => `${text.slice(0, place)}${text.slice(place).replace('lists', 'LISTS')}`;
    await empty(page, app);
    await openPage(page, app);
    let opened = await choose(page, damage(text.indexOf('"title":"四半期 Q2"')));
    await lineOf(opened, words.version).filter({ hasText: words.changed }).waitFor();
    await expectAccessible(page, `a damaged version (${tag})`);
    await run(opened);
    await notice(page, words.done).waitFor();
    assert.deepEqual((await held(page)).map(([, told]) => JSON.parse(told).name), ['Draft <1>']);
    assert.deepEqual(await storedKeys(page, ASIDE), [`${ASIDE}四半期 Q2.1`]);

    await empty(page, app);
    await openPage(page, app);
    opened = await choose(page, damage(text.indexOf('"workbook":\n')));
    const stray = lineOf(opened, 'Draft <1>').filter({ hasText: words.stray });
    await stray.waitFor();
    await lineOf(opened, 'Plan').filter({ hasText: words.changed }).waitFor();
    await shoot(page, `backup-versions-damaged-${tag}`);
    await run(opened);
    await untilAll(page, (all) => Object.keys(all).length === 2 && !(id in all));
    await page.locator('.recent__link').filter({ hasText: words.copy }).click();
    await page.getByRole('grid').first().waitFor();
    await showSheet(page, /#\/w\/([^/]+)/.exec(page.url())[1]);
    await shows(page, 'H30', 'first');
  }, { language });
}

testPage('a version that can’t be read goes into a backup as it is, and the others beside it', app, async (page, { open }) => {
  const id = await planWithVersions(page, open);
  const keys = await heads(page);
  await quietPage(page, app, (keys) => new Promise((done, failed) => {
    const asked = indexedDB.open('tandem');
    asked.onsuccess = () => {
      const steps = asked.result.transaction(['version-heads', 'versions'], 'readwrite');
      steps.objectStore('version-heads').put(JSON.stringify({ name: 'Garbled', kept_ms: 1 }), keys[0]);
      steps.objectStore('versions').put(new Uint8Array([0xfb, 0xff]), keys[0]);
      steps.oncomplete = () => { asked.result.close(); done(); };
      steps.onabort = () => failed(steps.error);
    };
  }), keys);
  await openPage(page, app);
  await page.locator('.recent__line').waitFor();
  const { entries } = JSON.parse((await backUp(page)).text);
  assert.deepEqual(entries.map((entry) => entry.backup), ['workbook', 'version', 'aside', 'end']);
  assert.deepEqual([entries[2].name, entries[2].base64url], ['Garbled', '-_8']);
  assert.equal(`${id}/${entries[1].id}`, keys[1]);
  assert.equal(await dialog(page).count(), 0);
});
