// Every scorecard as people open it: axe finds nothing on its presentation and on the sheet that people look at longest, and pictures of
// both are kept. One grows.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** Each scorecard with a page that people look at longest. */
const SCORECARDS = [
  ['partner-performance', 'review'],
  ['partner-alignment', 'review'],
  ['channel-priorities', 'priorities'],
  ['value-exchange', 'balance'],
  ['segmentation', 'segments'],
  ['tier-benefits', 'eligibility'],
  ['ecosystem-metrics', 'dashboard'],
  ['risk-register', 'heat'],
];

const LOOKS = [
  { tag: 'desktop', size: SIZES.desktop, theme: 'light', language: 'en-GB' },
  { tag: 'phone-ja-dark', size: SIZES.phone, theme: 'dark', language: 'ja-JP' },
];

for (const { tag, ...look } of LOOKS) {
  testPage(`every scorecard is clean to axe and keeps a picture (${tag})`, app, async (page, { open }) => {
    for (const [id, sheet] of SCORECARDS) {
      await open(`#/new/${id}`);
      await page.waitForURL(/#\/w\/[^/]+\/[^/]+\/present$/);
      await page.locator('main h1').first().waitFor();
      await expectAccessible(page, `${id} presented, ${tag}`);
      await shoot(page, `scorecard-${id}-present-${tag}`);
      await page.evaluate((to) => { location.hash = location.hash.replace(/[^/]+\/present$/, to); }, sheet);
      await page.getByRole('grid').waitFor();
      await expectAccessible(page, `${id} ${sheet}, ${tag}`);
      await shoot(page, `scorecard-${id}-${sheet}-${tag}`);
    }
  }, { ...look, timeout: 600_000 });
}

for (const { tag, words, ...look } of [
  { ...LOOKS[0], words: { more: 'Room for 20 more partners', made: 'There is room for 40 partners now.', strays: 'Rows beneath the table that are not counted: 1', count: 'Make room and count them' } },
  { ...LOOKS[1], words: { more: 'あと20社分の行を追加', made: '40社分の行になりました', strays: '表の下で集計に含まれていない行：1', count: '行を追加して集計に含める' } },
]) {
  testPage(`a scorecard grows, and takes in what was typed beneath it (${tag})`, app, async (page, { open }) => {
    await open('#/new/partner-performance');
    await page.waitForURL(/#\/w\/[^/]+\/[^/]+\/present$/);
    await page.evaluate(() => { location.hash = location.hash.replace(/[^/]+\/present$/, 'comparison'); });
    const grid = new Grid(page);
    await grid.cell('A5').waitFor();
    const strip = page.locator('.tool-strip');
    await strip.getByRole('button', { name: words.more }).click();
    await page.getByText(words.made).first().waitFor();
    // A new row computes: it has a place for its score, and says that it knows nothing of the partner yet.
    await grid.goTo('A30');
    await grid.type('Newcomer', 'Enter');
    await page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, [await grid.cell('E30').getAttribute('id'), '0%']);
    await grid.goTo('A45');
    await grid.type('Late arrival', 'Enter');
    await strip.getByText(words.strays).waitFor();
    await expectAccessible(page, `a row beneath the table, ${tag}`);
    await shoot(page, `room-${tag}`);
    await strip.getByRole('button', { name: words.count }).click();
    await strip.getByText(words.strays).waitFor({ state: 'detached' });
    await grid.goTo('A44');
    await grid.shows('A44', 'Late arrival');
    await grid.shows('E44', '0%');
    // Both steps are undone one by one.
    await grid.press('Control+z');
    await strip.getByText(words.strays).waitFor();
    await grid.press('Control+z', 'Control+z', 'Control+z');
    await strip.getByRole('button', { name: words.more }).waitFor();
    await grid.goTo('E30');
    await grid.shows('E30', '');
  }, look);
}

testPage('Present offers the partners that the table lists now', app, async (page, { open }) => {
  await open('#/new/partner-performance');
  await page.waitForURL(/#\/w\/[^/]+\/[^/]+\/present$/);
  const present = page.url().split('#')[1];
  const chosen = page.locator('[data-control="partner"] select.field__choice');
  const first = (await chosen.locator('option').allTextContents())[0];
  await page.evaluate(() => { location.hash = location.hash.replace(/[^/]+\/present$/, 'comparison'); });
  const grid = new Grid(page);
  await grid.cell('A7').waitFor();
  await grid.goTo('A7');
  await grid.type('Newcomer', 'Enter');
  await page.evaluate((hash) => { location.hash = hash; }, present);
  await chosen.waitFor();
  const offered = await chosen.locator('option').allTextContents();
  assert.deepEqual([offered[0], offered[2]], [first, 'Newcomer']);
  await chosen.selectOption('Newcomer');
  await page.waitForFunction(() => document.querySelector('[data-outcome]')?.textContent.length > 0);
  assert.equal(await chosen.inputValue(), 'Newcomer');
  // Whoever is gone from the table stays chosen until somebody else is.
  await page.evaluate(() => { location.hash = location.hash.replace(/[^/]+\/present$/, 'comparison'); });
  await grid.cell('A7').waitFor();
  await grid.goTo('A7');
  await grid.press('Delete');
  await page.evaluate((hash) => { location.hash = hash; }, present);
  await chosen.waitFor();
  assert.equal(await chosen.inputValue(), 'Newcomer');
  await chosen.selectOption(first);
  await page.waitForFunction(() => ![...document.querySelectorAll('[data-control="partner"] option')].some((option) => option.value === 'Newcomer'));
});

testPage('cards name the quarter, and tell the health of a score by shape and word', app, async (page, { open }) => {
  await open('#/new/partner-performance');
  await page.waitForURL(/#\/w\/[^/]+\/[^/]+\/present$/);
  const card = page.locator('[data-outcome="score"]');
  await card.getByText('in 2026 Q1', { exact: true }).waitFor();
  await card.getByRole('img', { name: 'Good' }).waitFor();
  await card.locator('.outcome__health--positive', { hasText: 'Good' }).waitFor();
  await page.locator('[data-control="partner"] select.field__choice').selectOption('Delta Resellers');
  await card.getByRole('img', { name: 'Bad' }).waitFor();
  await card.locator('.outcome__health--negative', { hasText: 'Bad' }).waitFor();
  const heads = page.locator('.chart__label--upright');
  assert.deepEqual(await heads.allTextContents().then((texts) => texts.slice(0, 2)), ['Contribution margin', 'Pipeline velocity']);
  await expectAccessible(page);
});
