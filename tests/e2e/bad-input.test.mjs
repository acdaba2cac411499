// Bad entries in every calculator: told at their row in both languages, while the last good results stay, marked as such.
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { Grid } from './grid.mjs';
import { downloaded, goHome, pressDownload } from './workbook.mjs';

const app = useApp();

/** A calculator with a bad entry: sheet, cell, text, the row's words, an outcome and what it was before. */
const CASES = [
  { template: 'joint-value', sheet: 'benefits', cell: 'B7', text: 'much', words: 'Benefits, row 7: The amount is no number', outcome: 'npv', was: '533,000' },
  { template: 'revenue-split', sheet: 'rules', cell: 'B5', text: '-100', words: 'Rules, row 19: The base is negative', outcome: 'vendorShare', was: '40,000.00' },
  { template: 'value-capture', sheet: 'drivers', cell: 'B5', text: '-5', words: 'Drivers, row 5: Missing or negative', outcome: 'netVendor', was: '1,840,138' },
  { template: 'incentives', sheet: 'programme', cell: 'B7', text: '=1/0', words: 'Programme, row 7: A number is divided by zero', outcome: 'paid', was: '42,000.00' },
  { template: 'ecosystem-roi', sheet: 'programme', cell: 'B5', text: 'soon', words: 'Programme, row 5: A whole year', outcome: 'roi', was: '187%' },
  { template: 'governance-vote', sheet: 'votes', cell: 'C5', text: '-5', words: 'Votes, row 5: The weight is negative', outcome: 'share', was: '75.00%' },
];

/** Makes a workbook of a template and opens one of its sheets. */
async function sheetOf(page, open, template, sheet) {
  await open(`#/new/${template}`);
  await page.waitForURL(/#\/w\/[^/]+/);
  const base = /#\/w\/[^/?]+/.exec(page.url())[0];
  await page.evaluate((hash) => { location.hash = hash; }, `${base}/${sheet}`);
  await page.getByRole('grid').waitFor();
  return new Grid(page);
}

const show = (page, place) => page.locator('.switch__option').nth(place).click();

for (const { template, sheet, cell, text, words, outcome, was } of CASES) {
  testPage(`a bad entry in ${template} is told at its row, and the last good results stay`, app, async (page, { open }) => {
    const grid = await sheetOf(page, open, template, sheet);
    await grid.goTo(cell);
    await grid.type(text, 'Enter');
    // The sheet says what is wrong, and what the results were.
    await page.locator('.standing__way', { hasText: words }).waitFor();
    await page.locator('.standing__results', { hasText: was }).waitFor();
    await show(page, 1);
    const card = page.locator(`[data-outcome="${outcome}"].outcome--before`);
    await card.locator('.outcome__figure').getByText(was, { exact: true }).waitFor();
    await card.locator('.outcome__before', { hasText: `because ${words}` }).waitFor();
    await page.locator('.chart__remark', { hasText: 'as of before the last change' }).first().waitFor();
    await shoot(page, `bad-input-${template}`);
    // Undo mends it, and nothing is marked any longer.
    await page.getByRole('button', { name: /^Undo/ }).first().click();
    await page.locator('.standing__body').waitFor({ state: 'detached' });
    await page.locator('.outcome--before').first().waitFor({ state: 'detached' });
  });
}

testPage('results can be shown as they are, and the way to the row is one press', app, async (page, { open }) => {
  const grid = await sheetOf(page, open, 'joint-value', 'benefits');
  await grid.goTo('B7');
  await grid.type('much', 'Enter');
  await grid.goTo('A1');
  await page.locator('.standing__way').click();
  await grid.at('Q7');
  await expectAccessible(page, 'a sheet with a bad entry');
  await show(page, 1);
  await page.locator('[data-outcome="npv"] .outcome__now', { hasText: '355,000' }).waitFor();
  await expectAccessible(page, 'Present with a bad entry');
  await page.locator('.standing__accept').click();
  await page.locator('[data-outcome="npv"] .outcome__figure').getByText('355,000', { exact: true }).waitFor();
  await page.locator('.outcome--before').first().waitFor({ state: 'detached' });
});

testPage('a phone tells a bad entry in Japanese', app, async (page, { open }) => {
  const grid = await sheetOf(page, open, 'ecosystem-roi', 'programme');
  await grid.goTo('B5');
  await grid.type('abc', 'Enter');
  await page.locator('.standing__way', { hasText: 'プログラム 5行目：2023のような西暦年' }).waitFor();
  await show(page, 1);
  await page.locator('[data-outcome="roi"] .outcome__before', { hasText: '変更前の値です。理由：プログラム 5行目' }).waitFor();
  await shoot(page, 'bad-input-phone-ja');
}, { size: SIZES.phone, language: 'ja-JP' });

testPage('forty scenarios stand side by side', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.locator('.outcome__figure').first().waitFor();
  const { text } = await downloaded(page, () => pressDownload(page));
  const workbook = { ...JSON.parse(text), id: 'forty' };
  const first = workbook.scenarios[0];
  for (let place = workbook.scenarios.length; place < 40; place += 1) workbook.scenarios.push({ ...first, id: `more-${place}`, name: { en: `Variant ${place}`, ja: `案${place}` } });
  await goHome(page);
  await page.locator('.home input[type=file]').setInputFiles({ name: 'forty.tandem.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(workbook)) });
  await page.waitForURL(/#\/w\/[^/]+/);
  await show(page, 1);
  await page.locator('.segments__item', { hasText: 'Variant 39' }).waitFor();
  await page.locator('.present__compare').click();
  await page.locator('.comparison__table th', { hasText: 'Variant 39' }).waitFor();
  await shoot(page, 'forty-scenarios');
});
