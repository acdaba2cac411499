// A grid in the words of a person who uses it, for tests of everything that happens on one.
import assert from 'node:assert/strict';

/** The grid of one page of a fresh workbook, in the words of a person who uses it. */
export class Grid {
  constructor(page) {
    this.page = page;
    this.editor = page.locator('textarea[aria-controls="grid"]');
    this.bar = page.getByRole('textbox', { name: /^(Formula bar|数式バー)$/ });
    this.place = page.getByRole('textbox', { name: /^(Go to a cell or a name|セルまたは名前へ移動)$/ });
  }

  /** Makes a workbook from a template and opens one of its pages. */
  static async open(page, open, sheet = 'lists') {
    await open('#/new/joint-value');
    await page.waitForURL(/#\/w\/[^/]+/);
    const id = /#\/w\/([^/]+)/.exec(page.url())[1];
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/${sheet}`);
    const grid = new Grid(page);
    await page.getByRole('grid').waitFor();
    await grid.at('A1');
    return grid;
  }

  /** The cell of a reference such as B2. */
  cell(reference) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(reference);
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
    return this.page.locator(`#cell-${Number(row) - 1}-${column}`);
  }

  async goTo(reference) {
    await this.place.fill(reference);
    await this.place.press('Enter');
    const id = await this.cell(reference.split(':')[0]).getAttribute('id');
    await this.page.waitForFunction((id) => document.activeElement?.getAttribute('aria-activedescendant') === id, id);
  }

  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Types a text and ends with a key. */
  async type(text, key) {
    await this.page.keyboard.type(text);
    await this.press(key);
  }

  /** Waits until a reference is what is selected. */
  async at(reference) {
    await this.page.waitForFunction((wanted) => document.querySelector('.formula-bar__name')?.value === wanted, reference);
  }

  /** Waits until a cell shows a text. */
  async shows(reference, text) {
    const id = await this.cell(reference).getAttribute('id');
    try {
      await this.page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, [id, text], { timeout: 5_000 });
    } catch {
      assert.equal(await this.cell(reference).textContent(), text, `what ${reference} shows`);
    }
  }

  /** The middle of a cell, in pixels of the window. */
  async middle(reference) {
    const box = await this.cell(reference).boundingBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  /** Types texts one below the other from a cell on. */
  async fill(reference, texts) {
    await this.goTo(reference);
    for (const text of texts) await this.type(text, 'Enter');
  }
}
