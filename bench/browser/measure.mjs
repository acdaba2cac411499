// What the measurements in a browser have in common: a browser of their own, times up to the paint, frames, and how figures are told.
import { loadavg } from 'node:os';
import { launchBrowser } from '../../tests/packages.mjs';

/** A frame of a screen that shows 60 a second. */
export const FRAME_MS = 1000 / 60;
/** Two frames, and a little more because the browser rounds: what people see as a jerk is longer. */
export const JERK_MS = 2 * FRAME_MS + 0.5;

/** Keeps, for the last key press, a promise of the time from the event to the first paint after it. */
function watchPaints() {
  addEventListener('keydown', (event) => {
    const pressed = event.timeStamp;
    globalThis.tandemPainted = new Promise((done) => {
      requestAnimationFrame(() => {
        const painted = new MessageChannel();
        painted.port1.onmessage = () => done(performance.now() - pressed);
        painted.port2.postMessage(0);
      });
    });
  }, true);
}

/** Has the browser draw a frame as soon as there is something to draw. A screen of 60 Hz makes every page wait up to 16.7 ms for
 * its turn, by chance and whatever the page does, so that not even an empty one would have 99 keys in a hundred painted in that
 * time; what is measured with these switches is what a page itself takes. */
const AT_ONCE = ['--disable-gpu-vsync', '--disable-frame-rate-limit'];

/** Keeps the lengths of all frames and the most elements that the page ever had at the start of one. */
export function watchFrames() {
  globalThis.tandemFrames = [];
  globalThis.tandemElements = 0;
  if (globalThis.tandemWatches) return;
  globalThis.tandemWatches = true;
  let last = performance.now();
  const next = (now) => {
    globalThis.tandemFrames.push(now - last);
    last = now;
    globalThis.tandemElements = Math.max(globalThis.tandemElements, document.getElementsByTagName('*').length);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Runs a measurement in a browser that nothing was measured in before, with scrollbars as people have them. Times of keys are
 * measured where frames do not wait for the screen (`at_once`), and frames where they do. */
export async function inFreshBrowser(server, measure, { at_once = false } = {}) {
  const browser = await launchBrowser({ ignoreDefaultArgs: ['--hide-scrollbars'], args: at_once ? AT_ONCE : [] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(watchPaints);
    await page.goto(server.url);
    return await measure(page);
  } finally {
    await browser.close();
  }
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const padded = (ms) => `${ms.toFixed(1).padStart(7)} ms`;

/** Says what is measured next, and how busy the machine is while it is. */
export function heading(words) {
  console.log(`\n${words} (load of the machine ${loadavg()[0].toFixed(1)})`);
}

/** One time against its budget. */
export function tellTime(what, ms, budget_ms) {
  const verdict = budget_ms === undefined ? '' : ms <= budget_ms ? 'within budget' : `over ${budget_ms.toFixed(1)} ms`;
  console.log(`${what.padEnd(52)} ${padded(ms)}  ${verdict}`);
}

/** Times of which 99 in a hundred keep a budget. */
export function tell(what, times, budget_ms) {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p99] = [at(sorted, 0.5), at(sorted, 0.99)];
  const verdict = p99 <= budget_ms ? 'within budget' : `p99 over ${budget_ms.toFixed(1)} ms`;
  console.log(`${what.padEnd(52)} n=${String(sorted.length).padStart(4)}  p50 ${padded(p50)}  p99 ${padded(p99)}  ${verdict}`);
}

/** Does something and tells the longest frame meanwhile, how many were over two frames, and the most elements. */
export async function frames(page, what, act, most_elements) {
  await page.evaluate(watchFrames);
  await act();
  // What an event asked for is drawn in one of the next frames.
  await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))); }));
  const [times, elements] = await page.evaluate(() => [globalThis.tandemFrames, globalThis.tandemElements]);
  const over = times.filter((ms) => ms > JERK_MS).length;
  const longest = Math.max(...times);
  const bounded = elements <= most_elements ? '' : `, elements over ${most_elements}`;
  const verdict = (over === 0 ? 'within budget' : 'frames over 33 ms') + bounded;
  console.log(`${what.padEnd(52)} n=${String(times.length).padStart(4)}  longest ${padded(longest)}  over 33 ms ${String(over).padStart(3)}  elements at most ${elements}  ${verdict}`);
}

/** Presses keys one by one and tells the time from each to the paint that follows it. Each comes when the one before is painted
 * and 10 to 34 ms more have gone by: no faster than a key that is held down, so that a key does not wait for those before it, and
 * at ever other moments, so that what the page does between keys meets some of them. */
export async function keys(page, what, presses) {
  const times = [];
  for (const [index, key] of presses.entries()) {
    await page.keyboard.press(key);
    times.push(await page.evaluate(() => globalThis.tandemPainted));
    await page.waitForTimeout(10 + ((index * 7) % 25));
  }
  tell(what, times, FRAME_MS);
}

/** The same on a page that has nothing but a mark to move, as a measure of what the browser and the machine take by themselves. */
export async function keysOfEmptyPage(server) {
  await inFreshBrowser(server, async (page) => {
    await page.evaluate(() => {
      document.documentElement.innerHTML = '<body><p id="mark">0</p></body>';
      addEventListener('keydown', (event) => { event.preventDefault(); document.getElementById('mark').textContent = String(event.timeStamp); });
    });
    await keys(page, 'for comparison: a page of one word', repeated('ArrowDown', 200));
  }, { at_once: true });
}

/** Makes a workbook with nothing in it and selects its first cell. */
export async function openBlank(page) {
  await page.locator('input[type=file]').setInputFiles({ name: 'Sheet1.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await page.locator('dialog[open] .button--primary').click();
  await page.locator('[role=gridcell]').first().click();
}

export const repeated = (key, count) => Array.from({ length: count }, () => key).flat();
