// A tab killed at random moments of a session, again and again on one workbook: what stood for a second is there, and what is stored
// is a state that the session really had. `cargo xtask soak` sets TANDEM_KILLS to a number for a long run.
import assert from 'node:assert/strict';
import { open as openPage, testPage, useApp } from './helpers.mjs';
import { keyOf, makeWorkbook, stored, type } from './workbook.mjs';

const app = useApp();
const KILLS = Number(process.env.TANDEM_KILLS ?? 10);
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
  const seed = Number(process.env.TANDEM_SEED ?? Date.now() % 2 ** 31);
  const random = numbers(seed);
  let page = first;
  const id = await makeWorkbook(page, open);
  let edits = 0;
  let atQuiet = 0;
  for (let killed = 0; killed < KILLS; killed += 1) {
    const said = `kill ${killed + 1} of ${KILLS}, seed ${seed}`;
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
  console.log(`${KILLS} kills, ${atQuiet} of them after quiet, ${edits} edits kept, seed ${seed}`);
}, { timeout: 60_000 + KILLS * 15_000 });
