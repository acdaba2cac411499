// The jobs of the first templates, as people do them: a published cash flow typed into the grid, definitions switched, scenarios
// compared, everything still there after a reload, and undone to the template.
import assert from 'node:assert/strict';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { pagesOf } from './pdf.mjs';

const app = useApp();

/** Goes to a cell by the name box and types into it. */
async function type(page, cell, text) {
  const name = page.locator('.formula-bar__name');
  await name.click();
  await name.fill(cell);
  await name.press('Enter');
  await page.locator('.grid__editor').pressSequentially(text);
  await page.keyboard.press('Enter');
}

/** Opens a page of the workbook by its tab. */
const openTab = (page, title) => page.locator('.pages__tab', { hasText: title }).click();

/** Switches between the sheets and Present. */
const show = (page, view) => page.locator('.switch__option', { hasText: view }).click();

/** Waits until an outcome card shows a text. */
async function expectOutcome(page, name, text) {
  const figure = page.locator(`[data-outcome="${name}"] .outcome__figure`);
  await figure.filter({ hasText: text }).waitFor({ timeout: 10_000 }).catch(async () => {
    assert.fail(`${name} shows ${await figure.innerText()}, not ${text}`);
  });
  assert.equal((await figure.innerText()).trim(), text, name);
}

/** Waits until the header says that everything is saved. */
const saved = (page, word = /^(Saved|保存済み)/) => page.locator('.save-state', { hasText: word }).first().waitFor();

// Costs and benefits of the initial investment and three years; source: a published total-economic-impact study, cash-flow table.
const COSTS = [53150, 666715, 636772, 647783];
const BENEFITS = [0, 1606511, 3061331, 4229760];
const COLUMNS = ['B', 'C', 'D', 'E'];

testPage('the published three-year cash flow gives the published figures, survives a reload and is undone', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  const before = await page.locator('[data-outcome="npv"] .outcome__figure').innerText();
  await show(page, 'Workbook');
  await openTab(page, 'Inputs');
  await type(page, 'B5', 'cash flow');
  for (const [place, column] of COLUMNS.entries()) {
    await type(page, `${column}41`, String(BENEFITS[place]));
    await type(page, `${column}42`, String(COSTS[place]));
  }
  await show(page, 'Present');
  await expectOutcome(page, 'pvCosts', '1,672,201');
  await expectOutcome(page, 'pvBenefits', '7,168,371');
  await expectOutcome(page, 'npv', '5,496,170');
  await expectOutcome(page, 'roi', '329%');
  await page.locator('[data-outcome="roi"] select').selectOption('nominal');
  await expectOutcome(page, 'roi', '343.9%');
  await shoot(page, 'workshop-published');
  await saved(page);
  await page.reload();
  await expectOutcome(page, 'npv', '5,496,170');
  await expectOutcome(page, 'roi', '343.9%');
});

testPage('undo to the start gives the template back', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  const before = await page.locator('.outcome__figure').allInnerTexts();
  await page.locator('#control-discountRate').fill('14%');
  await page.locator('#control-discountRate').press('Enter');
  await page.locator('.segments__item', { hasText: 'Conservative' }).click();
  await page.locator('[data-control="machines"] .agreement').selectOption('✓');
  await page.waitForFunction((texts) => [...document.querySelectorAll('.outcome__figure')].map((n) => n.innerText).join() !== texts, before.join());
  const undo = page.getByRole('button', { name: 'Undo' });
  for (let step = 0; step < 10 && await undo.isEnabled() && (await undo.getAttribute('aria-disabled')) !== 'true'; step++) await undo.click();
  assert.deepEqual(await page.locator('.outcome__figure').allInnerTexts(), before);
  assert.equal(await page.locator('#control-discountRate').inputValue(), '10.0%');
});

testPage('two million spent and eight returned are four to one and 300 %', app, async (page, { open }) => {
  await open('#/new/ecosystem-roi?spendTotal=2000000&revenueTotal=8000000');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  await expectOutcome(page, 'returnRatio', '4:1');
  await expectOutcome(page, 'roi', '300%');
  await shoot(page, 'ecosystem-roi');
});

testPage('what is no number stays in the field with the reason', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  const field = page.locator('#control-discountRate');
  await field.fill('ten');
  await field.press('Enter');
  await page.getByText('“ten” is not a number').waitFor();
  assert.equal(await field.getAttribute('aria-invalid'), 'true');
  assert.equal(await field.inputValue(), 'ten');
  await field.press('Escape');
  await field.blur();
  assert.equal(await field.inputValue(), '10.0%');
});

testPage('a slider moves by keys as one step of undo', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  const before = await page.locator('[data-outcome="npv"] .outcome__figure').innerText();
  const slider = page.locator('#control-downtimeHours-slider');
  await slider.focus();
  for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowRight');
  await page.waitForFunction((text) => document.querySelector('[data-outcome="npv"] .outcome__figure').innerText !== text, before);
  assert.notEqual(await page.locator('#control-downtimeHours').inputValue(), '40');
});

testPage('scenarios stand side by side', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  await page.getByRole('button', { name: 'Side by side', exact: true }).click();
  const heads = await page.locator('.comparison__table thead th').allInnerTexts();
  assert.deepEqual(heads, ['Outcome', 'Now', 'Conservative', 'Expected', 'Ambitious', 'Own']);
  const npv = await page.locator('.comparison__table tbody tr', { hasText: 'Net present value' }).first().locator('td').allInnerTexts();
  assert.equal(npv[0], npv[2], 'the workbook starts from the expected scenario');
  assert.notEqual(npv[1], npv[3]);
});

for (const [size, theme, tag, language] of [
  ['desktop', 'light', 'en', 'en-GB'], ['desktop', 'dark', 'ja', 'ja-JP'], ['tablet', 'light', 'ja', 'ja-JP'], ['phone', 'dark', 'en', 'en-GB'],
]) {
  testPage(`Present and the sheets are accessible and fit (${size}, ${theme}, ${tag})`, app, async (page, { open }) => {
    await open('#/new/joint-value');
    await page.waitForURL(/#\/w\//);
    for (const [view, selector] of [['present', 'a.switch__option >> nth=1'], ['workbook', 'a.switch__option >> nth=0']]) {
      await page.locator(selector).click();
      await page.locator(view === 'present' ? '.outcome__figure' : '[role="grid"]').first().waitFor();
      await expectAccessible(page, `${view} (${size}, ${theme}, ${tag})`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(overflow, 0, `${view} scrolls sideways`);
      await shoot(page, `${view}-${size}-${theme}-${tag}`);
    }
  }, { size: SIZES[size], theme, language });
}

testPage('the room says who agrees, what moves is listed, and both stand on paper', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  await page.getByLabel('Speaking').fill('Aoyama');
  const control = page.locator('[data-control="discountRate"]');
  await control.locator('.agreement').selectOption('✓');
  await control.getByText(/^Agreed by Aoyama, \d{4}-\d{2}-\d{2}$/).waitFor();
  await page.locator('[data-control="priceIndex"] .agreement, [data-control] .agreement').nth(5).selectOption('?');
  // What comes back within four seconds is no change, however slow this machine is: the page's time stands still.
  await page.clock.setFixedTime(new Date());
  await page.locator('#control-discountRate').fill('12%');
  await page.locator('#control-discountRate').press('Enter');
  const log = page.locator('.moved');
  await log.getByText('Changes so far (1)').click();
  assert.match(await log.locator('.moved__line').first().innerText(), /Discount rate[\s\S]*10\.0% → 12\.0%[\s\S]*by Aoyama/);
  await expectAccessible(page, 'the workshop');
  await shoot(page, 'workshop-room');
  await page.getByRole('button', { name: 'Undo' }).click();
  await log.getByText('Changes so far (0)').waitFor();
  await page.getByRole('button', { name: 'Redo' }).click();
  // The first two charts are printed until somebody chooses; then those that were chosen, over as many pages as they take.
  const titles = await page.locator('.present__chart .chart__title').allTextContents();
  const few = (await pagesOf(await page.pdf({ format: 'A4', printBackground: true }))).join(' ');
  assert.deepEqual(titles.map((title) => few.includes(title)), titles.map((_, place) => place < 2), 'two charts on paper');
  await page.locator('.paper-choice summary').click();
  await page.getByRole('button', { name: 'All charts' }).click();
  await page.locator('.paper-choice summary', { hasText: `${titles.length} of ${titles.length}` }).waitFor();
  await page.locator('.paper-choice').getByRole('checkbox', { name: titles[1] }).uncheck();
  for (const format of ['A4', 'Letter']) {
    const many = (await pagesOf(await page.pdf({ format, printBackground: true }))).join(' ');
    assert.deepEqual(titles.map((title) => many.includes(title)), titles.map((_, place) => place !== 1), `chosen charts on ${format}`);
  }
  await page.locator('.paper-choice').getByRole('checkbox', { name: titles[1] }).check();
  for (const title of titles.slice(2)) await page.locator('.paper-choice').getByRole('checkbox', { name: title }).uncheck();
  await page.locator('.paper-choice summary').click();
  for (const format of ['A4', 'Letter']) {
    const pages = await pagesOf(await page.pdf({ format, printBackground: true }));
    const text = pages.join(' ');
    for (const expected of ['Joint value calculator', 'Net present value', 'Assumptions', 'Definitions', 'Discount rate', '12.0%', 'Agreed · Aoyama', 'Customer’s finance department']) {
      assert.ok(text.includes(expected), `${format}: “${expected}” is missing`);
    }
    // What is for hands stays away from paper, and so do sheets that nobody presents.
    for (const unwanted of ['Full screen', 'What if', 'Speaking', 'Undo']) assert.ok(!text.includes(unwanted), `${format}: ${unwanted}`);
    assert.ok(pages.length <= 3, `${format}: ${pages.length} pages`);
  }
  await page.emulateMedia({ media: 'print' });
  await shoot(page, 'workshop-paper');
});

testPage('the presenter’s keys lead through the agenda, choose scenarios and compare them', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.waitForURL(/#\/w\//);
  await show(page, 'Present');
  await page.locator('.agenda').waitFor();
  await page.locator('#content').focus();
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await page.locator('.agenda__step[aria-current="step"]', { hasText: 'Look over time' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'present-charts');
  await page.keyboard.press('p');
  await page.locator('.agenda__step[aria-current="step"]', { hasText: 'See the outcome' }).waitFor();
  await page.keyboard.press('1');
  await page.locator('.segments__item[aria-pressed="true"]', { hasText: 'Conservative' }).waitFor();
  await page.keyboard.press('c');
  await page.locator('.comparison').waitFor();
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.fullscreenElement !== null);
  await page.keyboard.press('f');
  await page.waitForFunction(() => document.fullscreenElement === null);
  // Keys mean letters where somebody types.
  await page.getByLabel('Speaking').pressSequentially('fcn1');
  assert.equal(await page.getByLabel('Speaking').inputValue(), 'fcn1');
  await shoot(page, 'workshop-agenda');
});

testPage('the list of changes says in Japanese what was chosen', app, async (page, { open }) => {
  await open('#/new/joint-value');
  await page.locator('.present__inputs select.input').first().selectOption({ index: 1 });
  await page.locator('.moved summary').click();
  const values = page.locator('.moved__values').first();
  await values.waitFor();
  assert.match(await values.textContent(), /^\s*[^\x00-\x7F]+ → [^\x00-\x7F]+\s*$/);
}, { language: 'ja-JP' });
