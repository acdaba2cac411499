// How long a first visit takes until a person can act, on a processor that is slowed down four times: a figure to read and none to judge,
// because times depend on the machine and on what else it does. What is judged is what the visit asks for; its size is judged in
// first-load.test.mjs.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';

const BUDGET_MS = 1_000;
const SLOWED = 4;

/** The page, its style sheet, the script that starts it, the program with its two scripts; what the browser asks by itself comes on top. */
const ASKED_MOST = 6;

/**
 * Notes when the first card has been drawn and the page has answered in a turn of its own. The page does that itself: whatever the test
 * asks of it meanwhile would run on the same slowed thread.
 */
function noteWhenAPersonCanAct() {
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.card__title')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.canAct = performance.now(); }));
  }).observe(document, { childList: true, subtree: true });
}

const app = useApp();

testPage(`a first visit under ${SLOWED}x slowing comes to rest`, app, async (page, { context }) => {
  const debug = await context.newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  const asked = [];
  page.on('request', (request) => {
    if (['document', 'stylesheet', 'script', 'fetch'].includes(request.resourceType())) asked.push(request.url().slice(app.url.length));
  });
  await context.addInitScript(noteWhenAPersonCanAct);
  await page.goto(app.url, { waitUntil: 'commit' });
  await page.waitForLoadState('networkidle');
  assert.ok(asked.length <= ASKED_MOST, `a first visit asks for ${asked.join(', ')}`);
  const interactive = await page.evaluate(() => globalThis.canAct);
  assert.ok(interactive > 0, 'the first card was drawn');
  console.log(`first visit: a person can act after ${Math.round(interactive)} ms (budget ${BUDGET_MS} ms on a quiet machine)`);
});

testPage('the slowed page answers to a press', app, async (page, { context, open }) => {
  const debug = await context.newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await open();
  await page.getByRole('searchbox').first().fill('roi');
  await page.locator('.card__title').filter({ hasText: /ROI/ }).first().waitFor();
});
