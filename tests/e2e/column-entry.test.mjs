// What is typed in a cell is completed from the texts of its column.
import assert from 'node:assert/strict';
import { SIZES, shoot, testPage, useApp } from './helpers.mjs';
import { Grid } from './grid.mjs';

const app = useApp();

/** Waits until the editor reads so, with what is selected between brackets. */
async function reads(grid, expected) {
  const read = () => grid.editor.evaluate(({ value, selectionStart, selectionEnd }) => (selectionStart === selectionEnd
    ? value
    : `${value.slice(0, selectionStart)}[${value.slice(selectionStart, selectionEnd)}]${value.slice(selectionEnd)}`));
  for (let step = 0; step < 100; step += 1) {
    if (await read() === expected) return;
    await grid.page.waitForTimeout(20);
  }
  assert.equal(await read(), expected);
}

testPage('a text is completed from its column, and only taken over by a key that takes it over', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Apple Pie', 'East', 'Eastern', '42']);
  await page.keyboard.type('app');
  await reads(grid, 'app[le Pie]');
  assert.equal(await grid.bar.inputValue(), 'apple Pie', 'the formula bar is in step');
  await shoot(page, 'column-entry-en');
  // The letter that follows stays, Backspace takes the rest away, and nothing comes back before the next letter.
  await page.keyboard.type('le');
  await reads(grid, 'apple[ Pie]');
  await grid.press('Backspace');
  await reads(grid, 'apple');
  await grid.press('Backspace');
  await reads(grid, 'appl');
  await page.keyboard.type('e');
  await reads(grid, 'apple[ Pie]');
  await grid.press('Delete', 'Enter');
  await grid.shows('H34', 'apple');
  await page.keyboard.type('x');
  await reads(grid, 'x');
  await grid.press('Escape');
  // Enter and Tab take the text over with the capitals of the column, other letters take its place.
  await page.keyboard.type('easte');
  await reads(grid, 'easte[rn]');
  await grid.press('Tab');
  await grid.shows('H35', 'Eastern');
  await grid.at('I35');
  await grid.goTo('H36');
  await page.keyboard.type('eas');
  await reads(grid, 'eas');
  await page.keyboard.type('tery');
  await reads(grid, 'eastery');
  await grid.press('Enter');
  await grid.shows('H36', 'eastery');
  // Numbers and formulas are left alone, as is a column beyond a gap.
  await page.keyboard.type('4');
  await reads(grid, '4');
  await grid.press('Escape');
  await grid.goTo('H39');
  await page.keyboard.type('app');
  await reads(grid, 'app');
  await grid.press('Escape');
  // An existing text that is edited is not completed.
  await grid.goTo('H34');
  await grid.press('F2', 'Backspace');
  await page.keyboard.type('e');
  await reads(grid, 'apple');
  await grid.press('Escape');
});

testPage('what an input method gave is completed after its composition and never during it', app, async (page, { open, context }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['東京本社', '大阪支店']);
  const session = await context.newCDPSession(page);
  const compose = (text) => session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  for (const text of ['と', '東', '東京']) {
    await compose(text);
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    assert.equal(await grid.editor.inputValue(), text, 'nothing is offered while composing');
  }
  await session.send('Input.insertText', { text: '東京' });
  await reads(grid, '東京[本社]');
  await shoot(page, 'column-entry-ja');
  // A composition over what is offered replaces it.
  await compose('し');
  await reads(grid, '東京し');
  await session.send('Input.insertText', { text: '支社' });
  await reads(grid, '東京支社');
  await grid.press('Enter');
  await grid.shows('H32', '東京支社');
  await compose('おおさか');
  await session.send('Input.insertText', { text: '大阪' });
  await reads(grid, '大阪[支店]');
  await grid.press('Enter');
  await grid.shows('H33', '大阪支店');
  // What ends the composition by going elsewhere takes over what was typed and no more.
  await compose('大');
  await page.mouse.click(...await grid.middle('H31'));
  await grid.shows('H34', '大');
}, { size: SIZES.phone, theme: 'dark', language: 'ja-JP' });
