// What is done with data: hiding, notes, finding, sorting, filters, names, rules for what is typed.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

testPage('rows and columns are hidden by keys, passed over by arrows, told by their neighbours and shown again', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3', '4']);
  await grid.goTo('H31:H32');
  await grid.press('Control+9');
  await grid.cell('H31').waitFor({ state: 'detached' });
  await grid.cell('H32').waitFor({ state: 'detached' });
  await grid.at('H33');
  await grid.press('ArrowUp');
  await grid.at('H30');
  await grid.press('ArrowDown');
  await grid.at('H33');
  const heading = page.getByRole('rowheader', { name: '30', exact: true });
  assert.equal(await heading.getAttribute('title'), 'Hidden rows: 31–32');
  await expectAccessible(page);
  await shoot(page, 'data-hidden-rows');
  await grid.press('Control+Shift+9');
  await grid.shows('H31', '2');
  assert.equal(await heading.getAttribute('title'), null);

  await grid.goTo('I30');
  await grid.press('Control+0');
  await grid.cell('I30').waitFor({ state: 'detached' });
  await grid.at('J30');
  await grid.press('ArrowLeft');
  await grid.at('H30');
  await grid.press('Control+Shift+0');
  await grid.cell('I30').waitFor();
  await grid.press('Control+z');
  await grid.cell('I30').waitFor({ state: 'detached' });
});

testPage('sheets are hidden, listed, shown again and duplicated with their formulas', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['5', '=H30*2']);
  const tabs = () => page.locator('.pages__tab').allTextContents();
  const before = await tabs();
  const current = page.locator('.pages__tab[aria-current="page"]');
  const name = await current.textContent();
  await current.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Duplicate the sheet' }).click();
  await current.filter({ hasText: `${name} (2)` }).waitFor();
  await grid.shows('H31', '10');
  await grid.goTo('H30');
  await grid.type('7', 'Enter');
  await grid.shows('H31', '14');

  await current.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Hide the sheet', exact: true }).click();
  await page.waitForFunction((count) => document.querySelectorAll('.pages__tab').length === count, before.length);
  assert.deepEqual(await tabs(), before);
  await current.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Unhide sheets' }).click();
  const dialog = page.getByRole('dialog', { name: 'Hidden sheets' });
  await dialog.waitFor();
  await expectAccessible(page);
  await shoot(page, 'data-hidden-sheets');
  await dialog.getByRole('button', { name: `${name} (2)` }).click();
  await dialog.getByText('No sheet is hidden.').waitFor();
  await grid.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.equal((await tabs()).length, before.length + 1);
});

testPage('a note is written by keyboard, marked, shown, announced, undone and deleted', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['12']);
  await grid.goTo('H30');
  await grid.press('Shift+F2');
  const dialog = page.getByRole('dialog', { name: 'Note' });
  await dialog.getByRole('textbox', { name: 'Text' }).waitFor();
  await page.keyboard.type('Ask finance about this figure.');
  await expectAccessible(page);
  await shoot(page, 'data-note-dialog');
  await grid.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  await page.locator('#cell-29-7.cell--noted').waitFor();
  assert.equal(await grid.cell('H30').getAttribute('title'), 'Ask finance about this figure.');
  await page.locator('.grid__note', { hasText: 'Ask finance' }).waitFor();
  await page.getByRole('status').filter({ hasText: 'H30: 12. Note: Ask finance about this figure.' }).waitFor({ state: 'attached' });
  await page.getByRole('complementary', { name: 'Inspector' }).getByText('Ask finance about this figure.').waitFor();
  await expectAccessible(page);
  await shoot(page, 'data-note');
  await grid.press('Control+z');
  await page.locator('#cell-29-7:not(.cell--noted)').waitFor();
  await grid.press('Control+y');
  await page.locator('#cell-29-7.cell--noted').waitFor();
  await grid.press('Shift+F2');
  await dialog.getByRole('button', { name: 'Delete the note' }).click();
  await page.locator('#cell-29-7:not(.cell--noted)').waitFor();
});

testPage('a table is filtered by values, by search and by condition, and comes back whole', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Item', 'pear', 'apple', 'pear', 'fig']);
  await grid.fill('I30', ['Amount', '5', '20', '30', '40']);
  await grid.goTo('H32');
  await grid.press('Control+Shift+l');
  await grid.at('H30');
  assert.equal(await page.locator('.cell__choose').count(), 2);
  await grid.press('Alt+ArrowDown');
  const dialog = page.getByRole('dialog', { name: 'Filter' });
  const values = dialog.getByRole('list', { name: 'Values' });
  await values.waitFor();
  assert.deepEqual((await values.getByRole('listitem').allTextContents()).map((text) => text.trim()), ['(Select all)', 'apple', 'fig', 'pear']);
  await expectAccessible(page);
  await shoot(page, 'data-filter');
  await dialog.getByRole('checkbox', { name: 'pear' }).uncheck();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByText('2 of 4 rows are shown.').waitFor();
  await grid.cell('H31').waitFor({ state: 'detached' });
  await grid.cell('H33').waitFor({ state: 'detached' });
  await grid.shows('H32', 'apple');
  await grid.shows('H34', 'fig');
  assert.equal(await page.locator('.cell__choose--active').count(), 1);
  await shoot(page, 'data-filtered');
  await expectAccessible(page);

  await grid.goTo('I30');
  await grid.press('Alt+ArrowDown');
  await dialog.getByRole('combobox', { name: 'Condition' }).selectOption({ label: 'above' });
  await dialog.getByRole('textbox', { name: 'Value' }).fill('25');
  await grid.press('Enter');
  await page.getByText('1 of 4 rows are shown.').waitFor();
  await grid.cell('H32').waitFor({ state: 'detached' });
  await grid.press('Control+z');
  await grid.shows('H32', 'apple');

  await grid.goTo('H30');
  await grid.press('Alt+ArrowDown');
  await dialog.getByRole('searchbox').fill('pe');
  await grid.press('Enter');
  await grid.shows('H31', 'pear');
  await grid.shows('H33', 'pear');
  await grid.cell('H32').waitFor({ state: 'detached' });
  await grid.press('Control+Shift+l');
  await grid.shows('H32', 'apple');
  await grid.shows('H34', 'fig');
  assert.equal(await page.locator('.cell__choose').count(), 0);
});

testPage('names are given in the name box, listed, changed, gone to and deleted', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['1', '2', '3', '=SUM(test_range)']);
  await grid.shows('H33', '#NAME?');
  await grid.goTo('H30:H32');
  await grid.place.fill('test_range');
  await grid.place.press('Enter');
  await page.getByText('test_range now stands for H30:H32.').waitFor();
  await grid.shows('H33', '6');
  await grid.at('test_range');
  await grid.goTo('H30');
  await grid.press('Control+F3');
  const dialog = page.getByRole('dialog', { name: 'Names' });
  const target = dialog.getByRole('textbox', { name: 'Stands for: test_range' });
  await target.waitFor();
  await expectAccessible(page);
  await shoot(page, 'data-names');
  await target.fill((await target.inputValue()).replace('$32', '$31'));
  await target.press('Enter');
  await grid.shows('H33', '3');
  await dialog.getByRole('textbox', { name: 'New name' }).fill('A1');
  await dialog.getByRole('button', { name: 'Add the name' }).click();
  await dialog.getByRole('alert').filter({ hasText: 'A1' }).waitFor();
  await dialog.getByRole('textbox', { name: 'New name' }).fill('first_one');
  await dialog.getByRole('textbox', { name: 'New name' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await grid.at('first_one');
  await grid.press('Control+F3');
  await dialog.getByRole('button', { name: 'Go to: test_range' }).click();
  await grid.at('test_range');
  await grid.press('Control+F3');
  await dialog.getByRole('button', { name: 'Delete: test_range' }).click();
  await dialog.getByRole('textbox', { name: 'Stands for: test_range' }).waitFor({ state: 'detached' });
  await grid.press('Escape');
  await grid.shows('H33', '#NAME?');
  await grid.place.fill('not a name');
  await grid.place.press('Enter');
  await page.getByText('is neither a cell nor a name').waitFor();
});

testPage('what may be typed is refused, warned of, or chosen from a list', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const run = async (command) => {
    await grid.press('Control+k');
    await page.getByRole('combobox', { name: 'Search all commands' }).fill(command);
    await page.getByRole('option', { name: new RegExp(command) }).first().waitFor();
    await grid.press('Enter');
  };
  await grid.goTo('H30:H32');
  await run('Data validation');
  const dialog = page.getByRole('dialog', { name: 'Data validation' });
  await dialog.getByRole('combobox', { name: 'Allow' }).selectOption({ label: 'A whole number' });
  await dialog.getByRole('textbox', { name: 'From' }).fill('1');
  await dialog.getByRole('textbox', { name: 'To' }).fill('10');
  await dialog.getByRole('textbox', { name: /^Shown beside/ }).fill('A mark from 1 to 10');
  await expectAccessible(page);
  await shoot(page, 'data-validation');
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.grid__note', { hasText: 'A mark from 1 to 10' }).waitFor();
  await grid.goTo('H30');
  await grid.type('11', 'Enter');
  await page.getByRole('alert').filter({ hasText: 'Only a whole number can be entered here that is from 1 to 10.' }).waitFor();
  await expectAccessible(page);
  await grid.press('Escape');
  await grid.shows('H30', '');
  await grid.type('10', 'Enter');
  await grid.shows('H30', '10');

  await grid.goTo('H30');
  await run('Data validation');
  assert.equal(await dialog.getByRole('textbox', { name: 'To' }).inputValue(), '10');
  await dialog.getByRole('checkbox', { name: /^Warn only/ }).check();
  await grid.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await grid.type('11', 'Enter');
  await page.getByRole('alert').filter({ hasText: 'Press Enter again' }).waitFor();
  await grid.press('Enter');
  await grid.shows('H30', '11');

  await grid.goTo('J30');
  await run('Data validation');
  await dialog.getByRole('combobox', { name: 'Allow' }).selectOption({ label: 'One of a list' });
  await dialog.getByRole('textbox', { name: /^Entries/ }).fill('low, middle, high');
  await grid.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.locator('#cell-29-9 .cell__choose').waitFor();
  await grid.press('Alt+ArrowDown');
  const list = page.getByRole('dialog', { name: 'Choose a value' });
  await list.getByRole('listbox').waitFor();
  await expectAccessible(page);
  await grid.press('ArrowDown', 'ArrowDown', 'Enter');
  await list.waitFor({ state: 'detached' });
  await grid.shows('J30', 'middle');
  await grid.type('none', 'Enter');
  await page.getByRole('alert').filter({ hasText: 'Only a value of the list can be entered here.' }).waitFor();
  await grid.press('Escape');
  await page.locator('#cell-29-9 .cell__choose').click();
  await list.getByRole('option', { name: 'high' }).dblclick();
  await grid.shows('J30', 'high');
});

for (const [size, viewport] of Object.entries(SIZES)) {
  testPage(`dialogs for data look right in Japanese and in the dark (${size})`, app, async (page, { open }) => {
    const grid = await Grid.open(page, open);
    await grid.goTo('B3');
    await grid.press('Shift+F2');
    await page.getByRole('dialog', { name: 'メモ' }).waitFor();
    await shoot(page, `data-note-ja-dark-${size}`);
    await grid.press('Escape');
    await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
    await grid.press('Control+F3');
    await page.getByRole('dialog', { name: '名前の管理' }).waitFor();
    await expectAccessible(page);
    await shoot(page, `data-names-ja-dark-${size}`);
  }, { language: 'ja-JP', theme: 'dark', size: viewport });
}

testPage('a text is found forwards and backwards, and replaced one by one or everywhere in one step', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['zebra one', 'Zebra two', '=H30&" zebra"', 'other']);
  await grid.goTo('H29');
  await grid.press('Control+f');
  const bar = page.getByRole('search', { name: 'Find and replace' });
  const field = bar.getByRole('textbox', { name: 'Find' });
  await field.waitFor();
  await page.waitForFunction(() => document.activeElement?.classList.contains('find__field'));
  await page.keyboard.type('zebra');
  await bar.getByText('3 found').waitFor();
  await grid.press('Enter');
  await grid.at('H30');
  await bar.getByText('1 of 3').waitFor();
  await expectAccessible(page);
  await shoot(page, 'data-find');
  await grid.press('Enter');
  await grid.at('H31');
  await grid.press('Shift+Enter');
  await grid.at('H30');
  await grid.press('Shift+Enter');
  await grid.at('H32');
  await bar.getByRole('checkbox', { name: 'Match case' }).check();
  await bar.getByText('2 of 2').waitFor();
  await bar.getByRole('checkbox', { name: 'Match case' }).uncheck();

  await field.press('Control+h');
  const replacement = bar.getByRole('textbox', { name: 'Replace with' });
  await replacement.fill('lion');
  await shoot(page, 'data-replace');
  await expectAccessible(page);
  await bar.getByRole('button', { name: 'Next' }).click();
  await grid.at('H30');
  await bar.getByRole('button', { name: 'Replace', exact: true }).click();
  await grid.shows('H30', 'lion one');
  await grid.at('H31');
  await bar.getByRole('button', { name: 'Replace all' }).click();
  await page.getByText('Replaced 2 places in 2 cells.').waitFor();
  await grid.shows('H31', 'lion two');
  await grid.shows('H32', 'lion one lion');
  await field.press('Escape');
  await bar.waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  await grid.press('Control+z');
  await grid.shows('H31', 'Zebra two');
  await grid.shows('H32', 'lion one zebra');
});

/** Runs a command by its words. */
async function run(page, grid, command) {
  await grid.press('Control+k');
  await page.getByRole('combobox', { name: 'Search all commands' }).fill(command);
  await page.getByRole('option', { name: command }).first().waitFor();
  await grid.press('Enter');
}

testPage('rows are sorted by one column or several, with their headings left where they are', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Name', 'b', 'a', 'b', 'c']);
  await grid.fill('I30', ['Amount', '3', '9', '1', '2']);
  await grid.goTo('I32');
  await run(page, grid, 'Sort, greatest first');
  await grid.shows('I31', '9');
  for (const [cell, text] of [['H30', 'Name'], ['H31', 'a'], ['H32', 'b'], ['I32', '3'], ['H33', 'c'], ['I34', '1']]) await grid.shows(cell, text);
  await grid.goTo('H32');
  await run(page, grid, 'Sort by several columns');
  const dialog = page.getByRole('dialog', { name: 'Sort' });
  await dialog.waitFor();
  assert.equal(await dialog.getByRole('checkbox', { name: /headings/ }).isChecked(), true);
  await dialog.getByRole('combobox', { name: 'Then by', exact: true }).selectOption({ label: 'Amount (I)' });
  await expectAccessible(page);
  await shoot(page, 'data-sort');
  await dialog.getByRole('button', { name: 'Sort' }).click();
  await dialog.waitFor({ state: 'detached' });
  for (const [cell, text] of [['H31', 'a'], ['H32', 'b'], ['I32', '1'], ['H33', 'b'], ['I33', '3'], ['H34', 'c']]) await grid.shows(cell, text);
  await grid.press('Control+z', 'Control+z');
  await grid.shows('I31', '3');
});

testPage('duplicate rows go with their number told, and texts are split into columns after a warning', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['Name', 'b', 'a', 'B', 'a']);
  await grid.goTo('H30:H34');
  await run(page, grid, 'Remove duplicates');
  const dialog = page.getByRole('dialog', { name: 'Remove duplicates' });
  await dialog.waitFor();
  const headed = dialog.getByRole('checkbox', { name: /headings/ });
  await headed.check();
  await expectAccessible(page);
  await shoot(page, 'data-duplicates');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByText('Removed 2 duplicate rows; 2 remain.').waitFor();
  await grid.shows('H33', '');
  await grid.press('Control+z');
  await grid.shows('H33', 'B');

  await grid.fill('K30', ['x,1', 'y,2']);
  await grid.goTo('L31');
  await grid.type('kept', 'Enter');
  await grid.goTo('K30:K31');
  await run(page, grid, 'Text to columns');
  const split = page.getByRole('dialog', { name: 'Text to columns' });
  await split.getByRole('button', { name: 'Split' }).click();
  await split.getByRole('alert').filter({ hasText: '1 filled cells would be overwritten' }).waitFor();
  await grid.shows('L31', 'kept');
  await split.getByRole('button', { name: 'Split' }).click();
  await split.waitFor({ state: 'detached' });
  await grid.shows('K30', 'x');
  await grid.shows('L30', '1');
  await grid.shows('L31', '2');
});
