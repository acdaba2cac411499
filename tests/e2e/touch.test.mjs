// Fingers on the grid: selecting, drawing the selection by its handles, editing, the menu by a long press, scrolling; and the
// mouse that moves and copies cells by the border of the selection.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

/** One finger, as the browser is told of it. */
class Finger {
  constructor(page, session) {
    Object.assign(this, { page, session });
  }

  static async of(page, context) {
    return new Finger(page, await context.newCDPSession(page));
  }

  send(type, at) {
    return this.session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
  }

  /** Goes down at one place and up at another, over steps on the way. */
  async drag(from, to, steps = 8) {
    await this.send('touchStart', from);
    for (let step = 1; step <= steps; step += 1) {
      await this.send('touchMove', from.map((start, axis) => start + ((to[axis] - start) * step) / steps));
    }
    await this.send('touchEnd');
  }
}

/** The middle of an element, in pixels of the window. */
async function middle(locator) {
  const box = await locator.boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
}

for (const [language, menu, copy] of [['en-GB', 'Commands', 'Copy'], ['ja-JP', 'コマンド', 'コピー']]) {
  testPage(`a finger selects, draws the selection by its ends, edits by a second tap and opens the menu by resting (${language})`, app, async (page, { open, context }) => {
    page.setDefaultTimeout(10_000);
    const grid = await Grid.open(page, open);
    const finger = await Finger.of(page, context);
    await page.touchscreen.tap(...(await grid.middle('A5')));
    await grid.at('A5');
    const [first, last] = [page.locator('.grid__end--first'), page.locator('.grid__end--last')];
    await last.waitFor();
    const box = await last.boundingBox();
    assert.ok(box.width >= 44 && box.height >= 44, 'a finger needs 44 pixels');
    assert.equal(await page.locator('.grid__handle').isVisible(), false);

    await finger.drag(await middle(last), await grid.middle('B8'));
    await grid.at('A5:B8');
    await shoot(page, `touch-selection-${language}`);
    await finger.drag(await middle(first), await grid.middle('A3'));
    await grid.at('A3:B8');
    await expectAccessible(page, 'the grid under a finger');

    // Resting on what is selected opens its menu, which stays when the finger goes.
    await finger.send('touchStart', await grid.middle('A6'));
    const list = page.getByRole('menu', { name: menu });
    await list.waitFor();
    await finger.send('touchEnd');
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    assert.equal(await list.isVisible(), true);
    await list.getByRole('menuitem', { name: new RegExp(`^${copy}`) }).first().waitFor();
    const item = await list.getByRole('menuitem').first().boundingBox();
    assert.ok(item.height >= 40, `a line of the menu is ${item.height} high`);
    await shoot(page, `touch-menu-${language}`);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    await grid.at('A3:B8');

    await page.touchscreen.tap(...(await grid.middle('B4')));
    await grid.at('B4');
    await page.touchscreen.tap(...(await grid.middle('B4')));
    await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
    await page.keyboard.press('Control+a');
    await grid.type('7', 'Enter');
    await grid.shows('B4', '7');
  }, { size: SIZES.phone, touch: true, language });
}

for (const [language, menu, fill, told] of [['en-GB', 'Commands', 'Fill by dragging', 'Drag the square'], ['ja-JP', 'コマンド', 'ドラッグで連続入力', '右下にある四角']]) {
  testPage(`a finger fills a series with the handle that the menu gives it (${language})`, app, async (page, { open, context }) => {
    page.setDefaultTimeout(10_000);
    const grid = await Grid.open(page, open);
    await grid.fill('A40', ['2', '4']);
    // Scrolled so far that the notice lies over none of the cells.
    await grid.goTo('A60');
    const finger = await Finger.of(page, context);
    await page.touchscreen.tap(...(await grid.middle('A40')));
    await grid.at('A40');
    const last = page.locator('.grid__end--last');
    await finger.drag(await middle(last), await grid.middle('A41'));
    await grid.at('A40:A41');
    await finger.send('touchStart', await grid.middle('A40'));
    const list = page.getByRole('menu', { name: menu });
    await list.waitFor();
    await finger.send('touchEnd');
    await list.getByRole('menuitem', { name: fill }).tap();
    await page.getByText(told).first().waitFor();
    const square = page.locator('.grid__end--fills');
    await square.waitFor();
    await shoot(page, `touch-fill-${language}`);
    await expectAccessible(page, 'a handle that fills');
    await finger.drag(await middle(square), await grid.middle('A44'));
    await grid.at('A40:A44');
    for (const [cell, text] of [['A42', '6'], ['A43', '8'], ['A44', '10']]) await grid.shows(cell, text);
    // The handle selects again, and one undo takes the series back.
    await square.waitFor({ state: 'detached' });
    await finger.drag(await middle(last), await grid.middle('B43'));
    await grid.at('A40:B43');
    await grid.press('Control+z');
    await grid.shows('A42', '');
    await grid.shows('A41', '4');
  }, { size: SIZES.phone, touch: true, language });
}

testPage('a finger that moves over cells scrolls and selects nothing', app, async (page, { open, context }) => {
  page.setDefaultTimeout(10_000);
  const grid = await Grid.open(page, open);
  const finger = await Finger.of(page, context);
  await page.touchscreen.tap(...(await grid.middle('A2')));
  await grid.at('A2');
  const from = await grid.middle('A15');
  await finger.drag(from, [from[0], from[1] - 200], 12);
  await page.waitForFunction(() => document.querySelector('.grid').scrollTop > 100);
  await grid.at('A2');
  assert.equal(await page.getByRole('menu').count(), 0);
}, { size: SIZES.phone, touch: true });

testPage('the mouse moves cells by the border of the selection, references follow, and Ctrl copies', app, async (page, { open }) => {
  page.setDefaultTimeout(10_000);
  const grid = await Grid.open(page, open);
  await grid.fill('D5', ['1', '2']);
  await grid.fill('F5', ['=SUM(D5:D6)']);
  await grid.goTo('D5:D6');
  /** Drags the selection by the left border of one of its cells to the cell that it is to come to. */
  const carry = async (from, to) => {
    const [box, target] = [await grid.cell(from).boundingBox(), await grid.cell(to).boundingBox()];
    await page.mouse.move(box.x, box.y + box.height / 2);
    await page.locator('.grid--carry').waitFor();
    await page.mouse.down();
    await page.mouse.move(target.x + 30, target.y + target.height / 2, { steps: 6 });
    await page.locator('.grid__mark--filling').waitFor();
    await page.mouse.up();
  };
  await carry('D5', 'D10');
  await grid.at('D10:D11');
  await grid.shows('D10', '1');
  await grid.shows('D5', '');
  await grid.goTo('F5');
  assert.equal(await grid.bar.inputValue(), '=SUM(D10:D11)');
  await grid.press('Control+z');
  await grid.shows('D5', '1');

  await grid.goTo('D5:D6');
  await page.keyboard.down('Control');
  await carry('D6', 'G9');
  await page.keyboard.up('Control');
  // The second row was held, so the first comes one above.
  await grid.at('G8:G9');
  await grid.shows('G8', '1');
  await grid.shows('G9', '2');
  await grid.shows('D5', '1');
  await shoot(page, 'border-copied');
  // A click within a cell goes on selecting.
  await page.mouse.click(...(await grid.middle('D6')));
  await grid.at('D6');

  // Escape drops what is held; what lies under what is put down is told.
  await grid.goTo('D5:D6');
  const [box, target] = [await grid.cell('D5').boundingBox(), await grid.cell('G8').boundingBox()];
  await page.mouse.move(box.x, box.y + box.height / 2);
  await page.locator('.grid--carry').waitFor();
  await page.mouse.down();
  await page.mouse.move(target.x + 30, target.y + target.height / 2, { steps: 6 });
  await page.locator('.grid__mark--filling').waitFor();
  await grid.press('Escape');
  await page.locator('.grid__mark--filling').waitFor({ state: 'detached' });
  await page.mouse.up();
  await grid.at('D5:D6');
  await grid.shows('D5', '1');
  await carry('D5', 'G8');
  await page.getByText('What stood in G8:G9 was replaced.').waitFor();
});
