// What a first visit loads, and what comes with the first workbook: sizes as they go over the wire, and a network that fails.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { DIST, expectAccessible, testPage, useApp } from './helpers.mjs';

const BUDGET_BYTES = 350_000;

const app = useApp();

/** Counts what the page loads, in bytes of the answers' bodies as they were sent. */
function meter(page) {
  const loaded = new Map();
  const pending = [];
  page.on('requestfinished', (request) => pending.push((async () => {
    const { responseBodySize } = await request.sizes();
    loaded.set(new URL(request.url()).pathname.split('/').pop(), responseBodySize);
  })()));
  return {
    async bytes() {
      await Promise.all(pending);
      return [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
    },
    names: () => [...loaded.keys()],
  };
}

const parts = async () => (await readdir(DIST)).filter((name) => /-split_\w+\.wasm$/.test(name));

testPage('a first visit to Home stays within the budget', app, async (page, { open }) => {
  const met = meter(page);
  await open();
  await page.waitForLoadState('networkidle');
  const bytes = await met.bytes();
  console.log(`first visit: ${bytes} bytes in ${met.names().length} files`);
  assert.ok(met.names().some((name) => name.endsWith('_bg.wasm')), 'the program was met');
  assert.ok(bytes <= BUDGET_BYTES, `${bytes} bytes, of which ${JSON.stringify(met.names())}`);
});

testPage('the part for workbooks comes when a person is about to open one', app, async (page, { open }) => {
  const met = meter(page);
  await open();
  await page.waitForLoadState('networkidle');
  const wanted = await parts();
  assert.ok(wanted.length > 0, 'the release folder holds parts');
  assert.deepEqual(met.names().filter((name) => wanted.includes(name)), []);
  const arrives = page.waitForResponse((response) => wanted.some((name) => response.url().endsWith(name)));
  await page.locator('.card__title').first().hover();
  await arrives;
  await page.locator('.card__title').first().click();
  await page.waitForURL(/#\/w\//);
  await page.locator('main').waitFor();
});

testPage('without a network for the second part the page says so, and a second try works', app, async (page, { open }) => {
  await page.route(/-split_\w+\.wasm$/, (route) => route.abort());
  await open('#/new/joint-value');
  await page.getByRole('heading', { name: 'The rest of Tandem could not be loaded' }).waitFor();
  await expectAccessible(page, 'the page about a missing part');
  await page.unroute(/-split_\w+\.wasm$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.waitForURL(/#\/w\//);
  await page.locator('main').waitFor();
}, { expectComplaints: true });

testPage('a workbook is opened from its own address', app, async (page, { open }) => {
  await open('#/new/ecosystem-roi');
  await page.waitForURL(/#\/w\//);
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Title of the workbook' }).waitFor();
});
