// What a finance person does with a revenue split: adds a rule, puts rules in order by keyboard and by dragging, meets a refusal
// and undoes it, makes a party's statement, prints it, takes it along as CSV, and reverses a payout. And what one party sees.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';

const app = useApp();

/** Makes a workbook from a template and waits until it is shown. */
async function make(page, open, template) {
  await open(`#/new/${template}`);
  await page.waitForURL(/#\/w\//);
  await page.locator('main').first().waitFor();
}

/** Opens a tool of the workbook from Present. */
async function openTool(page, words) {
  await page.locator('.switch__option', { hasText: /Present|プレゼン/ }).click();
  await page.locator('.present__links a', { hasText: words }).click();
}

/** The row of a rule by what it is called. */
const rule = (page, title) => page.locator('.rule-card').filter({ has: page.locator('.rule-card__title', { hasText: title }) });

/** Waits until the rules stand in an order; only the first ones are looked at. */
async function expectOrder(page, titles) {
  await page.waitForFunction((wanted) => {
    const shown = [...document.querySelectorAll('.rule-card__title')].map((title) => title.textContent);
    return wanted.every((title, place) => shown[place] === title);
  }, titles);
}

/** Waits until an outcome beside the list shows a text. */
const expectResidual = (page, text) => page.locator('.list__outcomes dd').first().filter({ hasText: text }).waitFor();

/** Waits until the waterfall has a bar that says so. */
const expectBar = (page, words) => page.locator(`.list__picture [data-mark][aria-label*="${words}"]`).first().waitFor();

testPage('a rule is added, filled in and switched on, and the picture follows', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, 'Rules of the split');
  await expectResidual(page, '42,000.00');
  await expectBar(page, '42,000');
  await page.locator('#list-add').click();
  const added = rule(page, 'New rule');
  await added.getByLabel('Rule', { exact: true }).fill('Marketplace fee');
  await added.getByLabel('Rule', { exact: true }).press('Tab');
  const fee = rule(page, 'Marketplace fee');
  await fee.getByLabel('Kind').selectOption('percent');
  await fee.getByLabel('Party').selectOption('Distributor');
  await fee.getByLabel('Rate').fill('10');
  await fee.getByLabel('Rate').press('Enter');
  await fee.locator('.rule-card__switch').check();
  await fee.locator('.rule-card__figure', { hasText: '10,000.00' }).waitFor();
  await expectResidual(page, '32,000.00');
  await expectBar(page, 'Distributor');
  await expectAccessible(page, 'the rules with an open form');
  await shoot(page, 'split-rules');
  // A text that is no number stays where it was typed, with the reason.
  await fee.getByLabel('Rate').fill('much');
  await fee.getByLabel('Rate').press('Enter');
  await fee.locator('.field__problem', { hasText: '“much” is not a number.' }).waitFor();
  await fee.getByLabel('Rate').press('Escape');
  // The sheet holds the very same.
  await page.locator('.list__links a', { hasText: 'Show in the sheet' }).click();
  await page.locator('.tool-strip a', { hasText: 'Edit: Rules of the split' }).click();
  await rule(page, 'Marketplace fee').waitFor();
  await rule(page, 'Marketplace fee').getByRole('button', { name: /^Remove/ }).click();
  await expectResidual(page, '42,000.00');
  await page.keyboard.press('Control+z');
  await expectResidual(page, '32,000.00');
});

testPage('rules are put in order by keys and by dragging, each a step of undo', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, 'Rules of the split');
  await expectOrder(page, ['Vendor margin', 'Partner commission on the net']);
  const grip = rule(page, 'Vendor margin').locator('.rule-card__grip');
  await grip.focus();
  await page.keyboard.press('Alt+ArrowDown');
  await expectOrder(page, ['Partner commission on the net', 'Vendor margin']);
  await page.getByRole('status').filter({ hasText: '“Vendor margin” is now number 2 of' }).waitFor();
  // The partner's 30 % now count on the whole deal.
  await rule(page, 'Partner commission').locator('.rule-card__figure', { hasText: '30,000.00' }).waitFor();
  await expectResidual(page, '30,000.00');
  await page.waitForFunction(() => document.activeElement?.classList.contains('rule-card__grip'));
  await page.keyboard.press('Alt+ArrowUp');
  await expectOrder(page, ['Vendor margin', 'Partner commission on the net']);
  await page.keyboard.press('Alt+ArrowUp');
  await page.getByRole('status').filter({ hasText: '“Vendor margin” stays number 1 of' }).waitFor();
  // The third rule is dragged before the first.
  const third = rule(page, 'Spiff for closing').locator('.rule-card__grip');
  const from = await third.boundingBox();
  const to = await rule(page, 'Vendor margin').boundingBox();
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 10, to.y + 20, { steps: 4 });
  await page.mouse.move(from.x + 10, to.y + 4, { steps: 2 });
  await page.locator('.rule-card--before').waitFor();
  await page.mouse.up();
  await expectOrder(page, ['Spiff for closing inside the window', 'Vendor margin', 'Partner commission on the net']);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expectOrder(page, ['Vendor margin', 'Partner commission on the net', 'Spiff for closing inside the window']);
});

testPage('a refused rule says why at its row, the last results stay in sight, and undo brings all back', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, 'Rules of the split');
  await expectResidual(page, '42,000.00');
  const vendor = rule(page, 'Vendor margin');
  await vendor.locator('.rule-card__open').click();
  await vendor.getByLabel('Rate').fill('130%');
  await vendor.getByLabel('Rate').press('Enter');
  await vendor.locator('.rule-card__message--problem', { hasText: 'Asks for more than remains: refused' }).waitFor();
  await page.locator('.list__last', { hasText: 'Last results before “Vendor margin” was refused' }).waitFor();
  await expectResidual(page, '42,000.00');
  await expectAccessible(page, 'a refused rule');
  await shoot(page, 'split-refused');
  // What the other rules give now is a button away: 30 % of the whole deal to the partner.
  await page.getByRole('button', { name: 'Show what the others give now' }).click();
  await expectResidual(page, '70,000.00');
  await page.getByRole('button', { name: 'Show the last results' }).click();
  await vendor.locator('.rule-card__open').focus();
  await page.keyboard.press('Control+z');
  await vendor.locator('.rule-card__message', { hasText: 'Paid' }).waitFor();
  await page.locator('.list__last').waitFor({ state: 'hidden' });
  // Beyond what partners may earn in all.
  const limit = page.locator('[data-control="payLimit"] .field__value');
  await limit.fill('10%');
  await limit.press('Enter');
  await rule(page, 'Partner commission').locator('.rule-card__message--problem', { hasText: 'Takes partners’ pay above its limit: refused' }).waitFor();
});

testPage('a refusal is told in Japanese, on a phone', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, '分配ルール');
  const vendor = rule(page, 'ベンダーマージン');
  await vendor.locator('.rule-card__open').click();
  await vendor.getByLabel('率').fill('130%');
  await vendor.getByLabel('率').press('Enter');
  await vendor.locator('.rule-card__message--problem', { hasText: '残額を超えるため不成立' }).waitFor();
  await expectAccessible(page, 'the rules in Japanese on a phone');
  await shoot(page, 'split-rules-phone-ja');
}, { size: SIZES.phone, language: 'ja-JP', theme: 'dark' });

testPage('a statement shows its arithmetic, is printed, and goes out as CSV', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, 'Open the statement');
  await page.locator('.statement__table td', { hasText: '123,057.38 × 18% = 22,150.33' }).waitFor();
  await expectAccessible(page, 'the statement');
  await shoot(page, 'split-statement');
  for (const format of ['A4', 'Letter']) {
    const [first] = await pagesOf(await page.pdf({ format }));
    for (const words of ['Payout statement', 'Partner', '123,057.38 × 18% = 22,150.33', 'Owed at the end', 'All amounts in USD']) {
      assert.ok(first.includes(words), `${format}: ${words} in ${first.slice(0, 400)}`);
    }
    assert.ok(!first.includes('Reverse P-'), 'buttons are for hands');
  }
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), 'Payout statement Partner.csv');
  const text = await readFile(await file.path(), 'utf8');
  assert.ok(text.startsWith('\ufeffPayout statement,USD\r\n'), text.slice(0, 80));
  assert.ok(text.includes('P-2023,D-1015,payout,"123,057.38 × 18%",22150.33,2026-03-15'), text);
  // Another party, and a period the wrong way round.
  await page.locator('#statement-party').selectOption('Service partner');
  await page.locator('.statement__party', { hasText: 'Service partner' }).waitFor();
  const from = page.locator('[data-control="statementFrom"] .field__value');
  await from.fill('2026-12-31');
  await from.press('Enter');
  await page.locator('.statement__problem', { hasText: 'The period ends before it begins' }).waitFor();
});

testPage('a payout is reversed once, from the statement and from its row', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  await openTool(page, 'Open the statement');
  const to = page.locator('[data-control="statementTo"] .field__value');
  await to.fill('2099-12-31');
  await to.press('Enter');
  await page.getByRole('button', { name: 'Reverse P-2023' }).click();
  await page.locator('.notice', { hasText: 'P-2023 was reversed by P-2023-R' }).waitFor();
  const line = page.locator('.statement__reversal', { hasText: 'P-2023-R' });
  await line.locator('td', { hasText: '−123,057.38 × 18% = −22,150.33' }).waitFor();
  await line.getByRole('button', { name: 'Go to the payout P-2023' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'statement-line-P-2023');
  await page.getByRole('button', { name: 'Reverse P-2023', exact: true }).click();
  await page.locator('.notice', { hasText: 'P-2023 is reversed already, by P-2023-R' }).waitFor();
  await page.locator('.notice', { hasText: 'is reversed already' }).getByRole('button').last().click();
  // The same at the row of the payouts.
  await page.locator('.statement__tools a', { hasText: 'Show in the sheet' }).click();
  await page.locator('.pages__tab', { hasText: 'Payouts' }).click();
  const name = page.locator('.formula-bar__name');
  await name.click();
  await name.fill('A6');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Reverse this payout' }).click();
  await page.locator('.notice', { hasText: 'P-2001 was reversed by P-2001-R' }).waitFor();
  await page.keyboard.press('Control+z');
  await name.click();
  await name.fill('A2');
  await name.press('Enter');
  await page.getByRole('button', { name: 'Reverse this payout' }).click();
  await page.locator('.notice', { hasText: 'Select the row of a payout' }).waitFor();
  // The palette finds the views, too.
  await page.locator('.grid__editor').focus();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Edit: Rules');
  await page.keyboard.press('Enter');
  await rule(page, 'Vendor margin').waitFor();
});

testPage('a payout that was paid stays as it is, and the message says what to do', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  const [, id] = /#\/w\/([^/]+)/.exec(page.url());
  await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/payouts`);
  const grid = new Grid(page);
  await page.getByRole('grid').waitFor();
  await grid.goTo('G6');
  await grid.type('1', 'Enter');
  await page.getByText('P-2001 was paid or taken back, so its row stays as it is.').first().waitFor();
  await shoot(page, 'split-booked');
  await grid.press('Escape');
  await grid.shows('G6', '84,000.00');
  // Emptying and pasting are edits like any other.
  await grid.goTo('A6:I7');
  await grid.press('Delete');
  await page.locator('.notice', { hasText: 'P-2001 was paid or taken back' }).waitFor();
  await grid.shows('A6', 'P-2001');
  // Without the day on which it was paid the row is open again.
  await grid.goTo('I6');
  await grid.press('Delete');
  await grid.shows('I6', '');
  await grid.goTo('G6');
  await grid.type('1000', 'Enter');
  await grid.shows('J6', '180.00');
});

testPage('a dragged price says who wins and who loses', app, async (page, { open }) => {
  await make(page, open, 'value-capture');
  await page.locator('.switch__option', { hasText: 'Present' }).click();
  const change = (outcome) => page.locator(`[data-outcome="${outcome}"] .outcome__change`);
  const price = page.locator('[data-control="subscriptionPrice"] .field__value');
  await price.fill('25');
  await price.press('Enter');
  await change('netPlatform').filter({ hasText: /▲.*gains \+[\d,]+.*against the base/ }).waitFor();
  await change('netCustomer').filter({ hasText: /▼.*loses −[\d,]+/ }).waitFor();
  await price.fill('18');
  await price.press('Enter');
  await change('netPlatform').filter({ hasText: 'unchanged' }).waitFor();
  // The stacked chart names the streams as the sheet does, and columns say every name.
  const payments = page.locator('.chart', { hasText: 'What the customer pays, by stream' });
  await payments.locator('.chart__legend', { hasText: 'Set-up on site' }).waitFor();
  await expectAccessible(page, 'value capture presented');
  await shoot(page, 'capture-present');
});

testPage('one party sees nothing confidential, and its copy does not hold it at all', app, async (page, { open }) => {
  await make(page, open, 'value-capture');
  await page.locator('.switch__option', { hasText: 'Present' }).click();
  await page.locator('.present__seen select').selectOption({ label: 'Customers (sample)' });
  await page.getByRole('button', { name: 'Copy for Customers (sample)' }).waitFor();
  await shoot(page, 'capture-party');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Copy for Customers (sample)' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  await page.locator('.notice', { hasText: 'holds values only' }).waitFor();
  for (const secret of ['Royalty on the subscription', 'Marketplace listing', 'Product team', '23500', 'Streams!', 'Model!']) {
    assert.ok(!text.includes(secret), `the copy holds ${secret}`);
  }
  assert.ok(text.includes('Platform subscription'), 'what the customer may see is in it');
  await page.locator('.switch__option', { hasText: 'Workbook' }).click();
  await page.locator('.seen-by', { hasText: 'Confidential rows and internal sheets are hidden' }).waitFor();
  assert.equal(await page.locator('.pages__tab', { hasText: 'Streams' }).count(), 0);
  await page.getByRole('button', { name: 'Show everything' }).click();
  await page.locator('.pages__tab', { hasText: 'Streams' }).waitFor();
});

testPage('two thousand deals are pasted, and each that is wrong says so at its row', app, async (page, { open }) => {
  await make(page, open, 'revenue-split');
  const [, id] = /#\/w\/([^/]+)/.exec(page.url());
  await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/deals`);
  const grid = new Grid(page);
  await page.getByRole('grid').waitFor();
  await grid.at('A1');
  const rows = Array.from({ length: 2000 }, (_, row) => [`X-${row}`, '2026-01-20', 'Bank', 'Partner', 'sourced', 'USD', '10', '50%', 'won']);
  rows[500] = [...rows[499]];
  rows[900][5] = 'CHF';
  rows[900][1] = '2031-01-20';
  rows[1200][3] = 'Nobody';
  rows[1999][6] = '-10';
  await grid.goTo('A6');
  const took_ms = await grid.editor.evaluate(async (editor, text) => {
    const transfer = new DataTransfer();
    transfer.setData('text/plain', text);
    const start = performance.now();
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
    await new Promise((done) => { requestAnimationFrame(() => setTimeout(done)); });
    return performance.now() - start;
  }, rows.map((row) => row.join('\t')).join('\r\n'));
  console.log(`2,000 deals: ${Math.round(took_ms)} ms until painted`);
  for (const [row, words] of [
    [6, 'Counted'],
    [506, 'Stands twice: counted once'],
    [906, 'No rate for this currency and date'],
    [1206, 'The party is not on the page Parties'],
    [2005, 'The deal value is negative: not counted'],
  ]) {
    await grid.goTo(`J${row}`);
    await grid.shows(`J${row}`, words);
  }
  // 1,996 deals count with half of ten each, and nothing is credited twice.
  await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/shares/present`);
  await page.locator('[data-outcome="credited"]', { hasText: '9,980' }).waitFor();
});
