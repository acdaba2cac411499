// KPI values come into a scorecard from a table: what fits is written as one step, what does not is told and kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { shows } from './workbook.mjs';

const app = useApp();

const TABLE = 'Partner,KPI,Period,Value\nNordlicht Cloud,Contribution margin,2026 Q1,33.5\nＡｏｂａ Systems,ﾊﾟｲﾌﾟﾗｲﾝ速度,2026Q1,"9,000"\nAobo Systems,Compliance score,2026 Q1,91%\nZenith,Margin,2026 Q1,high\n';

async function openImport(page, open, name) {
  await open('#/new/partner-performance');
  await page.waitForURL(/\/present$/);
  await page.evaluate(() => { location.hash = location.hash.replace(/[^/]+\/present$/, 'values'); });
  await page.getByRole('button', { name: name ?? 'Import KPI values…' }).click();
}

testPage('a pasted table is matched, mended, written and taken back', app, async (page, { open }) => {
  await openImport(page, open);
  const dialog = page.getByRole('dialog', { name: 'Import KPI values' });
  await dialog.getByLabel('Paste a table or CSV here').fill('a,b\n1,2\n');
  await dialog.getByText('No row says what the columns are.').waitFor();
  await dialog.getByRole('button', { name: 'Write 0' }).and(page.locator(':disabled')).waitFor();
  await dialog.getByLabel('Paste a table or CSV here').fill(TABLE);
  await dialog.getByText('2 to be written').waitFor();
  await dialog.getByText('2 not matched').waitFor();
  await dialog.getByRole('row', { name: /4 Unknown partner Aobo Systems/ }).waitFor();
  await dialog.getByRole('row', { name: /Aoba Systems Pipeline velocity 2026 Q1 \d+ 9000/ }).waitFor();
  await shoot(page, 'import-desktop');
  await expectAccessible(page);
  const left = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as CSV' }).click();
  const kept = readFileSync(await (await left).path(), 'utf8');
  assert.match(kept, /Aobo Systems,Compliance score,2026 Q1,91%,4,Unknown partner,Aoba Systems/);
  assert.match(kept, /Zenith,Margin,2026 Q1,high,5,Unknown partner,/);
  await dialog.getByRole('button', { name: 'Take it as Aoba Systems' }).click();
  await dialog.getByText('3 to be written').waitFor();
  await dialog.getByRole('button', { name: 'Write 3' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Figures written: 3.').waitFor();
  const name = page.locator('.formula-bar__name');
  await name.fill('N5');
  await name.press('Enter');
  await shows(page, 'N5', '33.5');
  await page.getByRole('button', { name: 'Undo' }).first().click();
  await shows(page, 'N5', '31.3');
});

testPage('the tables of the page on KPI values are read as it says', app, async (page, { open }) => {
  const text = readFileSync(new URL('../../docs/kpi-import.md', import.meta.url), 'utf8');
  const tables = [...text.matchAll(/```csv\n([\s\S]*?)```/g)].map((found) => found[1]);
  await openImport(page, open);
  const dialog = page.getByRole('dialog', { name: 'Import KPI values' });
  // What each holds: figures, and fields that are empty.
  const expected = [[2, 0], [3, 1], [2, 0]];
  assert.equal(tables.length, expected.length);
  for (const [at, table] of tables.entries()) {
    const [figures, empty] = expected[at];
    await dialog.getByLabel('Paste a table or CSV here').fill('');
    await dialog.getByRole('heading', { name: /^To be written/ }).waitFor({ state: 'detached' });
    await dialog.getByLabel('Paste a table or CSV here').fill(table);
    await dialog.getByText(`${figures} to be written`).waitFor();
    if (empty > 0) await dialog.getByText(`0 as they stand already, ${empty} empty`).waitFor();
    assert.equal(await dialog.getByRole('heading', { name: /^Not matched/ }).count(), 0, table);
  }
});

testPage('a file is taken in Japanese on a phone, in the encoding it has', app, async (page, { open }) => {
  await openImport(page, open, 'KPIの値を取り込む…');
  const dialog = page.getByRole('dialog', { name: 'KPIの値の取り込み' });
  // パートナー,KPI,値 and リード対応時間 in Shift_JIS, as spreadsheets of Japan save them.
  const shiftJis = [
    Buffer.from([0x83, 0x70, 0x81, 0x5b, 0x83, 0x67, 0x83, 0x69, 0x81, 0x5b]), Buffer.from(',KPI,'), Buffer.from([0x92, 0x6c]),
    Buffer.from('\r\nP-01,'), Buffer.from([0x83, 0x8a, 0x81, 0x5b, 0x83, 0x68, 0x91, 0xce, 0x89, 0x9e, 0x8e, 0x9e, 0x8a, 0xd4]),
    Buffer.from(',7.5\r\n'),
  ];
  const buffer = Buffer.concat(shiftJis);
  await dialog.locator('input[type=file]').setInputFiles({ name: 'kpi.csv', mimeType: 'text/csv', buffer });
  await dialog.getByText('書き込む値 1 件').waitFor();
  await dialog.getByRole('row', { name: /Nordlicht Cloud リード対応時間 2026 Q1 [\d.]+ 7.5/ }).waitFor();
  await dialog.getByLabel('期間のない値の対象期間').selectOption('2025 Q4');
  await dialog.getByRole('row', { name: /リード対応時間 2025 Q4/ }).waitFor();
  await shoot(page, 'import-phone-ja');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: '1件を書き込む' }).click();
  await page.getByText('1件の値を書き込みました。').waitFor();
}, { language: 'ja-JP', size: SIZES.phone });
