// node bench/browser.mjs PKG_NODE [WORD...]: what a person feels in the release folder, in a real browser that is started anew for
// each measurement. `cargo xtask bench browser` builds both and calls this; with words, only the measurements of these names are made.
import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../tests/e2e/server.mjs';
import { measureLarge } from './browser/large.mjs';
import { FRAME_MS, heading, inFreshBrowser, keys, keysOfEmptyPage, repeated, tell, watchFrames } from './browser/measure.mjs';
import { measurePaste } from './browser/paste.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const [, , PACKAGE, ...ASKED] = process.argv;

/** A score sheet of 1,000 rows and ten formulas a row, all of which read one weight. */
function scores() {
  const { Workbook } = createRequire(import.meta.url)(resolve(PACKAGE, 'tandem.js'));
  const book = new Workbook();
  const cells = [['Sheet1!L1', '2']];
  for (let row = 2; row <= 1001; row += 1) {
    cells.push([`Sheet1!A${row}`, String(row % 97)]);
    for (const column of 'BCDEFGHIJK') cells.push([`Sheet1!${column}${row}`, `=$A${row}*$L$1+COLUMN()`]);
  }
  book.setMany(cells);
  const text = book.toJson();
  book.free();
  return text;
}

/** From a key to the paint that shows it, in a workbook of 10,000 formulas. */
async function measureKeys(server, folder) {
  heading('from a key to the paint that shows it, in a workbook of 10,000 formulas');
  await keysOfEmptyPage(server);
  const file = join(folder, 'scores.tandem.json');
  await writeFile(file, scores());
  await inFreshBrowser(server, async (page) => {
    await page.locator('input[type=file]').setInputFiles(file);
    await page.waitForURL(/#\/w\//);
    await page.locator('[role=gridcell]').first().click();
    await keys(page, 'arrows over 10,000 formulas', [...repeated('ArrowDown', 15), ...repeated('ArrowRight', 8), ...repeated(['ArrowUp', 'ArrowDown'], 150)]);
    await keys(page, 'typing in a cell', repeated(['4', '5', 'Escape'], 100));
    await keys(page, 'a figure that no formula reads, entered', repeated(['4', 'Enter'], 100));
    await page.keyboard.press('Control+Home');
    for (let step = 0; step < 11; step += 1) await page.keyboard.press('ArrowRight');
    await keys(page, 'the weight that 10,000 formulas read, entered', repeated(['3', 'Enter', 'ArrowUp', '4', 'Enter', 'ArrowUp'], 40));
    await page.keyboard.press('Control+Home');
    await keys(page, 'a page down or up', [...repeated('PageDown', 27), ...repeated('PageUp', 27)]);
  }, { at_once: true });
}

/** Frames while a slider is dragged in Present. */
async function measureSlider(server) {
  heading('a slider dragged in Present');
  await inFreshBrowser(server, async (page) => {
    await page.goto(`${server.url}#/new/joint-value`);
    const slider = page.locator('input[type=range]').first();
    await slider.waitFor();
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await page.evaluate(watchFrames);
    for (let step = 0; step < 240; step += 1) await page.mouse.move(box.x + 20 + (box.width - 40) * Math.abs(Math.sin(step / 20)), box.y + box.height / 2);
    await page.mouse.up();
    tell('frames while a slider is dragged in Present', await page.evaluate(() => globalThis.tandemFrames), FRAME_MS * 1.5);
  });
}

const MEASUREMENTS = { keys: measureKeys, slider: measureSlider, paste: measurePaste, large: measureLarge };

const server = await serveFolder({ folder: process.env.TANDEM_DIST ?? join(ROOT, 'dist'), base: '/tandem/' });
const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
try {
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (ASKED.length === 0 || ASKED.includes(name)) await measure(server, folder);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
  await server.close();
}
