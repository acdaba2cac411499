// What commands do to rows that are out of sight: those that a filter hides stay as they are, those hidden by hand do not.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { testPage, useApp } from './helpers.mjs';

const app = useApp();

/** What a cell holds, whether its row is hidden or not. */
async function holds(grid, reference, text) {
  await grid.place.fill(reference);
  await grid.place.press('Enter');
  await grid.at(reference);
  assert.equal(await grid.bar.inputValue(), text, reference);
}

testPage('rows that the filter hides stay as they are when the others are emptied, filled, copied, cut and deleted', app, async (page, { open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const grid = await Grid.open(page, open);
  const all = async (column, texts) => {
    for (const [down, text] of texts.entries()) await holds(grid, `${column}${30 + down}`, text);
  };
  await grid.fill('H30', ['kind', 'a', 'b', 'a', 'b', 'a']);
  await grid.fill('I30', ['n', '1', '2', '3', '4', '5']);
  await grid.goTo('H30:I35');
  await grid.press('Control+Shift+l');
  await grid.at('H30');
  await grid.press('Alt+ArrowDown');
  const dialog = page.getByRole('dialog', { name: 'Filter' });
  await dialog.getByRole('checkbox', { name: 'b' }).uncheck();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await grid.cell('H32').waitFor({ state: 'detached' });

  await grid.goTo('I31:I34');
  await grid.press('Delete');
  await all('I', ['n', '', '2', '', '4', '5']);
  await grid.press('Control+z');
  await all('I', ['n', '1', '2', '3', '4', '5']);

  await grid.goTo('I31:I35');
  await grid.press('Control+d');
  await all('I', ['n', '1', '2', '1', '4', '1']);
  await grid.press('Control+z');
  await grid.goTo('I31:I35');
  await grid.press('9', 'Control+Enter');
  await all('I', ['n', '9', '2', '9', '4', '9']);
  await grid.press('Control+z');

  // The handle goes on from the rows in sight.
  await grid.goTo('I31:I33');
  const handle = await page.locator('.grid__handle').boundingBox();
  const [x, y] = await grid.middle('I35');
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await all('I', ['n', '1', '2', '3', '4', '5']);
  await grid.goTo('I31');
  const lone = await page.locator('.grid__handle').boundingBox();
  await page.mouse.move(lone.x + lone.width / 2, lone.y + lone.height / 2);
  await page.mouse.down();
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
  await all('I', ['n', '1', '2', '1', '4', '1']);
  await grid.press('Control+z');

  await grid.goTo('H31:I35');
  await grid.press('Control+c');
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).includes('a'));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'a\t1\r\na\t3\r\na\t5');
  await grid.goTo('K40');
  await grid.press('Control+v');
  await grid.shows('L42', '5');
  await grid.shows('L41', '3');
  await grid.goTo('I31:I35');
  await grid.press('Control+x');
  await grid.goTo('M40');
  await grid.press('Control+v');
  await grid.shows('M42', '5');
  await all('I', ['n', '', '2', '', '4', '']);
  await grid.press('Control+z');
  await all('I', ['n', '1', '2', '3', '4', '5']);

  // Cells that would come nearer would bring hidden rows in disorder.
  await grid.goTo('I31:I35');
  await grid.press('Control+-');
  await page.getByText('The filter hides rows among the selected ones.').waitFor();
  await page.getByRole('rowheader', { name: '31', exact: true }).click();
  await page.keyboard.down('Shift');
  await page.getByRole('rowheader', { name: '35', exact: true }).click();
  await page.keyboard.up('Shift');
  await grid.press('Control+-');
  await grid.goTo('H30');
  await grid.press('Control+Shift+l');
  await grid.shows('H31', 'b');
  await all('H', ['kind', 'b', 'b', '']);
  await all('I', ['n', '2', '4', '']);
});

testPage('rows hidden by hand are emptied and deleted with the others', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['a', 'b', 'c', 'd']);
  await grid.goTo('H31');
  await grid.press('Control+9');
  await grid.cell('H31').waitFor({ state: 'detached' });
  await grid.goTo('H30:H32');
  await grid.press('Delete');
  await grid.shows('H32', '');
  await holds(grid, 'H31', '');
});
