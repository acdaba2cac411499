// The joint-value calculator as a workshop uses it: months, alternatives, a later start, a review, figures as sure as their inputs,
// lists in cells, and messages beside odd entries.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** Switches between the sheets and Present. */
const show = (page, view) => page.locator('.switch__option', { hasText: view }).click();

/** The figure of an outcome's card. */
const figure = (page, name) => page.locator(`[data-outcome="${name}"] .outcome__figure`);

/** Waits until an outcome's card shows exactly a text. */
async function shows(page, name, text) {
  await figure(page, name).getByText(text, { exact: true }).waitFor({ timeout: 10_000 }).catch(async () => {
    assert.fail(`${name} shows ${await figure(page, name).innerText()}, not ${text}`);
  });
}

async function present(page, open) {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await page.locator('.switch__option').nth(1).click();
  await page.locator('.outcome__figure').first().waitFor();
}

testPage('figures are as sure as their inputs, and one press shows every digit', app, async (page, { open }) => {
  await present(page, open);
  await shows(page, 'npv', '533,000');
  const about = page.locator('[data-outcome="npv"] .outcome__about');
  assert.match(await about.getAttribute('aria-label'), /3 significant digits.*533,139/);
  assert.equal(await figure(page, 'npv').getAttribute('title'), '533,139');
  await about.press('Enter');
  await shows(page, 'npv', '533,139');
  assert.equal(await about.getAttribute('aria-pressed'), 'true');
  await about.click();
  await shows(page, 'npv', '533,000');
  await expectAccessible(page, 'rounded outcomes');
  await shoot(page, 'joint-value-present');
  await page.locator('#control-precision').selectOption({ label: 'Every digit' });
  await shows(page, 'npv', '533,139');
  await page.locator('[data-outcome="npv"] .outcome__about').waitFor({ state: 'detached' });
});

testPage('the model computes by month, and a chart follows all its periods', app, async (page, { open }) => {
  await present(page, open);
  await page.locator('#control-period').selectOption({ label: 'Months' });
  await shows(page, 'npv', '564,000');
  const chart = page.locator('.chart').first();
  await page.waitForFunction(() => document.querySelectorAll('.chart [data-mark]').length > 74);
  assert.equal(await chart.locator('[data-mark]').count(), 2 * 37);
  await shows(page, 'paybackPeriods', '17.4');
  assert.match(await page.locator('[data-outcome="paybackPeriods"]').innerText(), /in months/);
  await shoot(page, 'joint-value-months');
  await page.locator('#control-horizon').fill('10');
  await page.locator('#control-horizon').press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('.chart')[0].querySelectorAll('[data-mark]').length === 242);
  await shoot(page, 'joint-value-ten-years');
});

testPage('a later start is priced, and the next-best alternative is named', app, async (page, { open }) => {
  await present(page, open);
  await page.locator('[data-outcome="costOfDelay"] select').selectOption('chosen');
  const before = await figure(page, 'costOfDelay').innerText();
  await page.locator('#control-laterStart').fill('12');
  await page.locator('#control-laterStart').press('Enter');
  await page.waitForFunction((text) => document.querySelector('[data-outcome="costOfDelay"] .outcome__figure').innerText !== text, before);
  await shows(page, 'nextBest', 'Other supplier');
  await show(page, 'Workbook');
  await page.locator('.pages__tab', { hasText: 'Alternatives' }).click();
  const grid = new Grid(page);
  await page.getByRole('grid').waitFor();
  await grid.goTo('E14');
  await grid.type('2000000', 'Enter');
  await show(page, 'Present');
  await shows(page, 'nextBest', 'Build it ourselves');
  assert.match(await figure(page, 'valueOverNextBest').innerText(), /^[-−]/);
  const chart = page.locator('.chart', { hasText: 'Alternatives compared' });
  await chart.scrollIntoViewIfNeeded();
  await shoot(page, 'joint-value-alternatives');
  await page.locator('.chart', { hasText: 'From benefits to net present value' }).scrollIntoViewIfNeeded();
  await shoot(page, 'joint-value-waterfall');
});

testPage('a review sets what was realised beside the plan', app, async (page, { open }) => {
  const grid = await Grid.open(page, open, 'review');
  await grid.shows('A10', 'Maintenance labour saved');
  await grid.goTo('D10');
  await grid.type('30000', 'Enter');
  await grid.shows('F10', '70%');
  await shoot(page, 'joint-value-review');
  await show(page, 'Present');
  await shows(page, 'realised', '30,000');
  await page.locator('[data-outcome="realised"] select').selectOption('share');
  await shows(page, 'realised', '70%');
});

testPage('a cell offers the words that may stand in it, and an odd line says what is wrong beside it', app, async (page, { open }) => {
  const grid = await Grid.open(page, open, 'benefits');
  await grid.goTo('C5');
  await grid.press('Alt+ArrowDown');
  const list = page.getByRole('listbox').last();
  await list.waitFor();
  assert.deepEqual((await list.getByRole('option').allTextContents()).map((text) => text.trim()), ['Customer', 'Vendor', 'Partner']);
  await shoot(page, 'joint-value-list');
  await grid.press('Escape');
  await grid.goTo('H5');
  await grid.type('0', 'Enter');
  await grid.goTo('Q5');
  await grid.shows('Q5', 'The last month lies before the first: the line counts nothing');
  await shoot(page, 'joint-value-message');
  await show(page, 'Present');
  await page.locator('[data-outcome="notConsidered"] select').selectOption('messages');
  // While a line is odd, results are those from before, with what they are now beneath.
  await page.locator('[data-outcome="notConsidered"] .outcome__now').getByText('Now: 1', { exact: true }).waitFor();
});

testPage('scenarios say by how much they differ', app, async (page, { open }) => {
  await present(page, open);
  await page.getByRole('button', { name: 'Side by side' }).click();
  const row = page.locator('.comparison__table tbody tr', { hasText: 'Net present value' }).first();
  await row.locator('.comparison__change').first().waitFor();
  const changes = await row.locator('.comparison__change').allTextContents();
  assert.equal(changes.length, 2, 'the expected and the own scenario are the sample as it is');
  assert.match(changes[0], /^\u2212[\d,]+$/);
  assert.match(changes[1], /^\+[\d,]+$/);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, 'the table scrolls, not the page');
  await expectAccessible(page, 'scenarios side by side');
  await shoot(page, 'joint-value-scenarios');
});

testPage('the present inputs are kept as a scenario of one’s own, renamed, compared, deleted and brought back', app, async (page, { open }) => {
  await present(page, open);
  await page.locator('#control-horizon').fill('7');
  await page.locator('#control-horizon').press('Enter');
  const value = await figure(page, 'npv').innerText();
  assert.notEqual(value, '533,000');
  await page.getByRole('button', { name: 'Keep as a scenario…' }).click();
  const name = page.getByLabel('Name of the new scenario');
  await name.fill('expected');
  await name.press('Enter');
  await page.getByText('“expected” exists already. Type another name.').waitFor();
  await name.fill('Seven years');
  await name.press('Enter');
  const own = (text) => page.locator('.segments__item', { hasText: text });
  await own('Seven years').and(page.locator('[aria-pressed="true"]')).waitFor();
  await expectAccessible(page, 'the desk of scenarios');
  await shoot(page, 'joint-value-keep');
  // Another value, then back to what was kept.
  await page.locator('#control-horizon').fill('3');
  await page.locator('#control-horizon').press('Enter');
  await own('Seven years').locator('.segments__note', { hasText: 'changed' }).waitFor();
  await own('Seven years').click();
  await shows(page, 'npv', value);
  await page.getByLabel('Name of the chosen scenario').fill('Long');
  await page.getByRole('button', { name: 'Rename' }).click();
  await own('Long').waitFor();
  await own('Seven years').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Side by side' }).click();
  const heads = page.locator('.comparison__table thead th');
  await heads.filter({ hasText: 'Long' }).waitFor();
  assert.deepEqual((await heads.allTextContents()).map((text) => text.trim()).slice(-5), ['Conservative', 'Expected', 'Ambitious', 'Own', 'Long']);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await own('Long').waitFor({ state: 'detached' });
  await shows(page, 'npv', value);
  await page.getByText('No scenario is chosen.').waitFor();
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await own('Long').and(page.locator('[aria-pressed="true"]')).waitFor();
});

testPage('the plausible range of an input is seen, checked and changed beside it', app, async (page, { open }) => {
  await present(page, open);
  const field = page.locator('[data-control="benefitsAchieved"]');
  const summary = field.locator('.field__range summary');
  const before = await summary.innerText();
  assert.equal(before, 'No plausible range yet');
  assert.match(await page.locator('[data-control="discountRate"] .field__range summary').innerText(), /^Plausible: [\d.]+% to [\d.]+%$/);
  await summary.click();
  const [low, high] = [field.getByLabel('Low end of “Benefits achieved”'), field.getByLabel('High end of “Benefits achieved”')];
  await low.fill('130');
  await low.press('Enter');
  await field.getByText('A range has both ends: type the other one, too.').waitFor();
  await high.fill('120');
  await high.press('Enter');
  await field.getByText('The low end lies above the high end.').waitFor();
  await high.fill('140%');
  await high.press('Enter');
  await field.getByText('The range has to hold the present value, 100%.').waitFor();
  assert.equal(await summary.innerText(), before, 'what is refused changes nothing');
  await expectAccessible(page, 'a refused range');
  await shoot(page, 'joint-value-range');
  await low.fill('65');
  await low.press('Enter');
  await field.getByText('Plausible: 65% to 140%').waitFor();
  assert.equal(await field.locator('.field__range .field__problem').innerText(), '');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.waitForFunction((text) => document.querySelector('[data-control="benefitsAchieved"] summary').innerText === text, before);
});

for (const [size, theme, language] of [['desktop', 'dark', 'ja-JP'], ['phone', 'light', 'ja-JP'], ['phone', 'dark', 'en-GB']]) {
  testPage(`Present and the new sheets fit and are accessible (${size}, ${theme}, ${language})`, app, async (page, { open }) => {
    await present(page, open);
    await page.locator('#control-period').selectOption('month');
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await overflow(), 0);
    await expectAccessible(page, 'Present by month');
    await shoot(page, `joint-value-${size}-${theme}`);
    await page.locator('.present__keep').click();
    await page.locator('.field__range summary').first().click();
    await page.locator('.present__keep').scrollIntoViewIfNeeded();
    assert.equal(await overflow(), 0, 'with the desk of scenarios and a range');
    await expectAccessible(page, 'the desk of scenarios and a range');
    await shoot(page, `joint-value-${size}-${theme}-keep`);
    await page.locator('.field__range').first().scrollIntoViewIfNeeded();
    await shoot(page, `joint-value-${size}-${theme}-range`);
    for (const [place, id] of ['waterfall', 'tco', 'alternatives', 'delay'].entries()) {
      const chart = page.locator('.chart').nth([1, 7, 6, 8][place]);
      await chart.scrollIntoViewIfNeeded();
      await shoot(page, `joint-value-${size}-${theme}-${id}`);
    }
    const id = /#\/w\/([^/?]+)/.exec(page.url())[1];
    for (const sheet of ['inputs', 'benefits', 'costs', 'alternatives', 'review', 'years', 'sensitivity']) {
      await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/${sheet}`);
      await page.getByRole('grid').waitFor();
      await page.locator(`.pages__tab[aria-current="page"]`).waitFor();
      assert.equal(await overflow(), 0, sheet);
      await shoot(page, `joint-value-${size}-${theme}-${sheet}`);
    }
  }, { size: SIZES[size], theme, language });
}
