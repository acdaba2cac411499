// Keys by which a practised hand does something again, looks behind the figures, or leaves the sheet.
import assert from 'node:assert/strict';
import { Hands } from './hands.mjs';
import { expectAccessible, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** An empty workbook with the keyboard on its first cell. */
async function blank(page, open) {
  await open('#/new/blank');
  const hands = new Hands(page);
  await page.getByRole('grid').waitFor();
  await hands.at('A1');
  await hands.rests();
  return hands;
}

const isBold = async (hands, reference) => (await hands.cell(reference).getAttribute('class')).split(' ').includes('cell--bold');

testPage('F4 and Ctrl+Y do again what was done last: a look, an entry, rows that come', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys('One{Enter}Two{Enter}Three{Enter}{Control+Home}{Control+b}{ArrowDown}{F4}');
  await page.waitForFunction(() => document.querySelector('#cell-1-0').classList.contains('cell--bold'));
  assert.deepEqual([await isBold(hands, 'A1'), await isBold(hands, 'A2'), await isBold(hands, 'A3')], [true, true, false]);
  // Bold again makes bold where it was bold already.
  await hands.keys('{ArrowUp}{Shift+ArrowDown}{Shift+ArrowDown}{Control+y}');
  await page.waitForFunction(() => document.querySelector('#cell-2-0').classList.contains('cell--bold'));
  assert.equal(await isBold(hands, 'A1'), true);
  await hands.to('B1');
  await hands.keys('x{Enter}{ArrowDown}{Shift+ArrowDown}{F4}');
  await hands.shows('B3', 'x');
  await hands.shows('B4', 'x');
  await hands.shows('B2', '');
  // While something can be done again that was taken back, Ctrl+Y does that.
  await hands.keys('{Control+z}');
  await hands.shows('B4', '');
  await hands.keys('{Control+y}');
  await hands.shows('B4', 'x');
  await hands.to('A2');
  await hands.keys('{Shift+Space}{Control+Shift++}');
  await hands.shows('A3', 'Two');
  await hands.keys('{F4}');
  await hands.shows('A4', 'Two');
  await hands.shows('A2', '');
  // A formula means something else elsewhere, so that it is not typed again.
  await hands.to('D1');
  await hands.keys('=1+1{Enter}{F4}');
  await hands.shows('D1', '2');
  await hands.shows('D2', '');
});

testPage('what stands above is typed again, as its formula or as its value', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys(`4{Tab}=A1*3{Enter}5{Tab}{Control+'}`);
  assert.equal(await hands.editor.inputValue(), '=A1*3');
  await hands.keys('{Enter}');
  await hands.shows('B2', '12');
  await hands.holds('B2', '=A1*3');
  await hands.to('B3');
  await hands.keys('{Control+Shift+"}');
  assert.equal(await hands.editor.inputValue(), '12');
  await hands.keys('0{Enter}');
  await hands.shows('B3', '120');
  await hands.to('C1');
  await hands.keys('2026-03-31{Enter}{Control+Shift+"}{Enter}');
  await hands.shows('C2', '2026-03-31');
});

testPage('Ctrl+. goes around the corners of what is selected, and typing goes there', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys('{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowDown}');
  const active = () => hands.editor.getAttribute('aria-activedescendant');
  const seen = [await active()];
  for (let step = 0; step < 4; step += 1) {
    await hands.keys('{Control+.}');
    seen.push(await active());
  }
  assert.deepEqual(seen, ['cell-0-0', 'cell-0-2', 'cell-1-2', 'cell-1-0', 'cell-0-0']);
  await hands.keys('{Control+.}{Control+.}here{Enter}');
  await hands.shows('C2', 'here');
});

testPage('Ctrl+` shows the formulas on every sheet, and the figures again', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys('1200{Tab}=A1*12.5+ROUND(A1/7,2){Enter}');
  await hands.shows('B1', '15171.43');
  const before = (await hands.cell('B1').boundingBox()).width;
  await hands.keys('{Control+`}');
  await hands.shows('B1', '=A1*12.5+ROUND(A1/7,2)');
  await hands.shows('A1', '1200');
  assert.equal((await hands.cell('B1').boundingBox()).width, 2 * before);
  await hands.keys('{Control+`}');
  await hands.shows('B1', '15171.43');
  assert.equal((await hands.cell('B1').boundingBox()).width, before);
});

testPage('F9 draws random numbers anew and changes nothing else', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys('=RAND(){Enter}=NOW()-TODAY(){Enter}7{Enter}');
  const drawn = await hands.cell('A1').textContent();
  assert.match(drawn, /^0\.\d+/);
  await hands.keys('{F9}');
  await page.waitForFunction((drawn) => document.querySelector('#cell-0-0').textContent !== drawn, drawn);
  await hands.shows('A3', '7');
  const part = Number(await hands.cell('A2').textContent());
  const minutes = await page.evaluate(() => new Date().getHours() * 60 + new Date().getMinutes());
  assert.ok(part >= 0 && part < 1 && Math.abs(part * 1440 - minutes) < 3, `${part} of a day, ${minutes} minutes`);
  // It is no edit: what is taken back is what was typed last.
  await hands.keys('{Control+z}');
  await hands.shows('A3', '');
});

testPage('a column grows for a figure that would not be seen in it, with one step of undo', app, async (page, { open }) => {
  const hands = await blank(page, open);
  const width = async (reference) => (await hands.cell(reference).boundingBox()).width;
  const usual = await width('C1');
  await hands.keys('12345678901234567{Enter}');
  await hands.shows('A1', '12345678901234567');
  assert.ok(await width('A1') > usual);
  await hands.keys('{Control+z}');
  await hands.shows('A1', '');
  assert.equal(await width('A1'), usual);
  await hands.to('B1');
  await hands.keys('$1,234,567,890.00{Enter}');
  await hands.shows('B1', '$1,234,567,890.00');
  await hands.to('B2');
  await hands.keys('=B1*1000000{Enter}');
  await hands.shows('B2', '$1,234,567,890,000,000.00');
  // A width that somebody chose stays: the figure is told to be too wide, as before.
  await hands.to('C1');
  await hands.command('Fit the column width');
  await hands.to('C1');
  await hands.keys('12345678901234567{Enter}');
  await page.waitForFunction(() => /^#+$/.test(document.querySelector('#cell-0-2').textContent));
});

testPage('F6 goes around the parts of the page and comes back to the sheet', app, async (page, { open }) => {
  const hands = await blank(page, open);
  const part = () => page.evaluate(() => document.activeElement.closest('[data-part], header')?.dataset.part ?? 'header');
  const seen = [];
  do {
    await hands.keys('{F6}');
    seen.push(await part());
  } while (seen.at(-1) !== 'sheet' && seen.length < 10);
  assert.deepEqual(seen, ['inspector', 'foot', 'header', 'formula', 'format', 'sheet']);
  await hands.keys('{Shift+F6}');
  assert.equal(await part(), 'format');
  await hands.keys('{F6}');
  await hands.keys('typed{Enter}');
  await hands.shows('A1', 'typed');
});

testPage('those who listen hear why a cell shows an error, and the list of keys names the new ones', app, async (page, { open }) => {
  const hands = await blank(page, open);
  await hands.keys('=1/0{Enter}{ArrowUp}');
  await hands.told(/A1: #DIV\/0!\. .*zero/i);
  await hands.keys('{Control+k}keyboard');
  await page.locator('#palette-option-0').waitFor();
  await hands.keys('{Enter}');
  const dialog = page.getByRole('dialog', { name: /Keys|Keyboard/ });
  await dialog.waitFor();
  for (const line of ['Repeat the last action', 'Next part of the page', 'Show or hide formulas', 'Calculate now']) await dialog.getByText(line, { exact: true }).waitFor();
  await expectAccessible(page);
});
