// One workbook as a person and the browser's storage see it: for tests of what is kept, and of what happens when keeping fails.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

const WORKBOOK = 'tandem.workbook.';

/** The key of a workbook's entry in the storage. */
export const keyOf = (id) => WORKBOOK + id;

/** Where stored bytes that can't be read are kept: the keys begin with this. */
export const ASIDE = 'tandem.aside.';

/** Makes a workbook from a template, shows its page of plain lists, and gives its identity. */
export async function makeWorkbook(page, open, template = 'joint-value') {
  await open(`#/new/${template}`);
  await page.waitForURL(/#\/w\/[^/]+/);
  const id = /#\/w\/([^/]+)/.exec(page.url())[1];
  await showSheet(page, id);
  return id;
}

/** Goes to the page of lists of a workbook, without loading the app again. */
export async function showSheet(page, id) {
  await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/lists`);
  await page.getByRole('grid').waitFor();
}

/** Goes home without loading the app again. */
export async function goHome(page) {
  await page.evaluate(() => { location.hash = '#/'; });
  await page.locator('main.home').waitFor();
}

/** Goes to a cell by the name box, which brings it into sight. */
export async function goTo(page, cell) {
  const name = page.locator('.formula-bar__name');
  await name.fill(cell);
  await name.press('Enter');
  await page.waitForFunction(() => document.activeElement?.classList.contains('grid__editor'));
}

/** Goes to a cell by the name box and types a text, which stays a draft until a key ends it. */
export async function draft(page, cell, text) {
  await goTo(page, cell);
  await page.keyboard.type(text);
}

/** Types a text into a cell and waits until the cell shows it. */
export async function type(page, cell, text) {
  await draft(page, cell, text);
  await page.keyboard.press('Enter');
  await shows(page, cell, text);
}

/** Waits until a cell shows a text. */
export async function shows(page, cell, text) {
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(cell);
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  const id = `cell-${Number(row) - 1}-${column}`;
  await page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, [id, text]).catch(async () => {
    assert.equal(await page.locator(`#${id}`).textContent(), text, `what ${cell} shows`);
  });
}

/** The text that the storage holds under a key, or null. */
export const stored = (page, key) => page.evaluate((key) => localStorage.getItem(key), key);

/** The keys of the storage that begin with a text. */
export const storedKeys = (page, start) => page.evaluate((start) => Object.keys(localStorage).filter((key) => key.startsWith(start)).sort(), start);

/** Waits until what is stored of a workbook holds a text that was typed as a whole. */
export function untilStored(page, id, text, timeout = 30_000) {
  return page.waitForFunction(([key, text]) => localStorage.getItem(key)?.includes(text), [keyOf(id), JSON.stringify(text)], { timeout, polling: 20 });
}

/** Waits until the header says how the workbook is kept, in words that match. */
export const untilSaid = (page, words) => page.locator('.save-state__line').filter({ hasText: words }).waitFor();

/** Presses something that downloads a file, and gives the file's name and text. */
export async function downloaded(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Presses the button of the header that downloads the open workbook; beside what is wrong with saving, there may be another. */
export const pressDownload = (page) => page.locator('.button--icon').and(page.getByRole('button', { name: /^(Download a copy|コピーをダウンロード)/ })).click();

/**
 * Runs in the page before anything else: lets a test refuse some writes of the storage, by setting `refusal` to the error's name and
 * to which writes it concerns, counted from 1 as in `writes`.
 */
export function watchWrites() {
  const write = Storage.prototype.setItem;
  globalThis.writes = [];
  globalThis.refusal = null;
  Storage.prototype.setItem = function (key, value) {
    const { name, from = 1, to = Infinity } = globalThis.refusal ?? {};
    const number = globalThis.writes.push(String(key));
    if (name && from <= number && number <= to) throw new DOMException(`Setting the value of '${key}' was refused by the test.`, name);
    return write.call(this, key, value);
  };
}

/** Refuses writes from now on; without a name takes them again. */
export const refuse = (page, name, from, to) => page.evaluate((refusal) => { globalThis.refusal = refusal; }, name ? { name, from, to } : null);

/** Runs in the page before anything else: keeps the timers that wait for seconds until a test runs them. */
export const keepSlowTimers = () => {
  const later = globalThis.setTimeout.bind(globalThis);
  globalThis.slow = [];
  globalThis.setTimeout = (callback, delay, ...rest) => (delay >= 5_000 ? -globalThis.slow.push(callback) : later(callback, delay, ...rest));
};

/** Runs in the page before anything else: takes the browser's database away, so that local storage is all there is. */
export const withoutDatabase = () => Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('refused by the test', 'SecurityError'); } });

/** As what runs in the page before anything else, several such things. */
export const inTurn = (...steps) => steps.filter(Boolean).map((step) => (typeof step === 'function' ? `(${step})();` : step)).join(' ');
