// node bench/browser.mjs PKG_NODE: what a person feels in the release folder, in a real browser. From a key to the paint that shows it, in a
// workbook of 10,000 formulas; frames while a slider is dragged in Present. `cargo xtask bench browser` builds both and calls this.
import { createRequire } from 'node:module';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serveFolder } from '../tests/e2e/server.mjs';
import { launchBrowser } from '../tests/packages.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const FRAME_MS = 1000 / 60;
const { Workbook } = createRequire(import.meta.url)(resolve(process.argv[2], 'tandem.js'));

/** A score sheet of 1,000 rows and ten formulas a row, all of which read one weight. */
function scores() {
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

/** Keeps, for every key press, the time from the event to the first paint after it. */
function watchPaints() {
  const times = (globalThis.tandemPaints = []);
  addEventListener('keydown', (event) => {
    const pressed = event.timeStamp;
    requestAnimationFrame(() => {
      const painted = new MessageChannel();
      painted.port1.onmessage = () => times.push(performance.now() - pressed);
      painted.port2.postMessage(0);
    });
  }, true);
}

/** Keeps the lengths of frames between two calls. */
function watchFrames() {
  const frames = (globalThis.tandemFrames = []);
  let last = performance.now();
  const next = (now) => { frames.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next);
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];

function tell(what, times, limit) {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
  const verdict = p99 <= limit ? 'within budget' : `p99 over ${limit.toFixed(1)} ms`;
  console.log(`${what.padEnd(52)} n=${String(sorted.length).padStart(4)}  p50 ${p50.toFixed(1).padStart(6)} ms  p99 ${p99.toFixed(1).padStart(6)} ms  ${verdict}`);
}

async function keys(page, what, presses, pause = 0) {
  await page.evaluate(() => { globalThis.tandemPaints.length = 0; });
  for (const key of presses) {
    await page.keyboard.press(key);
    if (pause) await page.waitForTimeout(pause);
  }
  await page.waitForFunction((count) => globalThis.tandemPaints.length >= count, presses.length);
  tell(what, await page.evaluate(() => globalThis.tandemPaints), FRAME_MS);
}

const repeated = (key, count) => Array.from({ length: count }, () => key).flat();

const server = await serveFolder({ folder: join(ROOT, 'dist'), base: '/tandem/' });
const browser = await launchBrowser();
const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'));
try {
  const file = join(folder, 'scores.tandem.json');
  await writeFile(file, scores());
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPaints);
  await page.goto(server.url);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/#\/w\//);
  await page.locator('[role=gridcell]').first().click();
  await keys(page, 'arrows over 10,000 formulas', [...repeated('ArrowDown', 15), ...repeated('ArrowRight', 8), ...repeated(['ArrowUp', 'ArrowDown'], 150)]);
  await keys(page, 'typing in a cell', repeated(['4', '5', 'Escape'], 100));
  await keys(page, 'a figure that no formula reads, entered', repeated(['4', 'Enter'], 100));
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 11; step += 1) await page.keyboard.press('ArrowRight');
  await keys(page, 'the weight that 10,000 formulas read, entered', repeated(['3', 'Enter', 'ArrowUp', '4', 'Enter', 'ArrowUp'], 40));
  await keys(page, 'a page down', repeated(['PageDown', 'PageUp'], 40));

  const present = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await present.goto(`${server.url}#/new/joint-value`);
  const slider = present.locator('input[type=range]').first();
  await slider.waitFor();
  const box = await slider.boundingBox();
  await present.mouse.move(box.x + 20, box.y + box.height / 2);
  await present.mouse.down();
  await present.evaluate(watchFrames);
  for (let step = 0; step < 240; step += 1) await present.mouse.move(box.x + 20 + (box.width - 40) * Math.abs(Math.sin(step / 20)), box.y + box.height / 2);
  await present.mouse.up();
  tell('frames while a slider is dragged in Present', await present.evaluate(() => globalThis.tandemFrames), FRAME_MS * 1.5);
} finally {
  await rm(folder, { recursive: true, force: true });
  await browser.close();
  await server.close();
}
