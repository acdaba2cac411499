// A tab killed at random moments of a session, again and again on one workbook, and the whole browser: what stood for a second is
// there, and what is stored is a state that the session really had. `cargo xtask soak` sets TANDEM_KILLS to a number for a long run.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launchProfile } from '../packages.mjs';
import { SIZES, open as openPage, testPage, useApp } from './helpers.mjs';
import { goTo, keyOf, makeWorkbook, showSheet, shows, stored, type } from './workbook.mjs';

const app = useApp();
const KILLS = Number(process.env.TANDEM_KILLS ?? 10);
/** The run of every day is the same each time, so that a failure can be had again; a long one looks for moments that nobody met. */
const SEED = Number(process.env.TANDEM_SEED ?? (process.env.TANDEM_KILLS ? Date.now() % 2 ** 31 : 20_261_122));
/** After so long, by the page's own clock, an edit must be stored: a second of quiet, and while others follow it half as much again. */
const QUIET_MS = 1_000;
const AMONG_OTHERS_MS = 1_500;
/** The first of the rows that the session writes in, below what the template holds. */
const FIRST_ROW = 30;
const ROWS = 20;

/** Numbers from 0 to 1 that follow from a seed, so that a run can be had again. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Ends the page's process at once: no event of leaving runs. */
async function kill(context, page) {
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close().catch(() => {});
}

const clock = (page) => page.evaluate(() => performance.now());

/** What the stored workbook holds in the cells of the session: the number of the last edit of each row. */
async function storedEdits(page, id) {
  const text = await stored(page, keyOf(id));
  const rows = new Array(ROWS).fill(-1);
  for (const [, number] of text.matchAll(/"edit (\d+)"/g)) rows[Number(number) % ROWS] = Math.max(rows[Number(number) % ROWS], Number(number));
  return rows;
}

/** What these cells hold after the first edits of the session. */
const after = (count) => Array.from({ length: ROWS }, (_, row) => {
  const last = Math.floor((count - 1 - row) / ROWS) * ROWS + row;
  return count > row ? last : -1;
});

testPage(`${KILLS} kills at random moments lose no edit that stood for a second`, app, async (first, { open, context }) => {
  console.log(`the moments follow from the seed ${SEED}: TANDEM_SEED=${SEED} gives them again`);
  const random = numbers(SEED);
  let page = first;
  const id = await makeWorkbook(page, open);
  let edits = 0;
  let atQuiet = 0;
  for (let killed = 0; killed < KILLS; killed += 1) {
    const said = `kill ${killed + 1} of ${KILLS}, seed ${SEED}`;
    const commits = [];
    const count = 1 + Math.floor(random() * 4);
    for (let step = 0; step < count; step += 1) {
      const number = edits + step;
      await type(page, `H${FIRST_ROW + (number % ROWS)}`, `edit ${number}`);
      commits.push(await clock(page));
      await page.waitForTimeout(random() * 300);
    }
    // Every other kill comes after a second of quiet, the rest somewhere in the middle of saving or of a word.
    const isQuiet = killed % 2 === 0;
    if (isQuiet) {
      await page.evaluate((quiet) => new Promise((done) => { setTimeout(done, quiet); }), QUIET_MS);
    } else if (random() < 0.5) {
      await page.keyboard.type('half a wo');
    } else {
      await page.waitForTimeout(random() * 700);
    }
    const at = await clock(page);
    await kill(context, page);
    page = await context.newPage();
    await openPage(page, app, `#/w/${id}/lists`);
    await page.getByRole('grid').waitFor();
    const found = await storedEdits(page, id);
    const old = isQuiet ? count : commits.filter((commit) => at - commit >= AMONG_OTHERS_MS).length;
    const states = Array.from({ length: count - old + 1 }, (_, more) => edits + old + more);
    const state = states.find((state) => JSON.stringify(after(state)) === JSON.stringify(found));
    assert.notEqual(state, undefined, `${said}: stored ${JSON.stringify(found)} is none of the states after ${states} edits`);
    atQuiet += isQuiet ? 1 : 0;
    edits = state;
  }
  console.log(`${KILLS} kills, ${atQuiet} of them after quiet, ${edits} edits kept, seed ${SEED}`);
}, { timeout: 60_000 + KILLS * 15_000 });

// A browser that is killed has not yet written to the disk what local storage took; what mends it is the second slot.
const BROWSER_KILLS = Math.max(2, Math.round(KILLS / 10));
test(`${BROWSER_KILLS} kills of the whole browser lose nothing that was called saved`, { timeout: 60_000 + BROWSER_KILLS * 30_000 }, async () => {
  const profile = await mkdtemp(join(tmpdir(), 'tandem-kill-'));
  let running = null;
  try {
    running = await launchProfile(profile);
    const newPage = async () => {
      const page = await running.context.newPage();
      await page.setViewportSize(SIZES.desktop);
      return page;
    };
    let page = await newPage();
    const id = await makeWorkbook(page, (hash) => openPage(page, app, hash));
    for (let killed = 0; killed < BROWSER_KILLS; killed += 1) {
      await type(page, `H${FIRST_ROW + killed}`, `before kill ${killed}`);
      await page.waitForFunction(() => /^Saved/.test(document.querySelector('.save-state__line')?.textContent ?? ''));
      await running.kill();
      running = await launchProfile(profile);
      page = await newPage();
      await openPage(page, app, `#/w/${id}/lists`);
      await showSheet(page, id);
      for (let typed = 0; typed <= killed; typed += 1) {
        // Rows that are out of sight are not on the page.
        await goTo(page, `H${FIRST_ROW + typed}`);
        await shows(page, `H${FIRST_ROW + typed}`, `before kill ${typed}`);
      }
    }
  } finally {
    await running?.kill().catch(() => {});
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
});
