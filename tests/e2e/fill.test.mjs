// The handle of the selection and the key that is held while it is dropped.
import { testPage, useApp } from './helpers.mjs';
import { Grid } from './grid.mjs';

const app = useApp();

testPage('Ctrl at the end of a fill counts a lone number on and copies what would go on', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['5', '', '', 'Item 1']);
  const fillTo = async (from, to, key) => {
    await grid.goTo(from);
    const box = await page.locator('.grid__handle').boundingBox();
    await page.mouse.move(box.x + 3, box.y + 3);
    await page.mouse.down();
    await page.mouse.move(...(await grid.middle(to)), { steps: 4 });
    await page.locator('.grid__mark--filling').waitFor();
    if (key) await page.keyboard.down(key);
    await page.mouse.up();
    if (key) await page.keyboard.up(key);
  };
  await fillTo('H30', 'J30');
  await grid.shows('J30', '5');
  await grid.press('Control+z');
  await grid.shows('J30', '');
  await fillTo('H30', 'J30', 'Control');
  await grid.shows('I30', '6');
  await grid.shows('J30', '7');
  await fillTo('H33', 'J33');
  await grid.shows('J33', 'Item 3');
  await grid.press('Control+z');
  await fillTo('H33', 'J33', 'Alt');
  await grid.shows('I33', 'Item 1');
  await grid.shows('J33', 'Item 1');
});
