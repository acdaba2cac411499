// Everything that can be done with cells, rows, columns and sheets: by keys, by the menu of the selection, by the palette, by the pointer.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

testPage('the palette finds commands in both languages and gives the focus back', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2']);
  await grid.goTo('H31');
  await grid.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search all commands' });
  await field.fill('rows above');
  await page.getByRole('option', { name: /Insert rows above/ }).waitFor();
  await expectAccessible(page);
  await shoot(page, 'palette');
  await grid.press('Enter');
  await grid.shows('H32', '2');
  await grid.shows('H31', '');
  await grid.press('Control+z');
  await grid.shows('H31', '2');
  await grid.goTo('H31');

  await grid.press('Control+k');
  await field.fill('行を挿入');
  await page.getByRole('option', { name: /Insert rows above/ }).waitFor();
  await field.fill('no such thing at all');
  await page.getByText('0 found').waitFor();
  await grid.press('Escape');
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  await grid.at('H31');
});

testPage('the palette puts what was typed first, in both languages, and says how many there are', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.goTo('H31');
  await grid.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search all commands' });
  const first = page.locator('#palette-option-0 .palette__label');
  for (const [typed, expect] of [
    ['Delete columns', 'Delete columns'],
    ['delete rows', 'Delete rows'],
    ['Delete as selected', 'Delete as selected'],
    ['Time', 'Time'],
    ['Date', 'Date'],
    ['Number format…', 'Number format…'],
    ['日付', 'Date'],
    ['時刻', 'Time'],
    ['表示形式…', 'Number format…'],
    ['列を削除', 'Delete columns'],
  ]) {
    await field.fill(typed);
    await page.waitForFunction((expect) => document.querySelector('#palette-option-0 .palette__label')?.textContent === expect, expect, { timeout: 5_000 })
      .catch(async () => assert.equal(await first.textContent(), expect, `first for ${typed}`));
  }
  // More than are listed.
  await field.fill('');
  const counted = page.locator('.palette__count');
  await page.waitForFunction(() => Number.parseInt(document.querySelector('.palette__count').textContent, 10) > 60);
  assert.match(await counted.textContent(), /^\d+ found$/);
  assert.equal(await page.getByRole('option').count(), 60);

  // What Enter does is what was typed.
  await grid.press('Escape');
  await grid.fill('H30', ['kept']);
  await grid.fill('I30', ['next']);
  await grid.goTo('H30');
  await grid.press('Control+k');
  await field.fill('Delete columns');
  await grid.press('Enter');
  await grid.shows('H30', 'next');
});

testPage('the menu of the selection is reached by key and by the right button', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3', '=H30+H32']);
  await grid.goTo('H31');
  await grid.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Commands' });
  await menu.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'CutCtrl+X');
  await expectAccessible(page);
  await shoot(page, 'menu-cells');
  await grid.press('ArrowUp', 'ArrowUp', 'Home', 'Escape');
  await menu.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));

  const [x, y] = await grid.middle('H31');
  await page.mouse.click(x, y, { button: 'right' });
  await menu.getByRole('menuitem', { name: 'Delete rows' }).click();
  await grid.shows('H31', '3');
  await grid.shows('H32', '4');
  await grid.press('Control+z');
  await grid.shows('H33', '4');
});

testPage('rows and columns pass their neighbours, and what refers to them follows', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['10', '20', '30', '=SUM(H30:H32)', '=H30*2']);
  await grid.fill('I30', ['beside']);
  await grid.goTo('H30');
  await grid.press('Alt+Shift+ArrowDown');
  await grid.shows('H30', '20');
  await grid.shows('H31', '10');
  await grid.shows('I31', 'beside');
  await grid.shows('H33', '60');
  await grid.shows('H34', '20');
  // The selection went along: once more, to the end of the range, which still holds it.
  await grid.press('Alt+Shift+ArrowDown');
  await grid.shows('H32', '10');
  await grid.shows('H33', '60');
  await grid.goTo('H33');
  assert.equal(await grid.bar.inputValue(), '=SUM(H30:H32)');
  await grid.goTo('H34');
  assert.equal(await grid.bar.inputValue(), '=H32*2');
  await grid.goTo('H30');
  await grid.press('Shift+ArrowDown', 'Alt+Shift+ArrowUp');
  await grid.shows('H29', '20');
  await grid.shows('H30', '30');
  // A column, by the menu of its heading; each step is undone alone.
  await grid.goTo('H29');
  await grid.press('Control+Space', 'Shift+F10');
  await page.getByRole('menuitem', { name: 'Move columns to the right' }).click();
  await grid.shows('I29', '20');
  await grid.shows('H32', 'beside');
  await grid.press('Control+z');
  await grid.shows('H29', '20');
  await grid.press('Control+z', 'Control+z', 'Control+z');
  await grid.shows('H30', '10');
  await grid.shows('I30', 'beside');
});

testPage('cells come in and go, and what refers to them follows', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3']);
  await grid.fill('I30', ['=H31*10', '=SUM(H30:H32)']);
  await grid.goTo('H31');
  await grid.press('Control+Shift++');
  await grid.shows('H31', '');
  await grid.shows('H32', '2');
  await grid.shows('I30', '20');
  await grid.shows('I31', '6');
  await grid.goTo('I30');
  assert.equal(await grid.bar.inputValue(), '=H32*10');
  await grid.goTo('H31');
  await grid.press('Control+-');
  await grid.shows('H31', '2');
  await grid.goTo('I30');
  assert.equal(await grid.bar.inputValue(), '=H31*10');
  await grid.press('Control+z', 'Control+z');
  await grid.shows('H31', '2');

  await grid.goTo('H31');
  await grid.press('Shift+Space', 'Control+Shift++');
  await grid.shows('H32', '2');
  await grid.press('Control+-');
  await grid.shows('H31', '2');
});

testPage('sums shrink and grow with the cells that go and come', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3', '100']);
  await grid.fill('I30', ['=SUM(H30:H32)', '=SUM(H30:H60)', '=SUM(H31:H60)', '=COUNT(H33:H40)']);
  const says = async (formulas) => {
    for (const [at, formula] of Object.entries(formulas)) {
      await grid.goTo(at);
      assert.equal(await grid.bar.inputValue(), formula, at);
    }
  };
  await grid.goTo('H32');
  await grid.press('Control+-');
  await grid.shows('H32', '100');
  await grid.shows('I30', '3');
  await says({ I30: '=SUM(H30:H31)', I31: '=SUM(H30:H59)' });
  await grid.press('Control+z');
  await grid.shows('I30', '6');
  await says({ I30: '=SUM(H30:H32)' });
  await grid.goTo('H31');
  await grid.press('Control+Shift++');
  await grid.shows('H32', '2');
  await says({ I32: '=SUM(H32:H61)', I33: '=COUNT(H34:H41)' });
  await grid.press('Control+z');

  // A cell that would fall off the sheet holds the others back, which is said.
  await grid.goTo('H1048576');
  await grid.type('last', 'Enter');
  await grid.goTo('H31');
  await grid.press('Control+Shift++');
  await page.getByText('Cells that hold something would be pushed off the sheet.').first().waitFor();
  await grid.shows('H31', '2');
});

testPage('a number that can not be held is kept as text, and that is said', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const notice = page.locator('.notice', { hasText: 'was kept as text' });
  await grid.fill('H30', ['7', 'words', '1E20']);
  await grid.goTo('H33');
  assert.equal(await notice.count(), 0);
  const texts = { H33: '1234567890123456789012345678901', H34: '1E400', H35: '0.00000000000000000000000000001' };
  for (const [at, text] of Object.entries(texts)) {
    await grid.goTo(at);
    await grid.type(text, 'Enter');
    await notice.filter({ hasText: at }).first().waitFor();
    await grid.goTo(at);
    assert.equal(await grid.bar.inputValue(), text);
  }
});

testPage('keys select the data around, add up, enter the day and follow references', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3']);
  await grid.fill('I30', ['10', '20', '30']);
  await grid.goTo('H31');
  await grid.press('Control+a');
  await grid.at('H30:I32');
  await grid.press('Control+a');
  await grid.at('A:XFD');
  await grid.goTo('H33');
  await grid.press('Alt+=');
  assert.equal(await grid.editor.inputValue(), '=SUM(H30:H32)');
  await grid.press('Enter');
  await grid.shows('H33', '6');
  await grid.goTo('H33');
  await grid.press('Control+[');
  await grid.at('H30:H32');
  await grid.goTo('H31');
  await grid.press('Control+]');
  await grid.at('H33');
  await grid.goTo('K30');
  await grid.press('Control+;');
  assert.match(await grid.editor.inputValue(), /^\d{4}-\d\d-\d\d$/);
  await grid.press('Escape', 'Control+Shift+:');
  assert.match(await grid.editor.inputValue(), /^\d\d:\d\d$/);
  await grid.press('Escape', 'F5');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'name-box');
});

testPage('the handle fills with the pointer, down and across, and on a double click as far as the neighbour', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['5', '6', '7', '8']);
  await grid.goTo('I30');
  await grid.type('=H30*2', 'Enter');
  await grid.goTo('I30');
  const handle = page.locator('.grid__handle');
  await handle.dblclick();
  await grid.shows('I33', '16');
  await grid.at('I30:I33');
  await grid.press('Control+z');
  await grid.shows('I33', '');

  await grid.goTo('I30');
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + 3, box.y + 3);
  await page.mouse.down();
  await page.mouse.move(...(await grid.middle('I32')), { steps: 4 });
  await page.locator('.grid__mark--filling').waitFor();
  await page.mouse.up();
  await grid.shows('I32', '14');
  await grid.shows('I33', '');
});

testPage('a drag beyond the edge scrolls on, and headings are added to the selection', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const surface = await page.locator('.grid').boundingBox();
  await page.mouse.move(...(await grid.middle('C5')));
  await page.mouse.down();
  await page.mouse.move(surface.x + 300, surface.y + surface.height + 40, { steps: 4 });
  await page.waitForFunction(() => document.querySelector('.grid').scrollTop > 400);
  await page.mouse.up();
  assert.match(await grid.place.inputValue(), /^[BCD]5:[A-Z]\d{2,}$|^C5:D\d{2,}$/);

  await grid.press('Control+Home');
  const heading = (name) => page.getByRole('columnheader', { name, exact: true });
  await heading('B').click();
  await heading('D').click({ modifiers: ['Control'] });
  assert.equal(await page.locator('.grid__column-heading.grid__heading--selected').count(), 2);
  await heading('D').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Fit the column width' }).waitFor();
  await shoot(page, 'menu-columns');
});

testPage('the list of files closes on Escape, on a press elsewhere and when the focus leaves it', app, async (page, { open }) => {
  await Grid.open(page, open);
  const button = page.locator('.data-menu > summary');
  const isOpen = (expect) => page.waitForFunction((expect) => document.querySelector('.data-menu').open === expect, expect);
  await button.click();
  await isOpen(true);
  await page.keyboard.press('Escape');
  await isOpen(false);
  assert.ok(await button.evaluate((button) => document.activeElement === button), 'the focus is back on the button');
  await button.click();
  await isOpen(true);
  await page.locator('#cell-2-0').click();
  await isOpen(false);
  await button.click();
  await page.keyboard.press('Shift+Tab');
  await isOpen(false);
});

testPage('merging says what it took away', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['one', 'two', 'three']);
  const merge = async () => {
    await grid.press('Control+k');
    await page.getByRole('combobox', { name: 'Search all commands' }).fill('Merge');
    await grid.press('Enter');
  };
  await grid.goTo('H30:H32');
  await merge();
  await page.getByText('keeps its first content; what stood in 2 other cells is gone').waitFor();
  await grid.press('Control+z');
  await grid.shows('H31', 'two');
  await page.getByText('keeps its first content').locator('..').getByRole('button').first().click();
  await page.getByText('keeps its first content').waitFor({ state: 'detached' });
  await grid.goTo('H32:H33');
  await merge();
  await page.waitForFunction(() => document.getElementById('cell-32-7') === null);
  assert.equal(await page.getByText('keeps its first content').count(), 0, 'a lone content loses nothing');
});

testPage('sheets are added, renamed, moved and deleted', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const tabs = () => page.locator('.pages__tab').allTextContents();
  const before = await tabs();
  await page.getByRole('button', { name: 'New sheet' }).click();
  await page.locator('.pages__tab[aria-current="page"]', { hasText: 'Sheet1' }).waitFor();
  await grid.at('A1');
  await page.locator('.pages__tab[aria-current="page"]').dblclick();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('a/b');
  await name.press('Enter');
  await page.getByRole('alert').filter({ hasText: 'a/b' }).waitFor();
  await expectAccessible(page);
  await name.fill('Plan 2027');
  await name.press('Enter');
  await page.locator('.pages__tab', { hasText: 'Plan 2027' }).waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  await page.locator('.pages__tab', { hasText: 'Plan 2027' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Move the sheet left' }).click();
  await page.waitForFunction((place) => document.querySelectorAll('.pages__tab')[place]?.textContent === 'Plan 2027', before.length - 1);
  await page.locator('.pages__tab', { hasText: 'Plan 2027' }).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Delete the sheet' }).click();
  await page.getByText('The sheet was deleted').waitFor();
  assert.deepEqual(await tabs(), before);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.locator('.pages__tab', { hasText: 'Plan 2027' }).waitFor();
});

testPage('the inspector draws what a cell reads, tells each step and leads to where an error began', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['4', '=H30*2', '=IF(H31>5,H31+1,H30/0)', '=1/0', '=H33+1', '=H34*2']);
  await grid.goTo('H32');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('img', { name: 'H32 reads H31, H30.' }).waitFor();
  await inspector.getByText('Step by step').click();
  await inspector.locator('.steps__line').nth(5).waitFor();
  assert.deepEqual(await inspector.locator('.steps__line').allTextContents(), ['H318', 'H31>5TRUE', 'H318', 'H31+19', 'H30/0not needed', 'IF(H31>5,H31+1,H30/0)9']);
  await expectAccessible(page);
  await shoot(page, 'inspector-steps');
  await grid.goTo('H35');
  await inspector.getByText('The error comes from').waitFor();
  await inspector.getByRole('button', { name: /^H33/ }).click();
  await grid.at('H33');
});

for (const [size, viewport] of Object.entries(SIZES)) {
  testPage(`menus look right in Japanese and in the dark (${size})`, app, async (page, { open }) => {
    const grid = await Grid.open(page, open);
    await grid.goTo('B3');
    await grid.press('Shift+F10');
    await page.getByRole('menu', { name: 'コマンド' }).waitFor();
    await shoot(page, `menu-ja-dark-${size}`);
    await grid.press('Escape', 'Control+k');
    await page.getByRole('option').first().waitFor();
    await shoot(page, `palette-ja-dark-${size}`);
    await expectAccessible(page);
  }, { language: 'ja-JP', theme: 'dark', size: viewport });
}

testPage('looks are changed by the bar, by keys and in the dialog, and undone', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1234.5', '0.25', '-3']);
  await grid.goTo('H30:H32');
  const bar = page.getByRole('toolbar', { name: 'Format' });
  const bold = bar.getByRole('button', { name: 'Bold' });
  await bold.click();
  assert.equal(await bold.getAttribute('aria-pressed'), 'true');
  assert.match(await grid.cell('H32').getAttribute('class'), /cell--bold/);
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  await grid.press('Control+b');
  assert.equal(await bold.getAttribute('aria-pressed'), 'false');
  await grid.press('Control+Shift+1');
  await grid.shows('H30', '1,234.50');
  await bar.getByRole('button', { name: 'One decimal fewer' }).click();
  await grid.shows('H30', '1,234.5');
  await grid.press('Control+Shift+5');
  await grid.shows('H31', '25%');

  await bar.getByRole('button', { name: 'Fill colour' }).click();
  await page.getByRole('menuitem', { name: 'Fill colour: warning' }).click();
  assert.match(await grid.cell('H31').getAttribute('class'), /cell--on-warning/);
  await bar.getByRole('button', { name: 'Borders' }).click();
  await page.getByRole('menuitem', { name: 'Total lines: thin above, double below' }).click();
  assert.match(await grid.cell('H30').getAttribute('style'), /box-shadow: .*inset 0px 1px 0/);
  assert.match(await grid.cell('H32').getAttribute('style'), /inset 0px -3px 0/);

  await grid.press('Control+1');
  const code = page.getByRole('textbox', { name: 'Format code' });
  await code.fill('0.0"x');
  await page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  await code.fill('0.000" t"');
  assert.equal(await page.locator('.formats__result').textContent(), '1234.500 t');
  await expectAccessible(page);
  await shoot(page, 'format-dialog');
  await code.press('Enter');
  await grid.shows('H32', '-3.000 t');
  await shoot(page, 'format-bar');
  for (let step = 0; step < 8; step += 1) await grid.press('Control+z');
  await grid.shows('H30', '1234.5');
  assert.doesNotMatch(await grid.cell('H31').getAttribute('class'), /cell--on-warning/);
});

testPage('merged cells are one for the pointer and the arrows', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Title']);
  await grid.goTo('H30:J31');
  await page.getByRole('button', { name: 'Merge cells or split them' }).click();
  assert.equal(await grid.cell('I30').count(), 0);
  const box = await grid.cell('H30').boundingBox();
  assert.ok(box.width > 300 && box.height > 45, JSON.stringify(box));
  await grid.goTo('G31');
  await grid.press('ArrowRight');
  await grid.at('H30');
  await grid.press('ArrowRight');
  await grid.at('K30');
  await grid.press('ArrowLeft', 'ArrowDown');
  await grid.at('H32');
  const now = await grid.cell('H30').boundingBox();
  await page.mouse.click(now.x + now.width - 20, now.y + now.height - 10);
  await grid.at('H30');
  await shoot(page, 'merged');
  await page.getByRole('button', { name: 'Merge cells or split them' }).click();
  await grid.cell('I30').waitFor();
});
