// Versions that a person kept under a name: what changed since, bringing one back, and what becomes of them when the workbook goes.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { backUp } from './backup.mjs';
import { quietPage, untilDeep } from './database.mjs';
import { close, dialog, heads, keep, line, lines, openVersions, untilHeads } from './versions.mjs';
import { downloaded, goHome, keyOf, makeWorkbook, showSheet, shows, stored, type, untilStored, withoutDatabase } from './workbook.mjs';

const app = useApp();

/** Runs in the page before anything else: while `isFull` is set, the database takes nothing. */
const refusable = () => {
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...what) {
    if (globalThis.isFull) throw new DOMException('refused by the test', 'QuotaExceededError');
    return put.apply(this, what);
  };
};

const setFull = (page, isFull) => page.evaluate((isFull) => { globalThis.isFull = isFull; }, isFull);

for (const [tag, language, words] of [
  ['en', 'en-GB', { compare: /^What changed since/, restore: /^Restore/, changed: '1 cell was changed', filled: '1 cell was filled', undo: 'Undo', title: 'Title' }],
  ['ja', 'ja-JP', { compare: /からの変更点$/, restore: /を復元$/, changed: '変更されたセル：1', filled: '入力されたセル：1', undo: '元に戻す', title: 'タイトル' }],
]) {
  testPage(`a version is kept, compared and brought back, and undo takes that back (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'first');
    await openVersions(page);
    await expectAccessible(page, `no versions yet (${tag})`);
    await keep(page, '四半期 Q1 <b>');
    await close(page);
    await type(page, 'H30', 'second');
    await type(page, 'H31', 'added');
    const title = page.locator('.title__field');
    await title.fill('Renamed');
    await title.press('Enter');
    await untilStored(page, id, 'added');

    // It survives the page.
    await page.reload();
    await page.getByRole('grid').waitFor();
    await openVersions(page);
    const version = line(page, '四半期 Q1 <b>');
    await version.getByRole('button', { name: words.compare }).click();
    await version.getByText(words.changed, { exact: true }).waitFor();
    await version.getByText(words.filled, { exact: true }).waitFor();
    await version.locator('.versions__parts li', { hasText: words.title }).filter({ hasText: 'Renamed' }).waitFor();
    const row = version.locator('tbody tr').filter({ hasText: 'H30' });
    assert.deepEqual(await row.locator('td').allTextContents(), ['first', 'second']);
    await expectAccessible(page, `what changed since (${tag})`);
    await shoot(page, `versions-${tag}`);

    // A cell that changed can be gone to, also from another view.
    await close(page);
    await page.evaluate(() => { location.hash = location.hash.replace(/\/lists.*/, '/lists/present'); });
    await page.locator('.present, main').first().waitFor();
    await openVersions(page);
    await version.getByRole('button', { name: words.compare }).click();
    await row.getByRole('button').click();
    await page.getByRole('grid').waitFor();
    await page.waitForFunction(() => document.querySelector('.formula-bar__name')?.value === 'H30');

    await openVersions(page);
    await version.getByRole('button', { name: words.restore }).click();
    await page.locator('#versions:not([open])').waitFor({ state: 'attached' });
    await shows(page, 'H30', 'first');
    await shows(page, 'H31', '');
    await page.waitForFunction(() => document.querySelector('.title__field')?.value !== 'Renamed');
    await untilStored(page, id, 'first');
    // What was there was kept as well.
    await openVersions(page);
    await lines(page).nth(1).waitFor();
    assert.equal(await lines(page).count(), 2);
    await close(page);
    await page.locator('.button--icon').and(page.getByRole('button', { name: words.undo, exact: true })).click();
    await shows(page, 'H30', 'second');
    await shows(page, 'H31', 'added');
    await page.waitForFunction(() => document.querySelector('.title__field')?.value === 'Renamed');
    await untilStored(page, id, 'second');
  }, { language });
}

testPage('a version is renamed, downloaded, deleted and put back', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'kept text');
  await openVersions(page);
  await keep(page, 'Draft');
  await line(page, 'Draft').getByRole('button', { name: 'Rename “Draft”' }).click();
  const field = dialog(page).locator('#version-new-name');
  await page.waitForFunction(() => document.activeElement?.id === 'version-new-name');
  await field.fill('For the board');
  await field.press('Enter');
  await line(page, 'For the board').waitFor();
  const { name, text } = await downloaded(page, () => line(page, 'For the board').getByRole('button', { name: /^Download/ }).click());
  assert.match(name, /For the board\.tandem\.json$/);
  const file = JSON.parse(text);
  assert.deepEqual([file.format, file.id, text.includes('"kept text"')], ['tandem-workbook', id, true]);
  await line(page, 'For the board').getByRole('button', { name: /^Delete/ }).click();
  await dialog(page).getByText('No version was kept yet.').waitFor();
  await dialog(page).getByRole('button', { name: 'Put “For the board” back' }).click();
  await line(page, 'For the board').getByRole('button', { name: /^What changed/ }).click();
  await dialog(page).getByText('Nothing was changed since.').waitFor();
});

testPage('what is pressed while something else is done is done after it', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await openVersions(page);
  await keep(page, 'Draft');
  // In one step, so that nothing of the first can have ended before the second.
  await page.evaluate(() => {
    const [draft] = document.querySelectorAll('#versions .versions__version');
    [...draft.querySelectorAll('button')].find((button) => button.textContent === 'Delete').click();
    document.querySelector('#version-name').value = 'Final';
    const form = document.querySelector('#versions form');
    form.requestSubmit();
    form.requestSubmit();
  });
  await line(page, 'Final').waitFor();
  await untilHeads(page, 1);
  assert.equal(await line(page, 'Draft').count(), 0);
  assert.equal(await lines(page).count(), 1, 'a second press keeps nothing twice');
});

testPage('versions go with a deleted workbook and come back with it', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'stored');
  await untilStored(page, id, 'stored');
  await openVersions(page);
  await keep(page, 'Before the end');
  await close(page);
  await goHome(page);
  await untilHeads(page, 1);
  await page.getByRole('button', { name: /^Delete/ }).first().click();
  await untilHeads(page, 0);
  await page.getByRole('button', { name: 'Put back' }).click();
  await untilHeads(page, 1);
  await showSheet(page, id);
  await openVersions(page);
  await line(page, 'Before the end').waitFor();
});

for (const [tag, language, words] of [
  ['en', 'en-GB', { keep: 'Draft', delete: /^Delete/, back: 'Put “Draft” back', full: /storage is full/, workbook: 'Put back', refused: /refused to take its versions/, again: 'Put its versions back' }],
  ['ja', 'ja-JP', { keep: 'Draft', delete: /を削除$/, back: '「Draft」の削除を取り消す', full: /保存領域がいっぱい/, workbook: '削除を取り消す', refused: /バージョンはブラウザーに拒否/, again: 'バージョンを元に戻す' }],
]) {
  testPage(`what a full database refuses to put back stays at hand (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await openVersions(page);
    await keep(page, words.keep);
    await line(page, words.keep).getByRole('button', { name: words.delete }).click();
    const back = dialog(page).getByRole('button', { name: words.back });
    await back.waitFor();
    await setFull(page, true);
    await back.click();
    await dialog(page).getByRole('alert').filter({ hasText: words.full }).waitFor();
    // Also over a dialog that was closed and opened meanwhile.
    await close(page);
    await openVersions(page);
    await setFull(page, false);
    await back.click();
    await line(page, words.keep).waitFor();
    await back.waitFor({ state: 'detached' });
    await close(page);

    await goHome(page);
    await page.locator('.recent__line').getByRole('button', { name: words.delete }).click();
    await untilHeads(page, 0);
    await setFull(page, true);
    await page.getByRole('button', { name: words.workbook, exact: true }).click();
    const notice = page.locator('.notice').filter({ hasText: words.refused });
    await notice.waitFor();
    await expectAccessible(page, `versions that were refused (${tag})`);
    await shoot(page, `versions-refused-${tag}`);
    await setFull(page, false);
    await notice.getByRole('button', { name: words.again }).click();
    await untilHeads(page, 1);
    await notice.waitFor({ state: 'detached' });
    await showSheet(page, id);
    await openVersions(page);
    await line(page, words.keep).waitFor();
  }, { language, init: refusable });
}

testPage('versions of one workbook are not put under another one', app, async (page, { open }) => {
  const first = await makeWorkbook(page, open);
  await page.evaluate(() => { location.hash = '#/new/joint-value'; });
  await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(first));
  const second = /#\/w\/([^/]+)/.exec(page.url())[1];
  await showSheet(page, second);
  await openVersions(page);
  await keep(page, 'Of the second');
  await line(page, 'Of the second').getByRole('button', { name: /^Delete/ }).click();
  await dialog(page).getByRole('button', { name: 'Put “Of the second” back' }).waitFor();
  await untilHeads(page, 0);
  // By the address, as the browser's own buttons do, which a dialog does not keep away.
  await page.evaluate((id) => { location.hash = `#/w/${id}/lists`; }, first);
  await page.locator('#versions:not([open])').waitFor({ state: 'attached' });
  await page.getByRole('grid').waitFor();
  await openVersions(page);
  await dialog(page).getByText('No version was kept yet.').waitFor();
  assert.equal(await dialog(page).getByRole('button', { name: /^Put/ }).count(), 0);
  await close(page);
  await showSheet(page, second);
  await openVersions(page);
  await dialog(page).getByRole('button', { name: 'Put “Of the second” back' }).click();
  await line(page, 'Of the second').waitFor();
  assert.deepEqual((await heads(page)).map((key) => key.split('/')[0]), [second]);
});

for (const [tag, language, words] of [
  ['en', 'en-GB', { delete: /^Delete/, told: 'to have its versions again', back: 'Put back', open: /can’t be read/i }],
  ['ja', 'ja-JP', { delete: /削除$/, told: '元に戻すと、バージョンも戻ります', back: '削除を取り消す', open: /読み取れません/ }],
]) testPage(`versions go with a workbook that can’t be read and come back with it; those of one that is gone go (${tag})`, app, async (page, { open }) => {
  const ids = [];
  for (const name of ['Unreadable', 'Gone', 'Whole']) {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'stored');
    await untilDeep(page, id, 'stored');
    await openVersions(page);
    await keep(page, name);
    await close(page);
    ids.push(id);
  }
  const [garbled, gone, whole] = ids;
  await quietPage(page, app, ([garbled, gone]) => new Promise((done, failed) => {
    localStorage.setItem(garbled[1], 'cut off {');
    localStorage.removeItem(gone[1]);
    const asked = indexedDB.open('tandem');
    asked.onsuccess = () => {
      const steps = asked.result.transaction(['stamps', 'files'], 'readwrite');
      steps.objectStore('stamps').put('cut off {', garbled[0]);
      for (const table of ['stamps', 'files']) steps.objectStore(table).delete(gone[0]);
      steps.oncomplete = () => { asked.result.close(); done(); };
      steps.onabort = () => failed(steps.error);
    };
  }), [garbled, gone].map((id) => [id, keyOf(id)]));
  const before = await heads(page);
  assert.equal(before.length, 3);
  await page.goto('about:blank');
  await open();
  // What stands nowhere any more could be deleted by nobody.
  await untilHeads(page, 2);
  const line = page.locator('.recent__line').filter({ has: page.locator(`a[href*="${garbled}"]`) });
  await line.getByRole('button', { name: words.delete }).click();
  await untilHeads(page, 1);
  assert.deepEqual((await heads(page)).map((key) => key.split('/')[0]), [whole]);
  assert.equal(await line.count(), 0);
  await shoot(page, `versions-unreadable-${tag}`);
  await page.locator('.notice').filter({ hasText: words.told }).getByRole('button', { name: words.back }).click();
  await untilHeads(page, 2);
  assert.deepEqual(await heads(page), before.filter((key) => !key.startsWith(`${gone}/`)));
  await line.filter({ hasText: words.open }).waitFor();
  assert.equal(await stored(page, keyOf(garbled)), 'cut off {', 'its bytes are as they were');
  // A version that can be read is in a backup, from where it becomes a workbook.
  const { entries } = JSON.parse((await backUp(page)).text);
  assert.ok(entries.some((entry) => entry.backup === 'version' && entry.of === garbled && entry.title === 'Unreadable'));
  await line.getByRole('button', { name: words.delete }).click();
  await untilHeads(page, 1);
}, { language });

testPage('the size of a workbook counts its versions', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'stored');
  await untilDeep(page, id, 'stored');
  const size = async () => {
    await goHome(page);
    const text = await page.locator('.space__line .space__size').filter({ hasText: /[1-9]/ }).textContent();
    const [, figure, unit] = /([\d.]+) (kB|MB)/.exec(text);
    return Number(figure) * (unit === 'MB' ? 1_000 : 1);
  };
  const before = await size();
  await showSheet(page, id);
  await openVersions(page);
  await keep(page, 'One');
  await close(page);
  const after = await size();
  assert.ok(after >= 1.8 * before, `${before} kB alone, ${after} kB with a version`);
}, {
  init: () => {
    if (globalThis.StorageManager) StorageManager.prototype.estimate = () => Promise.resolve({ usage: 920_000_000, quota: 1_000_000_000 });
  },
});

testPage('a database from before there were versions keeps what it holds', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'older');
  await untilStored(page, id, 'older');
  // What a version of the program without versions leaves: three tables, shape 1. The page lets go of its database for that.
  await page.evaluate((id) => new Promise((resolve, reject) => {
    const gone = indexedDB.deleteDatabase('tandem');
    gone.onerror = () => reject(gone.error);
    gone.onsuccess = () => {
      const request = indexedDB.open('tandem', 1);
      request.onupgradeneeded = () => ['stamps', 'files', 'aside'].forEach((table) => request.result.createObjectStore(table));
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const steps = request.result.transaction(['aside'], 'readwrite');
        steps.objectStore('aside').put('bytes', `${id}.1`);
        steps.oncomplete = () => { request.result.close(); resolve(); };
      };
    };
  }), id);
  await page.reload();
  await page.getByRole('grid').waitFor();
  await openVersions(page);
  await keep(page, 'New');
  const found = await page.evaluate((id) => new Promise((resolve) => {
    const request = indexedDB.open('tandem');
    request.onsuccess = () => {
      const tables = [...request.result.objectStoreNames];
      const aside = request.result.transaction('aside').objectStore('aside').get(`${id}.1`);
      aside.onsuccess = () => { const { version } = request.result; request.result.close(); resolve([version, tables, aside.result]); };
    };
  }), id);
  assert.deepEqual(found, [2, ['aside', 'files', 'stamps', 'version-heads', 'versions'], 'bytes']);
});

testPage('without a database it is said that no version can be kept', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await openVersions(page);
  await dialog(page).getByText(/no versions can be kept/).waitFor();
  assert.equal(await dialog(page).locator('#version-name').count(), 0);
}, { init: withoutDatabase });

testPage('on a phone the header and the versions fit', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  // The header has no room for one more button.
  const fromMenu = async () => {
    await page.locator('.data-menu summary').click();
    await page.locator('.data-menu__list').getByRole('button', { name: 'Versions…' }).click();
    await dialog(page).waitFor();
  };
  await type(page, 'H30', 'a long text that stands in one cell of the sheet and has to be broken into lines');
  await fromMenu();
  await keep(page, 'A version with a rather long name, kept on the way to the customer');
  await close(page);
  await type(page, 'H30', 'short');
  await fromMenu();
  await lines(page).getByRole('button', { name: /^What changed/ }).click();
  await lines(page).locator('tbody tr').first().waitFor();
  const over = await page.evaluate(() => ['.header', '#versions'].map((place) => { const at = document.querySelector(place); return at.scrollWidth - at.clientWidth; }));
  assert.deepEqual(over, [0, 0]);
  const [views, steps] = await Promise.all(['.switch', '.header__steps'].map((place) => page.locator(place).boundingBox()));
  assert.ok(views.x + views.width <= steps.x, 'the buttons stand beside the views');
  await expectAccessible(page, 'versions on a phone');
  await shoot(page, 'versions-phone');
  await close(page);
  await shoot(page, 'versions-phone-header');
}, { size: SIZES.phone, theme: 'dark' });
