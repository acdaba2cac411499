// The grid for those who never touch the mouse: scripts of keys, and waiting for what they lead to.
import assert from 'node:assert/strict';
import { Grid } from './grid.mjs';

/** A person whose hands stay on the keyboard. What is between braces is a key; everything else is typed, as fast as the page takes it. */
export class Hands extends Grid {
  async keys(script) {
    for (const [place, part] of script.split(/\{([^{}]+)\}/).entries()) {
      if (place % 2 === 1) await this.page.keyboard.press(part);
      else if (part) await this.page.keyboard.type(part);
    }
  }

  /** Goes somewhere by F5, which leads to the name box. */
  async to(reference) {
    await this.keys(`{F5}${reference}{Enter}`);
    await this.at(reference);
    await this.rests();
  }

  /** Waits until the sheet has the keyboard again. */
  async rests() {
    await this.page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
  }

  /** Does a command of the palette by its words. */
  async command(words, label = words) {
    await this.keys(`{Control+k}${words}`);
    await this.page.locator('#palette-option-0 .palette__label', { hasText: label }).waitFor();
    await this.keys('{Enter}');
  }

  /** Presses Tab, or Shift+Tab, until an element has the focus. */
  async tabTo(wanted, key = 'Tab') {
    for (let step = 0; step < 40; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) return;
      await this.press(key);
    }
    assert.fail(`${wanted} is not among what the next 40 of ${key} lead to`);
  }

  /** Waits until cells that begin at a reference, in one row, show texts. */
  async row(reference, texts) {
    const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(reference);
    for (const [step, text] of texts.entries()) await this.shows(String.fromCharCode(letters.charCodeAt(0) + step) + row, text);
  }

  /** Goes to a cell and waits until the formula bar reads so. */
  async holds(reference, text) {
    await this.to(reference);
    await this.reads(text);
  }

  /** Waits until the formula bar reads so. */
  async reads(text) {
    const read = (text) => document.querySelector('.formula-bar__text').value === text;
    await this.page.waitForFunction(read, text, { timeout: 5_000 }).catch(async () => assert.equal(await this.bar.inputValue(), text));
  }

  /** Waits until those who listen are told something. */
  async told(words) {
    await this.page.getByRole('status').filter({ hasText: words }).first().waitFor({ state: 'attached' });
  }
}
