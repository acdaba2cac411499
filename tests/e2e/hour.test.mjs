// An hour of someone who lives in Excel, in two minutes: a small model from nothing to a presented page, and no hand on the mouse.
import assert from 'node:assert/strict';
import { Hands } from './hands.mjs';
import { expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** From Home to an empty sheet with a name. */
async function fromHomeToAnEmptySheet(hands, { card, rename, name }) {
  const { page } = hands;
  await hands.tabTo(page.locator('.card__title', { hasText: card }));
  await hands.keys('{Enter}');
  await page.waitForURL(/#\/w\/.*\/present$/);
  await page.locator('.segments__item').first().waitFor();
  await hands.keys('{Alt+1}');
  await hands.rests();
  await hands.keys('{Shift+F11}');
  await page.waitForURL(/#\/w\/[^/]+\/p\d+$/);
  await hands.at('A1');
  await hands.rests();
  await hands.command(rename);
  await page.locator('dialog[open] input:focus').waitFor();
  await hands.keys(`${name}{Enter}`);
  await page.locator('.pages__tab[aria-current="page"]', { hasText: name }).waitFor();
  await hands.rests();
}

/** A title on two lines, and what the model assumes, typed around a selection. */
async function assume(hands) {
  await hands.keys('Growth plan{Alt+Enter}in thousands{Enter}');
  await hands.shows('A1', 'Growth plan\nin thousands');
  await hands.keys('{ArrowDown}{Shift+ArrowRight}{Shift+ArrowDown}{Shift+ArrowDown}{Shift+ArrowDown}');
  await hands.at('A3:B6');
  await hands.keys('Customers{Tab}100{Tab}Growth{Tab}20%{Tab}Price{Tab}12{Tab}Unit cost{Tab}7{Tab}');
  await hands.row('A3', ['Customers', '100']);
  await hands.row('A6', ['Unit cost', '7']);
  assert.match(await hands.editor.getAttribute('aria-activedescendant'), /^cell-2-0$/, 'Tab leads around the selection');
}

/** Five years in formulas whose cells are pointed at by arrows. */
async function model(hands) {
  await hands.to('A8');
  await hands.keys('Year{Tab}2027{Tab}={ArrowLeft}+1{Enter}');
  await hands.at('A9');
  await hands.keys('Customers{Tab}={Control+ArrowUp}{Control+ArrowUp}{Control+ArrowUp}{F4}{Tab}');
  await hands.keys('={ArrowLeft}*(1+{ArrowLeft}{Control+ArrowUp}{Control+ArrowUp}{ArrowUp}{ArrowUp}');
  for (const dollars of ['$B$4', 'B$4', '$B4', 'B4', '$B$4']) {
    await hands.keys('{F4}');
    await hands.reads(`=B9*(1+${dollars}`);
  }
  await hands.keys('){Enter}');
  await hands.at('A10');
  await hands.keys('Revenue{Tab}={ArrowUp}*{Control+ArrowUp}{Control+ArrowUp}{Control+ArrowUp}{ArrowUp}{F4}{Enter}');
  await hands.keys('Cst{Tab}={ArrowUp}{ArrowUp}*{Control+ArrowUp}{Control+ArrowUp}{Control+ArrowUp}{F4}{Enter}');
  await hands.keys('Profit{Tab}={ArrowUp}{ArrowUp}-{ArrowUp}{Enter}');
  await hands.row('B8', ['2027', '2028']);
  await hands.row('B9', ['100', '120']);
  await hands.shows('B10', '1200');
  await hands.shows('B11', '700');
  await hands.shows('B12', '500');
}

/** Fills to the right and down, and a sum that is completed. */
async function fill(hands) {
  await hands.to('C8');
  await hands.keys('{Shift+ArrowDown}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Control+r}');
  await hands.at('C8:F9');
  await hands.row('B8', ['2027', '2028', '2029', '2030', '2031']);
  await hands.row('B9', ['100', '120', '144', '172.8', '207.36']);
  await hands.to('B10');
  await hands.keys('{Shift+ArrowDown}{Shift+ArrowDown}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Control+r}');
  await hands.row('B12', ['500', '600', '720', '864', '1036.8']);
  await hands.holds('F10', '=F9*$B$5');
  await hands.keys('{Control+ArrowUp}');
  await hands.at('F8');
  await hands.keys('{ArrowRight}Total{ArrowDown}{ArrowDown}=su');
  await hands.page.getByRole('listbox', { name: 'Functions and names' }).waitFor();
  await hands.keys('{ArrowDown}{ArrowDown}{Tab}');
  await hands.reads('=SUM(');
  await hands.keys('{ArrowLeft}{Shift+ArrowLeft}{Shift+ArrowLeft}{Shift+ArrowLeft}{Shift+ArrowLeft}{Enter}');
  await hands.shows('G10', '8929.92');
  await hands.keys('{ArrowUp}{Shift+ArrowDown}{Shift+ArrowDown}{Control+d}');
  await hands.shows('G11', '5209.12');
  await hands.shows('G12', '3720.8');
  await hands.holds('G12', '=SUM(B12:F12)');
}

/** Slips are corrected where they stand, and those who listen are told. */
async function correct(hands) {
  await hands.to('A11');
  await hands.keys('{F2}{ArrowLeft}{ArrowLeft}o{Enter}');
  await hands.shows('A11', 'Cost');
  await hands.to('G12');
  await hands.keys('{F2}{Home}{ArrowRight}ROUND({End},1){Enter}');
  await hands.holds('G12', '=ROUND(SUM(B12:F12),1)');
  await hands.shows('G12', '3720.8');
  await hands.to('A13');
  await hands.keys('Margin{Tab}=B12/*B10{Enter}');
  const alert = hands.page.getByRole('alert').filter({ hasText: 'Not entered yet' });
  await alert.waitFor();
  await hands.keys('{Backspace}{Backspace}{Backspace}{Backspace}B14{Enter}');
  await alert.waitFor({ state: 'detached' });
  await hands.shows('B13', '#DIV/0!');
  await hands.to('B13');
  await hands.told(/B13: #DIV\/0!/);
  await hands.keys('{F2}{Backspace}0{Enter}{ArrowUp}{Control+Shift+5}');
  await hands.shows('B13', '42%');
}

/** Copies, values alone, rows that come and go, undo and redo. */
async function rearrange(hands) {
  const { page } = hands;
  await hands.to('B13');
  await hands.keys('{Control+c}{ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Shift+ArrowRight}{Control+v}');
  await hands.shows('G13', '42%');
  await hands.holds('G13', '=G12/G10');
  await hands.to('G10');
  await hands.keys('{Shift+ArrowDown}{Shift+ArrowDown}{Control+c}{ArrowRight}{Control+Alt+v}');
  const dialog = page.getByRole('dialog', { name: 'Paste special' });
  await dialog.waitFor();
  await hands.tabTo(dialog.getByRole('radio').first());
  await hands.keys('{ArrowDown}');
  assert.ok(await dialog.getByRole('radio', { name: 'Values' }).isChecked());
  await hands.keys('{Enter}');
  await hands.shows('H12', '3720.8');
  await hands.rests();
  await hands.holds('H12', '3720.8');
  await hands.to('A11');
  await hands.keys('{Shift+Space}{Control+Shift++}');
  await hands.shows('A12', 'Cost');
  await hands.holds('B13', '=B10-B12');
  await hands.keys('{Control+z}');
  await hands.shows('A11', 'Cost');
  await hands.keys('{Control+y}');
  await hands.shows('A12', 'Cost');
  await hands.to('A11');
  await hands.keys('{Shift+Space}{Control+-}');
  await hands.shows('A11', 'Cost');
  await hands.holds('B12', '=B10-B11');
}

/** A name, a formula that uses it, and formats. */
async function describe(hands) {
  const { page } = hands;
  await hands.to('B4');
  await hands.command('Names');
  const dialog = page.getByRole('dialog', { name: 'Names' });
  await dialog.waitFor();
  await dialog.getByRole('textbox', { name: 'New name' }).and(page.locator(':focus')).waitFor();
  await hands.keys('growth_rate{Enter}');
  await dialog.waitFor({ state: 'detached' });
  await hands.at('growth_rate');
  await hands.to('A14');
  await hands.keys('Twice the growth{Tab}=growth_r');
  await page.getByRole('listbox', { name: 'Functions and names' }).waitFor();
  await hands.keys('{Tab}*2{Enter}');
  await hands.holds('B14', '=growth_rate*2');
  await hands.to('B10:H12');
  await hands.keys('{Control+Shift+1}');
  await hands.row('B10', ['1,200.00', '1,440.00', '1,728.00', '2,073.60', '2,488.32', '8,929.92']);
}

/** A list of regions, sorted, found in, replaced in. */
async function look(hands) {
  const { page } = hands;
  await hands.to('A17');
  await hands.keys('Region{Tab}Sites{Enter}East{Tab}4{Enter}West{Tab}9{Enter}North{Tab}6{Enter}');
  await hands.at('A21');
  await hands.to('B18');
  await hands.command('Sort, greatest first');
  await hands.shows('A18', 'West');
  await hands.row('A19', ['North', '6']);
  await hands.row('A20', ['East', '4']);
  await hands.rests();
  const field = page.getByRole('textbox', { name: 'Find', exact: true });
  await hands.keys('{Control+f}');
  await page.locator('.find__field:focus').waitFor();
  await hands.keys('north{Enter}');
  await hands.at('A19');
  await hands.keys('{Escape}');
  await field.waitFor({ state: 'detached' });
  await hands.rests();
  await hands.keys('{Control+h}');
  await page.locator('.find__field:focus').waitFor();
  await hands.keys('Customers');
  await hands.tabTo(page.getByRole('textbox', { name: 'Replace with' }));
  await hands.keys('Clients');
  await hands.tabTo(page.getByRole('button', { name: 'Replace all' }));
  await hands.keys('{Enter}');
  await page.getByText('Replaced 2 places in 2 cells.').waitFor();
  await hands.keys('{Escape}');
  await field.waitFor({ state: 'detached' });
  await hands.rests();
  await hands.shows('A3', 'Clients');
  await hands.shows('A9', 'Clients');
}

/** Panes that stay, a note, the day, other pages. */
async function settle(hands) {
  const { page } = hands;
  await hands.to('B9');
  await hands.command('Freeze above', 'Freeze above and left of the cell');
  await page.locator('#cell-7-0.cell--frozen').waitFor();
  await hands.rests();
  await hands.to('growth_rate');
  await hands.keys('{Shift+F2}');
  await page.locator('dialog[open] textarea:focus').waitFor();
  await hands.keys('Ask finance.{Control+Enter}');
  await page.locator('#cell-3-1.cell--noted').waitFor();
  await hands.rests();
  await hands.keys('25%{Enter}');
  await hands.shows('F9', '244.140625');
  await hands.shows('G10', '9,848.44');
  await hands.shows('B14', '0.5');
  await hands.keys('{Control+z}');
  await hands.shows('G10', '8,929.92');
  await hands.to('D1');
  await hands.keys('{Control+;}{Enter}');
  await page.waitForFunction(() => /^\d{4}-\d\d-\d\d$/.test(document.getElementById('cell-0-3').textContent));
  const tab = page.locator('.pages__tab[aria-current="page"]');
  await hands.keys('{Control+PageUp}');
  await tab.filter({ hasNotText: 'Growth' }).waitFor();
  await hands.rests();
  await hands.keys('{Control+PageDown}');
  await tab.filter({ hasText: 'Growth' }).waitFor();
  await hands.rests();
}

/** What was built, as every cell shows it. */
async function isAllThere(hands) {
  for (const [from, texts] of [
    ['A1', ['Growth plan\nin thousands']],
    ['A3', ['Clients', '100']],
    ['A4', ['Growth', '20%']],
    ['A8', ['Year', '2027', '2028', '2029', '2030', '2031', 'Total']],
    ['A9', ['Clients', '100', '120', '144', '172.8', '207.36', '']],
    ['A10', ['Revenue', '1,200.00', '1,440.00', '1,728.00', '2,073.60', '2,488.32', '8,929.92', '8,929.92']],
    ['A11', ['Cost', '700.00', '840.00', '1,008.00', '1,209.60', '1,451.52', '5,209.12', '5,209.12']],
    ['A12', ['Profit', '500.00', '600.00', '720.00', '864.00', '1,036.80', '3,720.80', '3,720.80']],
    ['A13', ['Margin', '42%', '42%', '42%', '42%', '42%', '42%']],
    ['A18', ['West', '9']],
  ]) await hands.row(from, texts);
}

testPage('an hour of Excel’s keys builds a small model from nothing, and no hand touches the mouse', app, async (page, { open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const hands = new Hands(page);
  await open();
  await fromHomeToAnEmptySheet(hands, { card: 'Joint value calculator', rename: 'Rename the sheet', name: 'Growth' });
  for (const step of [assume, model, fill, correct, rearrange, describe, look, settle, isAllThere]) await step(hands);
  await expectAccessible(page, 'the model');
  await shoot(page, 'hour');

  await page.locator('.save-state', { hasText: /^Saved/ }).first().waitFor();
  await page.reload();
  await page.locator('.pages__tab[aria-current="page"]', { hasText: 'Growth' }).waitFor();
  await hands.rests();
  await isAllThere(hands);
  await hands.holds('C9', '=B9*(1+$B$4)');
  await hands.command('Present');
  await page.waitForURL(/\/present$/);
  await page.locator('.segments__item').first().waitFor();
  await hands.keys('{Alt+Shift+H}');
  await page.locator('main.home').waitFor();
  await expectAccessible(page, 'home after an hour');
}, { timeout: 240_000 });

testPage('the same keys build a model in Japanese', app, async (page, { open }) => {
  const hands = new Hands(page);
  await open();
  await fromHomeToAnEmptySheet(hands, { card: '共同価値', rename: 'シート名を変更', name: '成長計画' });
  await hands.keys('成長率{Tab}２０％{Enter}年{Tab}2027{Tab}={ArrowLeft}+1{Enter}');
  await hands.at('A3');
  await hands.keys('売上{Tab}１２００{Tab}={ArrowLeft}*(1+{ArrowLeft}{ArrowUp}{ArrowUp}{F4}){Enter}');
  await hands.row('A1', ['成長率', '20%']);
  await hands.row('B3', ['1200', '1440']);
  await hands.to('C2');
  await hands.keys('{Shift+ArrowDown}{Shift+ArrowRight}{Shift+ArrowRight}{Control+r}');
  await hands.row('B2', ['2027', '2028', '2029', '2030']);
  await hands.row('B3', ['1200', '1440', '1728', '2073.6']);
  await hands.holds('E3', '=D3*(1+$B$1)');
  await hands.keys('{ArrowRight}{Alt+=}{Enter}');
  await hands.shows('F3', '6441.6');
  await hands.to('B1');
  await hands.keys('{F2}{ArrowLeft}{Backspace}5{Enter}');
  await hands.row('C3', ['1500', '1875', '2343.75', '6918.75']);
  await hands.keys('{Control+z}');
  await hands.row('C3', ['1440', '1728', '2073.6', '6441.6']);
  await expectAccessible(page, 'the model in Japanese');
  await shoot(page, 'hour-ja');
}, { language: 'ja-JP', theme: 'dark', timeout: 120_000 });

testPage('what is typed at once behind a key that leads elsewhere arrives there', app, async (page, { open }) => {
  const hands = new Hands(page);
  await open('#/new/blank');
  await hands.rests();
  await hands.keys('kept{Enter}{Shift+F11}fast{Enter}');
  await hands.shows('A1', 'fast');
  await hands.keys('{Control+PageUp}again{Enter}');
  await hands.shows('A2', 'again');
  await hands.shows('A1', 'kept');
  await hands.keys('{Control+PageDown}more{Enter}');
  await hands.shows('A2', 'more');
  await hands.keys('{ArrowUp}{Control+f}zebra');
  const field = page.locator('.find__field');
  await page.waitForFunction(() => document.querySelector('.find__field')?.value === 'zebra');
  await hands.keys('{Escape}');
  await field.waitFor({ state: 'detached' });
  await hands.shows('A2', 'more');
  await hands.keys('{Control+h}mo');
  await page.waitForFunction(() => document.querySelector('.find__field')?.value === 'mo');
});
