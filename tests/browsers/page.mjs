// What a person does with a page and what they see on it, for any browser that performs WebDriver's actions. Everything that is looked
// for is waited for: the app answers a frame later, and a slow machine much later.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How long anything may take to appear. */
const PATIENCE_MS = 60_000;

/** How often it is looked for. */
const PAUSE_MS = 50;

/** WebDriver's signs for keys that write nothing. */
const KEYS = {
  Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C', Backspace: '\uE003', Delete: '\uE017', Home: '\uE011', End: '\uE010', PageDown: '\uE00F',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', F2: '\uE032', F10: '\uE03A', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A',
};

/**
 * Runs in the page: the elements of a selector that are drawn and show a text, which may be a part of what they say.
 * It is sent as text together with what uses it.
 */
const find = `(selector, text) => [...document.querySelectorAll(selector)].filter((element) => {
  const said = [element.innerText ?? element.textContent, element.getAttribute('aria-label') ?? ''].join(' ').replace(/\\s+/g, ' ');
  return element.getClientRects().length > 0 && (text === null || said.includes(text));
})`;

export class Page {
  /** @param {object} browser as `startFirefox` and `startWebKit` give it @param {string} url where the app is @param {string} shots the folder for pictures */
  constructor(browser, url, shots) {
    Object.assign(this, { browser, url, shots });
  }

  /** What a function of plain values gives in the page. It may call `find(selector, text)`. */
  async evaluate(body, ...values) {
    const source = `function (json) { const find = ${find}; return JSON.stringify((${body})(...JSON.parse(json)) ?? null); }`;
    return JSON.parse(await this.browser.evaluate(source, JSON.stringify(values)));
  }

  /**
   * Waits until such a function gives something that counts as true, and gives that. A page that is just being replaced by another
   * answers with an error, which is waited over like anything else that is not there yet, and told in the end.
   */
  async until(what, body, ...values) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      let refusal = null;
      const found = await this.evaluate(body, ...values).catch((error) => { refusal = error; });
      if (found) return found;
      if (Date.now() > end) {
        const shown = await this.evaluate(() => `at ${location.hash} shows: ${document.body.innerText.slice(0, 600)}`).catch((error) => `answers: ${error.message}`);
        assert.fail(`${this.browser.name}: ${what}${refusal ? ` (${refusal.message})` : ''}. The page ${shown}`);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Waits for an element that shows a text. */
  sees(selector, text = null) {
    return this.until(`no ${selector} shows “${text ?? 'anything'}”`, (selector, text) => find(selector, text).length > 0, selector, text);
  }

  /** Waits until no element shows a text any more. */
  misses(selector, text = null) {
    return this.until(`${selector} still shows “${text ?? 'something'}”`, (selector, text) => find(selector, text).length === 0, selector, text);
  }

  /** Loads the app at an address, so that nothing of it runs on. */
  async load(hash) {
    await this.browser.goTo('about:blank');
    await this.browser.goTo(this.url + hash);
    await this.sees('main');
  }

  /** Goes to an address within the app, without loading it again. */
  async goTo(hash) {
    await this.evaluate((hash) => { location.hash = hash; }, hash);
    await this.sees('main');
  }

  /** Loads the page again. */
  async reload() {
    await this.browser.reload();
    await this.sees('main');
  }

  /** Where the middle of the first such element is, once it rests there and nothing lies over it. */
  middle(selector, text) {
    return this.until(`${selector} “${text ?? ''}” can’t be reached by a pointer`, (selector, text) => {
      const [element] = find(selector, text);
      if (!element) return null;
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      let box = element.getBoundingClientRect();
      if (box.top < 0 || box.bottom > innerHeight) {
        element.scrollIntoView({ block: 'center' });
        box = element.getBoundingClientRect();
      }
      const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
      const hit = document.elementFromPoint(x, y);
      const rests = globalThis.lastMiddle === `${selector} ${text} ${x} ${y}`;
      globalThis.lastMiddle = `${selector} ${text} ${x} ${y}`;
      return rests && hit && (element.contains(hit) || hit.closest('label')?.contains(element)) ? [x, y] : null;
    }, selector, text);
  }

  /** Moves the pointer to places of the window, one after the other, with the button down from the first on. */
  drag(...places) {
    const [[x, y], ...others] = places;
    const move = ([x, y]) => ({ type: 'pointerMove', x, y, duration: 20, origin: 'viewport' });
    const actions = [move([x, y]), { type: 'pointerDown', button: 0 }, ...others.map(move), { type: 'pointerUp', button: 0 }];
    return this.browser.perform([{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }]);
  }

  /** Clicks the first such element. */
  async press(selector, text = null) {
    await this.drag(await this.middle(selector, text));
  }

  /** Presses keys one after the other, such as Enter or Control+z. */
  async keys(...chords) {
    const actions = chords.flatMap((chord) => {
      const values = chord.split('+').map((key) => KEYS[key] ?? key);
      return [...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))];
    });
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions }]);
  }

  /** Writes a text, sign by sign. */
  async write(text) {
    await this.browser.perform([{ type: 'key', id: 'keyboard', actions: [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]) }]);
  }

  /** Replaces what a field holds, and waits until it holds it. */
  async fill(selector, text) {
    await this.press(selector);
    await this.until(`${selector} takes no focus`, (selector) => document.activeElement?.matches(selector), selector);
    await this.keys('Control+a');
    await this.write(text);
    await this.until(`${selector} holds no “${text}”`, (selector, text) => document.querySelector(selector).value === text, selector, text);
  }

  /** Keeps a picture for people, and fails where the page is wider than the window. */
  async shoot(name) {
    await this.until(`${name} does not rest`, () => document.getAnimations().every((animation) => animation.playState !== 'running'));
    await this.until(`${name} is wider than the window`, () => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
    await mkdir(this.shots, { recursive: true });
    await writeFile(join(this.shots, `${this.browser.name}-${name}.png`), await this.browser.picture());
  }
}
