// How long a first visit takes until a person can act, on a processor that is slowed down four times: a figure to read and none to judge,
// because times depend on the machine and on what else it does. The size of the visit is judged in first-load.test.mjs.
import { testPage, useApp } from './helpers.mjs';

const BUDGET_MS = 1_000;
const SLOWED = 4;

const app = useApp();

testPage(`a first visit under ${SLOWED}x slowing comes to rest`, app, async (page, { context }) => {
  const debug = await context.newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.goto(app.url, { waitUntil: 'commit' });
  // The first card has been drawn, and the page has answered to what was asked of it in a turn of its own.
  await page.locator('.card__title').first().waitFor();
  const interactive = await page.evaluate(() => new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  }));
  await page.waitForLoadState('networkidle');
  console.log(`first visit: a person can act after ${Math.round(interactive)} ms (budget ${BUDGET_MS} ms on a quiet machine)`);
});

testPage('the slowed page answers to a press', app, async (page, { context, open }) => {
  const debug = await context.newCDPSession(page);
  await debug.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await open();
  await page.getByRole('searchbox').first().fill('roi');
  await page.locator('.card__title').filter({ hasText: /ROI/ }).first().waitFor();
});
