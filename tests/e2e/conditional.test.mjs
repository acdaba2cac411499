// How cells look because of what they hold: rules made, seen, heard, put in order, undone and taken away.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';

const app = useApp();

const WORDS = {
  'en-GB': {
    command: 'Conditional formats', heading: 'New rule', change: 'Edit the rule', cells: 'Cells', kind: 'Kind', add: 'Add the rule', another: 'Add a rule',
    close: 'Close', low: 'The middle band begins at', high: 'The upper band begins at', bar: 'Data bar', bands: /^Bands/, good: 'Good', bad: 'Bad', caution: 'Caution', language: 'en',
  },
  'ja-JP': {
    command: '条件付き書式', heading: '新しいルール', change: 'ルールを編集', cells: '対象範囲', kind: '種類', add: 'ルールを追加', another: 'ルールを追加',
    close: '閉じる', low: '中間の区分の下限', high: '上位の区分の下限', bar: 'データ バー', bands: /^区分/, good: '良好', bad: '不良', caution: '注意', language: 'ja',
  },
};

/** The dialog in one language, in the words of a person who uses it. */
class Rules {
  constructor(page, grid, words) {
    page.setDefaultTimeout(9_000);
    Object.assign(this, { page, grid, words, dialog: page.getByRole('dialog') });
  }

  async open() {
    await this.page.getByRole('toolbar').getByRole('button', { name: this.words.command }).click();
    await this.dialog.waitFor();
  }

  field(name) {
    return this.dialog.getByLabel(name, { exact: true });
  }

  choice(name) {
    return this.dialog.getByRole('combobox', { name, exact: true });
  }

  /** Makes a rule of a kind for the cells, which a dialog without rules begins with. */
  async add(kind, cells, fields = {}) {
    if (await this.dialog.getByRole('heading', { name: this.words.command }).isVisible()) {
      await this.dialog.getByRole('button', { name: this.words.another, exact: true }).click();
    }
    await this.dialog.getByRole('heading', { name: this.words.heading }).waitFor();
    await this.field(this.words.cells).fill(cells);
    await this.choice(this.words.kind).selectOption({ label: kind });
    for (const [name, text] of Object.entries(fields)) await this.field(name).fill(text);
    await this.dialog.getByRole('button', { name: this.words.add, exact: true }).click();
  }

  lines() {
    return this.dialog.getByRole('listitem');
  }

  async close() {
    await this.dialog.getByRole('button', { name: this.words.close, exact: true }).click();
    await this.dialog.waitFor({ state: 'detached' });
    await this.page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  }
}

/** The background of a cell as it is painted. */
const ground = (grid, reference) => grid.cell(reference).evaluate((cell) => getComputedStyle(cell).backgroundColor);

/** The words of the shapes in a column, from one row to another. */
async function signs(grid, column, first, last) {
  const words = [];
  for (let row = first; row <= last; row += 1) {
    const sign = grid.cell(`${column}${row}`).getByRole('img');
    words.push((await sign.count()) ? await sign.getAttribute('aria-label') : '');
  }
  return words;
}

for (const [locale, words] of Object.entries(WORDS)) {
  testPage(`bands are shown by colour, shape and word, follow other cells, and are undone in one step (${words.language})`, app, async (page, { open }) => {
    const grid = await Grid.open(page, open);
    await grid.fill('H30', ['20', '50', '90', '=H30+H31']);
    await grid.fill('I30', ['40', '80']);
    await grid.goTo('H30:H33');
    const rules = new Rules(page, grid, words);
    await rules.open();
    assert.equal(await rules.field(words.cells).inputValue(), 'H30:H33', 'the selection is what the rule begins with');
    await expectAccessible(page, 'the dialog');
    const bands = await rules.choice(words.kind).locator('option').first().textContent();
    await rules.add(bands, 'H30:H33', { [words.low]: '=$I$30', [words.high]: '=$I$31' });
    await rules.lines().filter({ hasText: 'H30:H33' }).waitFor();
    await expectAccessible(page, 'the list');
    await shoot(page, `conditional-list-${words.language}`);
    await rules.close();
    await page.waitForFunction(() => document.querySelectorAll('.cell--signed').length === 4);
    assert.deepEqual(await signs(grid, 'H', 30, 33), [words.bad, words.caution, words.good, words.caution]);
    const grounds = await Promise.all(['H30', 'H31', 'H32'].map((cell) => ground(grid, cell)));
    assert.equal(new Set(grounds).size, 3, 'three bands have three grounds');
    await grid.goTo('H32');
    await page.getByRole('status').filter({ hasText: words.good }).waitFor({ state: 'attached' });
    await expectAccessible(page, 'the grid');
    await shoot(page, `conditional-bands-${words.language}`);

    // The limit is another cell: what it says changes how cells look that did not change.
    await grid.goTo('I31');
    await grid.type('95', 'Enter');
    await page.waitForFunction((word) => document.querySelector('#cell-31-7 svg')?.getAttribute('aria-label') === word, words.caution);
    await grid.press('Control+z');
    await page.waitForFunction((word) => document.querySelector('#cell-31-7 svg')?.getAttribute('aria-label') === word, words.good);
    await grid.goTo('H30');
    await grid.press('Control+z', 'Control+z');
    assert.equal(await page.locator('.cell--signed').count(), 0, 'one step takes the rule back');
  }, { language: locale });
}

testPage('bars, icons and formulas are merged with the look of cells; the list puts them in order, changes and deletes them', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  const words = WORDS['en-GB'];
  await grid.fill('H30', ['10', '20', '-10', '40']);
  await grid.fill('I30', ['1', '2', '3', '4']);
  await grid.goTo('H30:H33');
  await grid.press('Control+b');
  const rules = new Rules(page, grid, words);
  await rules.open();
  await rules.add('Data bar', 'H30:H33');
  await rules.add('Icons', 'I30:I33');
  await rules.add('What makes a formula TRUE', 'H30:H33', { 'Formula, written for the first cell': '=I30>3' });
  assert.equal(await rules.lines().count(), 3);
  await shoot(page, 'conditional-list-three');
  await rules.close();

  // From -10 to 40 the whole width is 50: zero is at a fifth, 10 ends at two fifths, and -10 goes back from zero.
  const image = (cell) => grid.cell(cell).evaluate((element) => element.style.backgroundImage);
  assert.match(await image('H30'), /20% 40%/);
  assert.match(await image('H32'), /0% 20%/);
  assert.match(await image('H33'), /20% 100%/);
  assert.equal(await grid.cell('H33').evaluate((element) => element.classList.contains('cell--bold')), true, 'its own format stays');
  assert.deepEqual(await signs(grid, 'H', 30, 33), ['', '', '', 'Good'], 'a highlight in a colour that means something has a shape');
  assert.deepEqual(await signs(grid, 'I', 30, 33), ['Bad', 'Caution', 'Caution', 'Good']);
  await grid.goTo('J31');
  await shoot(page, 'conditional-kinds');

  await rules.open();
  const first = () => rules.lines().first().innerText();
  assert.match(await first(), /Data bar/);
  await rules.dialog.getByRole('button', { name: /^Move down: Data bar/ }).click();
  assert.match(await first(), /Icons/);
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Move down: Data bar'));
  await rules.dialog.getByRole('button', { name: /^Edit: Formula =I30>3/ }).click();
  await rules.dialog.getByRole('heading', { name: words.change }).waitFor();
  await rules.field('Formula, written for the first cell').fill('=I30<2');
  await rules.choice('Look').selectOption({ label: 'Bad: diamond on red' });
  await shoot(page, 'conditional-editor');
  await rules.dialog.getByRole('button', { name: 'Apply' }).click();
  await rules.lines().filter({ hasText: '=I30<2' }).waitFor();
  await rules.dialog.getByRole('button', { name: /^Delete: Icons/ }).click();
  await page.waitForFunction(() => document.querySelectorAll('.rules__line').length === 2);
  await rules.close();
  assert.deepEqual(await signs(grid, 'H', 30, 33), ['Bad', '', '', '']);
  assert.deepEqual(await signs(grid, 'I', 30, 33), ['', '', '', '']);
  // Deleted, changed, moved: each is one step.
  await grid.press('Control+z');
  await page.waitForFunction(() => document.querySelector('#cell-29-8 svg'));
  await grid.press('Control+z');
  await page.waitForFunction(() => document.querySelector('#cell-32-7 svg'));
  assert.deepEqual(await signs(grid, 'H', 30, 33), ['', '', '', 'Good']);
});

testPage('what is wrong in a rule is named at its field, and the rule waits', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['text', '2']);
  await grid.goTo('H30');
  const rules = new Rules(page, grid, WORDS['en-GB']);
  await grid.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Conditional formats' }).click();
  await rules.dialog.waitFor();
  const wrong = async (field, sentence) => {
    const input = rules.field(field);
    await rules.dialog.locator('[aria-invalid="true"]').first().waitFor();
    assert.equal(await input.getAttribute('aria-invalid'), 'true', field);
    const id = await input.getAttribute('aria-describedby');
    assert.match(await page.locator(`#${id}`).textContent(), sentence);
  };
  await rules.add(await rules.choice('Kind').locator('option').first().textContent(), 'nowhere', {
    'The middle band begins at': '80', 'The upper band begins at': '50',
  });
  await wrong('Cells', /“nowhere” is no range of cells/);
  await wrong('The upper band begins at', /must be above/);
  await page.waitForFunction(() => document.activeElement?.id === 'rule-range');
  await expectAccessible(page, 'the dialog with mistakes');
  await shoot(page, 'conditional-mistakes');
  await rules.add('What makes a formula TRUE', 'H30:H31', { 'Formula, written for the first cell': '=H30' });
  await wrong('Formula, written for the first cell', /For H30, the formula gives “text”/);
  await rules.add('Data bar', 'H30:H31');
  await rules.lines().filter({ hasText: 'Data bar' }).waitFor();
  await rules.dialog.getByRole('button', { name: /^Edit: Data bar/ }).click();
  await rules.choice('Shortest bar').selectOption({ label: 'a number or formula' });
  await rules.choice('Longest bar').selectOption({ label: 'a number or formula' });
  await rules.dialog.locator('#rule-low').fill('9');
  await rules.dialog.locator('#rule-high').fill('3');
  await rules.dialog.getByRole('button', { name: 'Apply' }).click();
  await page.waitForFunction(() => document.activeElement?.id === 'rule-high');
  await page.keyboard.press('Escape');
  await rules.lines().filter({ hasText: 'Data bar from the smallest number' }).waitFor();
  await page.keyboard.press('Escape');
  await rules.dialog.waitFor({ state: 'detached' });
});

for (const theme of ['light', 'dark']) {
  testPage(`on a phone the rules are read and changed as well (${theme})`, app, async (page, { open }) => {
    const grid = await Grid.open(page, open);
    await grid.fill('B30', ['20', '50', '90']);
    const words = WORDS['ja-JP'];
    await grid.goTo('B30:B32');
    const rules = new Rules(page, grid, words);
    await rules.open();
    await shoot(page, `conditional-phone-editor-${theme}`);
    await rules.add(words.bar, 'B30:B32');
    const bands = '区分（良好・注意・不良）';
    await rules.add(bands, 'B30:B32', { [words.low]: '40', [words.high]: '80' });
    await rules.lines().nth(1).waitFor();
    await shoot(page, `conditional-phone-list-${theme}`);
    await expectAccessible(page, 'the list on a phone');
    await rules.close();
    assert.deepEqual(await signs(grid, 'B', 30, 32), [words.bad, words.caution, words.good]);
    await shoot(page, `conditional-phone-grid-${theme}`);
    await expectAccessible(page, 'the grid on a phone');
  }, { size: SIZES.phone, theme, language: 'ja-JP' });
}
