// Questions of the room: what moves an outcome, two inputs together, how likely it is, how far inputs may go; and drawings as files.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { expectAccessible, shoot, SIZES, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** Opens Present on the sample of a joint proposition. */
async function present(page, open) {
  await open('#/new/joint-value');
  await page.locator('.present').waitFor();
  return page.locator('.explore');
}

testPage('a tornado follows the outcome that is asked for and the inputs as they change', app, async (page, { open }) => {
  const explore = await present(page, open);
  await explore.getByRole('combobox').selectOption('npv');
  await explore.getByRole('button', { name: 'What moves it' }).click();
  const chart = explore.locator('.chart');
  await chart.waitFor();
  assert.match(await chart.locator('.chart__title').textContent(), /^Net present value: change from/);
  const bars = chart.locator('[data-mark]');
  assert.ok(await bars.count() >= 4);
  // The strongest driver stands first: no other bar is longer than its longer one.
  const widths = await bars.evaluateAll((bars) => bars.map((bar) => Number(bar.getAttribute('width'))));
  const half = widths.length / 2;
  const spans = Array.from({ length: half }, (_, place) => widths[place] + widths[place + half]);
  assert.deepEqual(spans.map(Math.round), [...spans].sort((a, b) => b - a).map(Math.round));
  // Arrows go from mark to mark, and each says its figure.
  await chart.locator('.chart__drawing').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const said = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  assert.match(said, /, At the low end: [+−-]?\$?[\d,.+−-]+/);
  await expectAccessible(page, 'tornado');
  await shoot(page, 'explore-drivers');
  const title = chart.locator('.chart__title');
  const before = await title.textContent();
  const slider = page.locator('.present__inputs input[type=range]').first();
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(([element, before]) => element.textContent !== before, [await title.elementHandle(), before]);
});

testPage('each card says which input moves its outcome most, as the tornado does', app, async (page, { open }) => {
  const explore = await present(page, open);
  const lines = page.locator('.outcome__sensitivity:not(.outcome__sensitivity--old)');
  const line = page.locator('[data-outcome=npv] .outcome__sensitivity');
  await lines.filter({ hasText: /^Moves most with .+ \(.+ – .+\): \S+ – \S+$/ }).first().waitFor();
  const told = await line.textContent();
  await explore.getByRole('combobox').selectOption('npv');
  await explore.getByRole('button', { name: 'What moves it' }).click();
  const first = explore.locator('[data-mark]').first();
  await first.waitFor();
  const [input] = (await first.getAttribute('aria-label')).split(', At the ');
  assert.ok(told.startsWith(`Moves most with ${input}: `), `${told} / ${input}`);
  const leading = page.locator('#present-outcomes .outcome__sensitivity');
  assert.deepEqual((await leading.allTextContents()).map((text) => text.slice(0, 16)), Array(4).fill('Moves most with '));
  // A change of the inputs changes what it says.
  await page.locator('.present__inputs input[type=range]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction(([element, told]) => {
    const text = element.textContent;
    return text !== told && !element.classList.contains('outcome__sensitivity--old');
  }, [await line.elementHandle(), told]);
  await page.evaluate(() => window.scrollTo(0, 0));
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await shoot(page, `sensitivity-${name}`);
  }
  await expectAccessible(page, 'outcomes with what moves them');
});

testPage('two inputs together, and how far each may go', app, async (page, { open }) => {
  const explore = await present(page, open);
  await explore.getByRole('combobox').selectOption('npv');
  await explore.getByRole('button', { name: 'Two inputs' }).click();
  const chart = explore.locator('.chart');
  await chart.waitFor();
  assert.equal(await chart.locator('[data-mark]').count(), 42);
  // Years are whole: values lie where the slider's steps do.
  assert.ok((await chart.locator('.chart__label--name').allTextContents()).every((year) => /^\d+$/.test(year)));
  await shoot(page, 'explore-pair');
  await explore.getByLabel('Along the top').selectOption(await explore.getByLabel('Down the side').inputValue());
  await explore.getByText(/twice|stands twice|two different/i).first().waitFor();
  await explore.getByRole('button', { name: 'Break-even' }).click();
  const rows = explore.getByRole('row');
  assert.ok(await rows.count() > 3);
  await explore.getByLabel('Threshold').fill('abc');
  await explore.getByText('The threshold is a number').waitFor();
  await explore.getByLabel('Threshold').fill('0');
  await explore.getByText('The threshold is a number').waitFor({ state: 'hidden' });
  await expectAccessible(page, 'break-even');
  await shoot(page, 'explore-break-even');
});

testPage('a simulation runs in pieces, gives the same figures for the same seed, and can be stopped', app, async (page, { open }) => {
  const explore = await present(page, open);
  await explore.getByRole('combobox').selectOption('npv');
  await explore.getByRole('button', { name: 'How likely' }).click();
  const figures = async () => {
    await explore.getByRole('button', { name: 'Simulate' }).click();
    await page.waitForFunction(() => document.querySelector('.explore__figures') && !document.querySelector('.explore__progress:not([hidden])'), undefined, { timeout: 90_000 });
    return explore.locator('.explore__figures').textContent();
  };
  const first = await figures();
  assert.match(first, /P10.*P50.*P90.*Mean/);
  assert.match(await explore.locator('.explore__goal').textContent(), /^\d+(\.\d)?% of the runs reach/);
  assert.equal(await figures(), first);
  await expectAccessible(page, 'simulation');
  await shoot(page, 'explore-chance');
  await explore.getByLabel('Seed').fill('7');
  assert.notEqual(await figures(), first);
  await explore.getByLabel('Seed').fill('x');
  await explore.getByRole('button', { name: 'Simulate' }).click();
  await explore.getByText('The seed is a whole number').waitFor();
  await explore.getByLabel('Seed').fill('8');
  await explore.getByRole('button', { name: 'Simulate' }).click();
  await explore.getByRole('button', { name: 'Stop' }).click();
  await page.waitForFunction(() => document.querySelector('.explore__progress[hidden]'));
});

testPage('a drawing is downloaded as SVG and as PNG', app, async (page, { open }) => {
  await present(page, open);
  const chart = page.locator('.present__charts .chart').first();
  for (const [form, begins] of [['SVG', '<svg'], ['PNG', '\u0089PNG']]) {
    const [download] = await Promise.all([page.waitForEvent('download'), chart.getByRole('button', { name: new RegExp(`as ${form}$`) }).click()]);
    const bytes = await readFile(await download.path());
    assert.ok(bytes.toString('latin1').startsWith(begins), form);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${form.toLowerCase()}$`));
    if (form === 'SVG') {
      const text = bytes.toString('utf8');
      assert.ok(!/class=|tabindex|<!--/.test(text), text.slice(0, 300));
      assert.ok(text.includes('stroke="rgb'));
    } else {
      assert.ok(bytes.length > 5_000);
    }
  }
});

for (const [name, options] of Object.entries({ phone: { size: SIZES.phone, theme: 'dark', language: 'ja-JP' }, tablet: { size: SIZES.tablet, theme: 'light', language: 'ja-JP' } })) {
  testPage(`the questions look right in Japanese (${name})`, app, async (page, { open }) => {
    const explore = await present(page, open);
    await explore.getByRole('button', { name: '影響の大きい要因' }).click();
    await explore.locator('.chart').waitFor();
    await explore.scrollIntoViewIfNeeded();
    await expectAccessible(page, `questions, ${name}`);
    await shoot(page, `explore-${name}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  }, options);
}
