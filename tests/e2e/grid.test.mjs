// The grid as a person uses it: keys, typing, an input method, clipboard, pointer, and what those who listen are told.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { draft, goTo, shows } from './workbook.mjs';

const app = useApp();

testPage('typing, formulas, undo and redo by keyboard alone', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  await grid.type('Benefits', 'Tab');
  await grid.type('１，２００', 'Enter');
  await grid.at('H31');
  await grid.type('Costs', 'Tab');
  await grid.type('0.1', 'Enter');
  await grid.type('Net', 'ArrowRight');
  await grid.type('=I30-I31', 'Enter');
  await grid.shows('I30', '1,200');
  await grid.shows('I32', '1,199.90');

  await grid.press('ArrowUp', 'F2');
  assert.equal(await grid.editor.inputValue(), '=I30-I31');
  await grid.type('*2', 'Enter');
  await grid.shows('I32', '1,199.80');
  await grid.press('Control+z');
  await grid.shows('I32', '1,199.90');
  await grid.press('Control+y');
  await grid.shows('I32', '1,199.80');
  for (let step = 0; step < 7; step += 1) await grid.press('Control+z');
  for (const reference of ['H30', 'I30', 'I31', 'I32']) await grid.shows(reference, '');

  await grid.goTo('H30');
  await grid.type('not kept', 'Escape');
  await grid.shows('H30', '');
  await grid.at('H30');
});

testPage('an empty workbook opens on its grid, and a typed formula looks like what it computes', app, async (page, { open }) => {
  await open();
  await page.getByRole('button', { name: 'Empty workbook' }).click();
  await page.getByRole('grid').waitFor();
  assert.equal(await page.locator('.title__field').inputValue(), 'Empty workbook');
  const typed = [['A1', '$1,200', '$1,200'], ['A2', '=A1*12', '$14,400'], ['A3', '15%', '15%'], ['A4', '=A2*(1-A3)', '$12,240'], ['B1', '2026-04-01', '2026-04-01'], ['B2', '=B1+30', '2026-05-01'], ['B3', '=B2-B1', '30'], ['B4', '=1/3E20', '#NUM!']];
  for (const [cell, text, shown] of typed) {
    await draft(page, cell, text);
    await page.keyboard.press('Enter');
    await shows(page, cell, shown);
  }
  await goTo(page, 'A2');
  await page.keyboard.press('Control+z');
  await shows(page, 'B4', '');
});

testPage('a row grows with the lines that are typed, and one undo takes both back', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const height = async (reference) => Math.round((await grid.cell(reference).boundingBox()).height);
  const grows = async (reference, from, to) => {
    const id = await grid.cell(reference).getAttribute('id');
    await page.waitForFunction(([id, from, to]) => {
      const { height } = document.getElementById(id).getBoundingClientRect();
      return height >= from && height <= to;
    }, [id, from, to]);
  };
  await grid.goTo('H40');
  const usual = await height('H40');
  await page.keyboard.type('first');
  await grid.press('Alt+Enter');
  await grid.type('second', 'Alt+Enter');
  await grid.type('third', 'Enter');
  await grows('H40', usual + 30, usual + 45);
  assert.equal((await grid.cell('H40').innerText()).trim(), 'first\nsecond\nthird');
  // The cell that is active now was pushed down, and is in sight all the same.
  await page.waitForFunction((id) => {
    const cell = document.getElementById(id).getBoundingClientRect();
    return cell.bottom <= document.querySelector('.grid').getBoundingClientRect().bottom;
  }, await grid.cell('H41').getAttribute('id'));
  await shoot(page, 'grid-row-grows');
  await grid.press('Control+z');
  await grows('H40', usual, usual);
  // A long text goes over its neighbours until it wraps; then its row grows for it.
  await grid.goTo('H41');
  await grid.type('a text that is much longer than its column is wide', 'Control+Enter');
  await grows('H41', usual, usual);
  await page.getByRole('button', { name: 'Wrap text' }).click();
  await grows('H41', usual + 30, usual + 120);
  const text = grid.cell('H41').locator('.cell__text');
  const fits = await text.evaluate((element) => element.getBoundingClientRect().height <= element.parentElement.getBoundingClientRect().height);
  assert.ok(fits, 'all lines are in sight');
  await grid.press('Control+z');
  await grows('H41', usual, usual);
});

testPage('what is taken back or done again is gone to, also on another sheet', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H300');
  await grid.type('here', 'Enter');
  await grid.goTo('A1');
  await grid.press('Control+z');
  await grid.at('H300');
  await grid.shows('H300', '');
  await grid.press('Control+Home', 'Control+y');
  await grid.at('H300');
  await grid.shows('H300', 'here');
  const shown = page.locator('.pages__tab[aria-current="page"]');
  const first = await shown.textContent();
  await grid.press('Control+PageUp');
  await shown.filter({ hasNotText: first }).waitFor();
  await grid.press('Control+z');
  await shown.filter({ hasText: first }).waitFor();
  await grid.at('H300');
  await grid.shows('H300', '');
});

testPage('keys lead to the edges of data, to row ends and around a selection', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H40');
  for (const text of ['1', '2', '3']) await grid.type(text, 'Enter');
  await grid.goTo('H40');
  await grid.press('Control+ArrowDown');
  await grid.at('H42');
  await grid.press('Control+Shift+ArrowUp');
  await grid.at('H40:H42');
  assert.match(await page.locator('.status').textContent(), /Average2.*Count3.*Sum6/);
  await grid.press('Enter');
  assert.match(await grid.editor.getAttribute('aria-activedescendant'), /^cell-39-7$/);
  await page.keyboard.type('=ROW()*10');
  await grid.press('Control+Enter');
  await grid.shows('H42', '420');
  await grid.press('Control+z');
  await grid.shows('H42', '3');
  await grid.press('Delete');
  await grid.shows('H42', '');
  await grid.press('Control+Home');
  await grid.at('A1');
  await grid.press('PageDown', 'Home', 'End', 'Shift+ArrowRight', 'Shift+ArrowDown');
  assert.match(await grid.place.inputValue(), /^[A-Z]+\d+:[A-Z]+\d+$/);
});

testPage('an input method keeps its first character, and its keys are not the grid’s', app, async (page, { open, context }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  const session = await context.newCDPSession(page);
  for (const text of ['と', 'とう', 'とうきょう']) {
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  assert.equal(await grid.editor.inputValue(), 'とうきょう');
  assert.equal(await grid.bar.inputValue(), 'とうきょう', 'the formula bar is in step');
  // The Enter that ends a composition belongs to the input method: browsers send it with the key code 229.
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', windowsVirtualKeyCode: 229 });
  await grid.at('H30');
  await session.send('Input.insertText', { text: '東京支店' });
  assert.equal(await grid.editor.inputValue(), '東京支店');
  await grid.press('Enter');
  await grid.shows('H30', '東京支店');
  await grid.at('H31');
});

testPage('texts stand at the top, in the middle or at the bottom of a high row', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  await page.keyboard.type('one');
  await grid.press('Alt+Enter');
  await page.keyboard.type('two');
  await grid.press('Alt+Enter');
  await grid.type('three', 'Enter');
  await grid.goTo('I30');
  await grid.type('x', 'Enter');
  await grid.goTo('I30');
  /** What is free above and below the text, in pixels. */
  const room = () => grid.cell('I30').evaluate((cell) => {
    const [box, text] = [cell, cell.querySelector('.cell__text') ?? cell].map((element) => element.getBoundingClientRect());
    return [text.top - box.top, box.bottom - text.bottom].map(Math.round);
  });
  for (const [name, holds] of [
    ['Align top', ([above, below]) => above < 8 && below > 20],
    ['Align middle', ([above, below]) => Math.abs(above - below) <= 2 && above > 10],
    ['Align bottom', ([above, below]) => below < 8 && above > 20],
  ]) {
    await page.getByRole('button', { name: 'Vertical alignment' }).click();
    await page.getByRole('menuitem', { name }).click();
    await grid.press('Escape');
    assert.ok(holds(await room()), `${name}: ${await room()}`);
  }
  await shoot(page, 'grid-vertical');
  await grid.press('Control+z');
  const [above, below] = await room();
  assert.ok(Math.abs(above - below) <= 2, 'one undo takes one step back');
});

testPage('a mistake in a formula is shown where it stands and the text is not lost', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  await grid.type('=1+*2', 'Enter');
  const alert = page.getByRole('alert').filter({ hasText: 'Not entered yet' });
  await alert.waitFor();
  assert.equal(await alert.locator('mark').textContent(), '*');
  assert.equal(await grid.editor.inputValue(), '=1+*2');
  await expectAccessible(page, 'a mistake');
  await grid.press('Backspace', 'Backspace');
  await grid.type('2', 'Enter');
  await grid.shows('H30', '3');
  await alert.waitFor({ state: 'detached' });

  await grid.type('=1/0', 'Enter');
  await grid.shows('H31', '#DIV/0!');
  assert.match(await grid.cell('H31').getAttribute('title'), /divided by zero/);
});

testPage('cells are copied with their formulas, and texts of other programs are pasted', app, async (page, { open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  await grid.type('10', 'Tab');
  await grid.type('=H30*2', 'Enter');
  await grid.goTo('I30');
  await grid.press('Control+c', 'ArrowRight', 'Control+v');
  await grid.shows('J30', '40');
  assert.equal(await grid.bar.inputValue(), '=I30*2');
  await grid.goTo('H30:J30');
  await grid.press('Control+c');
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '10\t20\t40');

  await page.evaluate(() => navigator.clipboard.writeText('Region\tAmount\r\nEast\t"1,000"\r\n"two\nlines"\t12%\r\n'));
  await grid.goTo('H35');
  await grid.press('Control+v');
  await grid.at('H35:I37');
  await grid.shows('I36', '1,000');
  await grid.shows('I37', '12%');
  await grid.press('Control+z');
  await grid.shows('H35', '');

  await grid.goTo('I30');
  await grid.press('Control+x');
  await grid.goTo('I40');
  await grid.press('Control+v');
  await grid.shows('I40', '20');
  await grid.shows('I30', '');
});

testPage('the pointer selects, drags, edits and goes along references', app, async (page, { open }) => {
  const grid = await Grid.open(page, open, 'cash-flow');
  await grid.cell('B7').click();
  await grid.at('B7');
  const panel = page.getByRole('complementary', { name: 'Inspector' });
  await panel.getByText('=').first().waitFor();
  await grid.cell('B9').hover();
  await page.mouse.down();
  await grid.cell('D11').hover();
  await page.mouse.up();
  await grid.at('B9:D11');
  await page.getByRole('columnheader', { name: 'C', exact: true }).click();
  await grid.at('C:C');
  await grid.cell('D6').dblclick();
  assert.match(await grid.editor.inputValue(), /^=/);
  await grid.press('Escape');
  await panel.getByRole('button').first().click();
  await page.waitForFunction(() => document.querySelector('.formula-bar__name').value !== 'D6');
});

testPage('columns are as wide as a person makes them', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const width = async () => Math.round((await grid.cell('D5').boundingBox()).width);
  const edge = page.getByRole('columnheader', { name: 'D', exact: true }).locator('.grid__column-edge');
  const before = await width();
  const box = await edge.boundingBox();
  await page.mouse.move(box.x + 4, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 44, box.y + 8, { steps: 3 });
  await page.mouse.up();
  await page.waitForFunction((wanted) => document.querySelector('#cell-4-3').offsetWidth === wanted, before + 40);
  await grid.goTo('D5');
  await grid.type('123456789012', 'Enter');
  await edge.dblclick();
  await page.waitForFunction((wanted) => document.querySelector('#cell-4-3').offsetWidth !== wanted, before + 40);
  await grid.shows('D5', '123456789012');
  await grid.press('Control+z', 'Control+z', 'Control+z');
  assert.equal(await width(), before);
});

testPage('the formula bar edits the same draft as the cell', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H30');
  await grid.type('12', 'Enter');
  await grid.cell('H30').click();
  await grid.bar.click();
  await grid.press('End');
  await page.keyboard.type('5');
  assert.equal(await grid.editor.inputValue(), '125');
  await grid.press('Enter');
  await grid.shows('H30', '125');
  await grid.type('7', 'Enter');
  await grid.shows('H31', '7');
});

testPage('frozen columns and their headings stay in sight while the sheet scrolls sideways', app, async (page, { open }) => {
  await open('#/new/governance-vote');
  await page.waitForURL(/#\/w\/[^/]+/);
  await page.evaluate(() => { location.hash = location.hash.replace(/(#\/w\/[^/]+).*/, '$1/motions'); });
  await page.locator('#cell-4-0.cell--frozen').waitFor();
  const left = () => ['#cell-4-0', '#cell-3-0', '.grid__column-heading--frozen'].map((name) => Math.round(document.querySelector(name).getBoundingClientRect().left));
  const before = await page.evaluate(left);
  await page.locator('.grid').evaluate((grid) => { grid.scrollLeft = 300; });
  await page.waitForFunction((place) => document.querySelector('#cell-4-1').getBoundingClientRect().left < place, before[0]);
  assert.deepEqual(await page.evaluate(left), before);
});

testPage('only what is in sight exists as elements', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const count = () => page.getByRole('gridcell').count();
  const before = await count();
  assert.ok(before > 100 && before < 2_500, `${before} cells are drawn`);
  await grid.goTo('H900');
  await grid.type('far down', 'Enter');
  await grid.shows('H900', 'far down');
  const after = await count();
  assert.ok(after > 100 && after < 2_500, `${after} cells are drawn after scrolling`);
  await grid.goTo('A1');
  await grid.press('Control+End');
  await grid.at('H900');
});

for (const [language, theme, size] of [
  ['en-GB', 'light', 'desktop'],
  ['ja-JP', 'dark', 'desktop'],
  ['ja-JP', 'light', 'tablet'],
  ['en-GB', 'dark', 'phone'],
]) {
  testPage(`axe finds nothing in the workbook view (${language}, ${theme}, ${size})`, app, async (page, { open }) => {
    const grid = await Grid.open(page, open, 'inputs');
    await grid.goTo('B7');
    await expectAccessible(page, `workbook ${language} ${theme} ${size}`);
    await shoot(page, `workbook-${language}-${theme}-${size}`);
  }, { language, theme, size: SIZES[size] });
}
