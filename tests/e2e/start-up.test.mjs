// How long a first visit takes until a person can act, on a processor that is slowed down four times: figures to read, of which only
// the size is judged, because times depend on the machine and on what else it does.
import assert from 'node:assert/strict';
import { testPage, useApp } from './helpers.mjs';

const BUDGET_BYTES = 350_000;
const BUDGET_MS = 1_000;
const SLOWED = 4;
const VISITS = 3;

const app = useApp();

for (let visit = 1; visit <= VISITS; visit += 1) {
  testPage(`a first visit under ${SLOWED}x slowing, visit ${visit} of ${VISITS}`, app, async (page, { context }) => {
    const debug = await context.newCDPSession(page);
    await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    await debug.send('Network.enable');
    let bytes = 0;
    debug.on('Network.loadingFinished', ({ encodedDataLength }) => { bytes += encodedDataLength; });
    await page.goto(app.url, { waitUntil: 'commit' });
    // The first card has been drawn, and the page has answered to what was asked of it in a turn of its own.
    await page.locator('.card__title').first().waitFor();
    const interactive = await page.evaluate(() => new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    }));
    await page.waitForLoadState('networkidle');
    console.log(`first visit: ${bytes} bytes with headers, a person can act after ${Math.round(interactive)} ms (budget ${BUDGET_MS} ms on a quiet machine)`);
    assert.ok(bytes > 0 && bytes <= BUDGET_BYTES, `${bytes} bytes`);
  });
}

testPage('the slowed page answers to a press', app, async (page, { context, open }) => {
  const debug = await context.newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await open();
  await page.getByRole('searchbox').first().fill('roi');
  await page.locator('.card__title').filter({ hasText: /ROI/ }).first().waitFor();
});
