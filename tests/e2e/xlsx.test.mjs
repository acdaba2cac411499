// Files of Excel in the app: saved, opened again, and refused with words.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bomb, encrypted, laughs, workbook } from './archive.mjs';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { downloaded, goHome, pressDownload } from './workbook.mjs';

const app = useApp();
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Chooses a file in the dialog that Home opens. */
const choose = (page, name, buffer) => page.locator('.home input[type=file]').setInputFiles({ name, mimeType: TYPE, buffer });

/** Drops a file on the page. */
async function drop(page, name, bytes) {
  const transfer = await page.evaluateHandle(([name, text]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name));
    return transfer;
  }, [name, bytes.toString('base64')]);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

/** Does what downloads a file, and gives its name and bytes. */
async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** A fresh workbook of one small sheet. */
async function fresh(page, open) {
  await open();
  await page.locator('.home input[type=file]').setInputFiles({ name: 'Plan.csv', mimeType: 'text/csv', buffer: Buffer.from('item,price,share\npear,120,12.5%\nplum,80.25,0.875\n') });
  await page.getByRole('dialog', { name: /Plan\.csv/ }).getByRole('button', { name: /As a new workbook|新しいワークブックとして開く/ }).click();
  await page.getByRole('grid').waitFor();
  const grid = new Grid(page);
  await grid.shows('A2', 'pear');
  return grid;
}

/** What the download of the open workbook says of its sheets and names. */
async function content(page) {
  const { pages, names } = JSON.parse((await downloaded(page, () => pressDownload(page))).text);
  return { sheets: pages.map(({ sheet }) => sheet), names };
}

testPage('a workbook that an Excel file holds is saved at once and comes back as it was', app, async (page, { open }) => {
  const grid = await fresh(page, open);
  await grid.fill('D1', ['total', '=B2*C2', '=SUM(prices)', "'=text"]);
  await grid.goTo('B2:B3');
  await grid.place.fill('prices');
  await grid.place.press('Enter');
  await grid.shows('D3', '200.25');
  await grid.goTo('A1:D1');
  await grid.press('Control+b');
  await grid.goTo('B3');
  await grid.press('Shift+F2');
  await page.getByRole('dialog', { name: 'Note' }).getByRole('textbox', { name: 'Text' }).fill('From the price list.');
  await page.getByRole('dialog', { name: 'Note' }).getByRole('button', { name: /^(Save|Apply|OK)/ }).click();
  await page.locator('#cell-2-1.cell--noted').waitFor();
  const before = await content(page);
  assert.ok(before.names.length > 0, 'the name is in the file');

  await grid.goTo('A1');
  const { name, bytes } = await saved(page, () => grid.press('Control+Shift+s'));
  assert.equal(name, 'Plan.xlsx');
  assert.equal(await page.getByRole('dialog').count(), 0, 'nothing is lost, so nothing is asked');

  await goHome(page);
  await choose(page, 'Plan.xlsx', bytes);
  await page.getByRole('grid').waitFor();
  await grid.shows('D2', '15');
  await grid.shows('D3', '200.25');
  await grid.shows('C2', '12.50%');
  await grid.shows('D4', '=text');
  await page.locator('#cell-2-1.cell--noted').waitFor();
  await grid.goTo('D3');
  assert.equal(await grid.bar.inputValue(), '=SUM(prices)');
  assert.equal(await page.getByRole('textbox', { name: 'Title of the workbook' }).inputValue(), 'Plan');
  assert.equal(await page.getByRole('dialog').count(), 0, 'nothing was left behind, so nothing is told');
  assert.deepEqual(await content(page), before);
});

testPage('what an Excel file does not keep is listed before it is saved, and cancelling saves nothing', app, async (page, { open }) => {
  await Grid.open(page, open);
  let downloads = 0;
  page.on('download', () => { downloads += 1; });
  await page.getByRole('button', { name: 'Download as Excel (.xlsx)' }).first().click();
  const dialog = page.getByRole('dialog', { name: /won’t keep/ });
  await dialog.waitFor();
  const line = dialog.getByRole('listitem').filter({ hasText: 'IRRS' }).first();
  assert.match(await line.textContent(), /functions that Excel does not have/);
  assert.match(await line.locator('.losses__cell').first().textContent(), /![A-Z]+\d+$/);
  await expectAccessible(page, 'what a file does not keep');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(downloads, 0);
  await page.keyboard.press('Control+Shift+s');
  await dialog.waitFor();
  const { bytes } = await saved(page, () => dialog.getByRole('button', { name: 'Download' }).click());
  assert.deepEqual([...bytes.subarray(0, 2)], [0x50, 0x4b]);
  await dialog.waitFor({ state: 'hidden' });
});

testPage('palette and the list of files offer the same command', app, async (page, { open }) => {
  const grid = await fresh(page, open);
  await grid.press('Control+k');
  await page.getByRole('combobox', { name: 'Search all commands' }).fill('excel');
  await page.getByRole('option', { name: /Download as Excel/ }).waitFor();
  const first = await saved(page, () => grid.press('Enter'));
  await page.locator('.data-menu summary').click();
  await expectAccessible(page, 'the list of files');
  const second = await saved(page, () => page.locator('.data-menu').getByRole('button', { name: 'Download as Excel (.xlsx)' }).click());
  assert.deepEqual([first.name, second.name], ['Plan.xlsx', 'Plan.xlsx']);
});

testPage('what was not understood of a file is told, and the rest is there; nothing runs and nothing is fetched', app, async (page, { open }) => {
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="x/${kind}" Target="${target}"/>`;
  const bytes = workbook(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>[1]Prices!A1*2</f><v>84</v></c><c r="C1"><f>CUBEVALUE("x")</f><v>6</v></c><c r="D1"><f>B1+1</f><v>85</v></c></row>',
    { relations: relation('m', 'vbaProject', 'vbaProject.bin') + relation('e', 'externalLink', 'https://elsewhere.example/prices.xlsx') },
  );
  await open();
  await drop(page, 'Prices.xlsm', bytes);
  const dialog = page.getByRole('dialog', { name: 'What was left behind of “Prices.xlsm”' });
  await dialog.waitFor();
  const lines = await dialog.locator('.losses > li').allTextContents();
  assert.ok(lines.some((line) => line.startsWith('Macros were left out')), lines.join('\n'));
  assert.ok(lines.some((line) => /other workbooks.*1\.'?Plan'?!B1/.test(line)), lines.join('\n'));
  assert.ok(lines.some((line) => line.includes('CUBEVALUE')), lines.join('\n'));
  await expectAccessible(page, 'what was left behind');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.waitForFunction(() => document.querySelector('main').contains(document.activeElement));
  const grid = new Grid(page);
  await grid.shows('A1', 'hello');
  await grid.shows('B1', '84');
  await grid.shows('D1', '85');
});

for (const [language, words] of [
  ['en-GB', { broken: /Broken\.xlsx.*was not opened.*damaged/, locked: /Locked\.xlsx.*protected by a password/, bomb: /Bomb\.xlsx.*unpacks to more than/, laughs: /Laughs\.xlsx.*document type/, old: /Old\.xls.*older \.xls format/, other: /Text\.xlsx.*not an \.xlsx workbook/ }],
  ['ja-JP', { broken: /Broken\.xlsx.*開けません.*壊れて/, locked: /Locked\.xlsx.*パスワードで保護/, bomb: /Bomb\.xlsx.*展開後のサイズ/, laughs: /Laughs\.xlsx.*文書型宣言/, old: /Old\.xls.*古い \.xls 形式/, other: /Text\.xlsx.*\.xlsx 形式のブックではありません/ }],
]) {
  testPage(`files that can’t be opened say why and leave the open workbook as it was (${language})`, app, async (page, { open }) => {
    const grid = await fresh(page, open);
    await grid.fill('F1', ['=B2+B3']);
    const address = page.url();
    const whole = workbook('<row r="1"><c r="A1"><v>1</v></c></row>');
    const old = Buffer.concat([encrypted().subarray(0, 8), Buffer.alloc(1024), Buffer.from('Workbook', 'utf16le')]);
    for (const [name, bytes, told] of [
      ['Broken.xlsx', whole.subarray(0, whole.length - 90), words.broken],
      ['Locked.xlsx', encrypted(), words.locked],
      ['Old.xls', old, words.old],
      ['Laughs.xlsx', laughs(), words.laughs],
      ['Bomb.xlsx', bomb(), words.bomb],
      ['Text.xlsx', Buffer.from('name,price\n'), words.other],
    ]) {
      await page.locator('.data-menu input[type=file]').setInputFiles({ name, mimeType: TYPE, buffer: bytes });
      const notice = page.locator('.notice').filter({ hasText: told });
      await notice.waitFor();
      if (name === 'Locked.xlsx') await expectAccessible(page, 'a file that is not opened');
      await notice.getByRole('button').last().click();
      assert.equal(page.url(), address);
    }
    await grid.shows('F1', '200.25');
  }, { language });
}

testPage('ten thousand cells are saved and opened in a moment', app, async (page, { open }) => {
  const grid = await fresh(page, open);
  const rows = Array.from({ length: 2000 }, (_, row) => `<row r="${row + 1}">${'ABCD'.split('').map((column) => `<c r="${column}${row + 1}"><v>${row}.25</v></c>`).join('')}<c r="E${row + 1}"><f>SUM(A${row + 1}:D${row + 1})</f><v>${row * 4 + 1}</v></c></row>`).join('');
  const opening = performance.now();
  await page.locator('.data-menu input[type=file]').setInputFiles({ name: 'Large.xlsx', mimeType: TYPE, buffer: workbook(rows) });
  await grid.shows('E5', '17');
  const opened = performance.now();
  await saved(page, () => grid.press('Control+Shift+s'));
  console.log(`10,000 cells: opened in ${Math.round(opened - opening)} ms, saved in ${Math.round(performance.now() - opened)} ms`);
  await grid.goTo('E2000');
  await grid.shows('E2000', '7997');
});

for (const [name, language, theme, size] of [
  ['en-light-desktop', 'en-GB', 'light', SIZES.desktop],
  ['ja-dark-desktop', 'ja-JP', 'dark', SIZES.desktop],
  ['ja-light-phone', 'ja-JP', 'light', SIZES.phone],
  ['en-dark-phone', 'en-GB', 'dark', SIZES.phone],
]) {
  testPage(`both dialogs are accessible and look right (${name})`, app, async (page, { open }) => {
    await open('#/new/ecosystem-roi');
    await page.waitForURL(/#\/w\//);
    await page.getByRole('button', { name: /\.xlsx/ }).first().click();
    const dialog = page.locator('#file-report[open]');
    await dialog.waitFor();
    await expectAccessible(page, 'before saving');
    await shoot(page, `xlsx-before-${name}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await drop(page, 'Report.xlsx', workbook('<row r="1"><c r="A1"><f>CUBEVALUE("x")</f><v>6</v></c><c r="B1"><f>[1]Prices!A1</f><v>5</v></c></row>', { parts: { 'xl/threadedComments/a.xml': '<a/>' } }));
    await dialog.waitFor();
    await page.getByRole('grid', { includeHidden: true }).waitFor();
    await expectAccessible(page, 'after opening');
    await shoot(page, `xlsx-after-${name}`);
    await dialog.getByRole('button').last().click();
    await dialog.waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement !== document.body);
  }, { language, theme, size });
}
