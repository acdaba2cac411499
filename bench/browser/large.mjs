// A filled sheet of 100,000 rows and 50 columns: how long it takes to open, and whether every frame is in time while a person goes
// through it. Nine columns in ten hold numbers, every tenth a text, and the last one a formula.
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frames, heading, inFreshBrowser, keys, repeated, tellTime } from './measure.mjs';

const [ROWS, COLUMNS] = [100_000, 50];
const OPEN_BUDGET_MS = 1000;
/** Elements of the whole page: a window of 1440 by 900 shows some 35 rows of 14 columns, and as many again wait at its edges. */
const MOST_ELEMENTS = 3_500;
/** What the page may take before it is said that a file was not opened. */
const PATIENCE_MS = 120_000;

const letters = Array.from({ length: COLUMNS }, (_, index) => (index < 26 ? '' : 'A') + String.fromCharCode(65 + (index % 26)));
const number = (row, column) => (((row * 7919 + column * 104_729) % 1_000_000) / 100).toFixed(2);
const word = (row, column) => `Partner ${(row * 31 + column) % 5000}`;

function cell(row, column) {
  if (column === COLUMNS - 1) return `{"formula":"=A${row}+B${row}"}`;
  return column % 10 === 9 ? `{"text":"${word(row, column)}"}` : `{"number":"${number(row, column)}"}`;
}

function field(row, column) {
  if (column === COLUMNS - 1) return `=A${row}+B${row}`;
  return column % 10 === 9 ? word(row, column) : number(row, column);
}

async function writeRows(path, before, line, after) {
  const file = await openFile(path, 'w');
  await file.write(before);
  const many = 1000;
  for (let row = 1; row <= ROWS; row += many) {
    await file.write(Array.from({ length: many }, (_, more) => line(row + more)).join(''));
  }
  await file.write(after);
  await file.close();
  return path;
}

/** The sheet as a workbook file, written as the app writes it. */
const workbookFile = (path) => writeRows(
  path,
  '{\n"format": "tandem-workbook",\n"version": 1,\n"id": "large",\n"title": {"en":"Large","ja":"Large"},\n"settings": {"language":"en","currency":"USD","fiscalStartMonth":1},\n"guide": [],\n"styles": [],\n"pages": [\n {\n  "id": "one",\n  "title": {"en":"Sheet1","ja":"Sheet1"},\n  "sheet": {"name":"Sheet1"},\n  "cells": {',
  (row) => letters.map((letter, column) => `${row + column === 1 ? '' : ','}\n   "${letter}${row}": ${cell(row, column)}`).join(''),
  '\n  }\n }\n]\n}\n',
);

/** The sheet as separated values. */
const valuesFile = (path) => writeRows(path, '', (row) => `${letters.map((_, column) => field(row, column)).join(',')}\r\n`, '');

/** Keeps when the first cell with a figure was painted, and the end of the last frame over 50 ms, both from a moment on. */
function watchOpening() {
  const seen = (globalThis.tandemOpening = { from: 0, painted: 0, busyUntil: 0, said: '' });
  const begin = (event) => { seen.from = event.timeStamp; };
  addEventListener('change', begin, true);
  addEventListener('click', (event) => { if (event.target.closest?.('dialog .button--primary')) begin(event); }, true);
  let last = performance.now();
  const next = (now) => {
    if (seen.from && now - last > 50) seen.busyUntil = performance.now();
    last = now;
    // That a long file is being opened is said meanwhile and says nothing of the end.
    const notices = [...document.querySelectorAll('.notice')].map((notice) => notice.textContent);
    if (!seen.said) seen.said = notices.filter((text) => !text.startsWith('Opening')).join(' ');
    if (seen.from && !seen.painted && document.querySelector('[role=gridcell] .cell__text')) {
      const drawn = new MessageChannel();
      drawn.port1.onmessage = () => { seen.painted ||= performance.now(); };
      drawn.port2.postMessage(0);
    }
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

/** Chooses a file and says whether its sheet was shown; tells how long that took. */
async function open(page, what, path, confirm) {
  await page.evaluate(watchOpening);
  await page.locator('input[type=file]').setInputFiles(path);
  if (confirm) await page.locator('dialog[open] .button--primary').click();
  const isOver = () => globalThis.tandemOpening.painted > 0 || (globalThis.tandemOpening.from > 0 && globalThis.tandemOpening.said !== '');
  try {
    await page.waitForFunction(isOver, undefined, { timeout: PATIENCE_MS });
  } catch (error) {
    console.log(`${what.padEnd(52)} not opened within ${PATIENCE_MS / 1000} s: ${String(error.message).split('\n')[0]}`);
    return false;
  }
  // Long enough that what is put off until after the first paint, such as saving, has come.
  await page.waitForTimeout(6000);
  const { from, painted, busyUntil, said } = await page.evaluate(() => globalThis.tandemOpening);
  if (said) console.log(`${what}: the page says "${said}"`);
  if (!painted) return false;
  tellTime(`${what}, until painted`, painted - from, OPEN_BUDGET_MS);
  tellTime(`${what}, until no task holds the page up`, Math.max(painted, busyUntil) - from, OPEN_BUDGET_MS);
  const memory = await page.evaluate(() => globalThis.performance.memory?.usedJSHeapSize ?? 0);
  console.log(`${`${what}, JavaScript's own memory`.padEnd(52)} ${(memory / 1e6).toFixed(0).padStart(7)} MB`);
  console.log(`${`${what}, the line on saving`.padEnd(52)} ${await page.locator('.save-state').textContent()}`);
  return true;
}

async function look(page) {
  const scroller = page.locator('.grid').first();
  const box = await scroller.boundingBox();
  const middle = [box.x + box.width / 2, box.y + box.height / 2];
  const inner = await scroller.evaluate((element) => ({ width: element.clientWidth, height: element.clientHeight }));
  const pause = () => page.waitForTimeout(16);
  await page.locator('[role=gridcell]').first().click();
  await frames(page, 'the wheel turned 200 times, 120 px each', async () => {
    await page.mouse.move(...middle);
    for (let turn = 0; turn < 200; turn += 1) { await page.mouse.wheel(0, 120); await pause(); }
  }, MOST_ELEMENTS);
  await frames(page, 'the wheel turned fast, 100 times 2,000 px', async () => {
    for (let turn = 0; turn < 100; turn += 1) { await page.mouse.wheel(0, turn % 4 === 3 ? -1500 : 2000); await pause(); }
  }, MOST_ELEMENTS);
  await frames(page, 'the wheel to the right and back, 100 times 300 px', async () => {
    for (let turn = 0; turn < 100; turn += 1) { await page.mouse.wheel(turn < 50 ? 300 : -300, 0); await pause(); }
  }, MOST_ELEMENTS);
  await scroller.evaluate((element) => { element.scrollTop = 0; });
  const bar = box.x + inner.width + (box.width - inner.width) / 2;
  if (box.width - inner.width >= 4) {
    await frames(page, 'the scrollbar dragged to the end and back', async () => {
      await page.mouse.move(bar, box.y + 24);
      await page.mouse.down();
      for (let step = 0; step < 120; step += 1) {
        await page.mouse.move(bar, box.y + 24 + (inner.height - 60) * Math.sin((step / 120) * Math.PI));
        await pause();
      }
      await page.mouse.up();
    }, MOST_ELEMENTS);
  }
  await frames(page, 'scrolled to 120 places all over the sheet', () => scroller.evaluate(async (element) => {
    for (let step = 0; step < 120; step += 1) {
      element.scrollTop = (element.scrollHeight * ((step * 37) % 100)) / 100;
      element.scrollLeft = (element.scrollWidth * ((step * 13) % 100)) / 100;
      await new Promise(requestAnimationFrame);
    }
  }), MOST_ELEMENTS);
  await page.keyboard.press('Control+Home');
  await frames(page, 'PageDown 100 times', () => pressed(page, 'PageDown', 100), MOST_ELEMENTS);
  await frames(page, 'Ctrl+End and Ctrl+Home, ten times each', () => pressed(page, ['Control+End', 'Control+Home'], 10), MOST_ELEMENTS);
  await frames(page, 'Ctrl+arrows around the sheet, five times', () => pressed(page, ['Control+ArrowDown', 'Control+ArrowRight', 'Control+ArrowUp', 'Control+ArrowLeft'], 5), MOST_ELEMENTS);
  await frames(page, 'everything selected and one cell again, ten times', () => pressed(page, ['Control+a', 'ArrowDown'], 10), MOST_ELEMENTS);
  await frames(page, 'a selection dragged over the window', async () => {
    await page.mouse.move(box.x + 120, box.y + 80);
    await page.mouse.down();
    for (let step = 0; step < 90; step += 1) {
      await page.mouse.move(box.x + 120 + (inner.width - 200) * Math.abs(Math.sin(step / 15)), box.y + 80 + (inner.height - 150) * (step / 90));
      await pause();
    }
    await page.mouse.up();
  }, MOST_ELEMENTS);
}

/** From a key to the paint that shows it. */
async function press(page) {
  await page.locator('[role=gridcell]').first().click();
  await keys(page, 'arrows in the large sheet', [...repeated('ArrowDown', 60), ...repeated(['ArrowRight', 'ArrowDown'], 30)]);
  await keys(page, 'typing in the large sheet', repeated(['4', '5', 'Escape'], 60));
  await keys(page, 'a figure entered in the large sheet', repeated(['4', 'Enter'], 40));
}

async function pressed(page, what, times) {
  for (const key of repeated(what, times)) { await page.keyboard.press(key); await page.waitForTimeout(16); }
}

/** Measures the large sheet. */
export async function measureLarge(server, folder) {
  heading(`a sheet of ${ROWS} rows and ${COLUMNS} columns, opened in a fresh browser`);
  const workbook = await workbookFile(join(folder, 'large.tandem.json'));
  await inFreshBrowser(server, async (page) => {
    if (!(await open(page, 'a workbook file', workbook, false))) return;
    heading('frames while a person goes through it');
    await look(page);
  });
  heading('from a key to the paint that shows it, in the large sheet');
  await inFreshBrowser(server, async (page) => {
    if (await open(page, 'the workbook file, once more', workbook, false)) await press(page);
  }, { at_once: true });
  heading('the same sheet as separated values, in another fresh browser');
  const values = await valuesFile(join(folder, 'large.csv'));
  await inFreshBrowser(server, (page) => open(page, 'separated values', values, true));
}
