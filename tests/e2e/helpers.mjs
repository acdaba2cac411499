// What every end-to-end test starts from: the release folder under a sub-path with the strict policy, a browser, and pages that
// fail the test when the console complains, when the policy blocks something, or when anything asks another origin.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { launchBrowser, locate } from '../packages.mjs';
import { serveFolder } from './server.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const SHOTS = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'e2e-shots');

/** The release folder; while developing, TANDEM_DIST may name a quicker build of the same pages. */
export const DIST = process.env.TANDEM_DIST ?? join(ROOT, 'dist');

/** The sub-path that the tests serve it under. */
export const BASE = '/tools/tandem/';

/** Sizes that views are looked at in, in CSS pixels. */
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 820, height: 1180 },
  phone: { width: 390, height: 844 },
};

/**
 * Starts server and browser before the tests of a file and ends them afterwards.
 * @param {{ replace?: Map<string, object> }} [options] answers to stage instead of files
 */
export function useApp(options = {}) {
  const app = {};
  before(async () => {
    app.server = await serveFolder({ folder: DIST, base: BASE, ...options });
    app.url = app.server.url;
    app.browser = await launchBrowser();
  });
  after(async () => {
    await app.browser?.close();
    await app.server?.close();
  });
  return app;
}

/**
 * A test with a fresh browser profile and one watched page.
 * @param {string} name what a person can do, as a sentence
 * @param {ReturnType<typeof useApp>} app
 * @param {(page: object, context: { complaints: string[], origins: Set<string>, open: (hash?: string) => Promise<void>, context: object }) => Promise<void>} body
 *   `origins` are those that may be asked: the app's own, and what the body adds; any other fails the test, whatever else is expected
 * @param {{ size?: object, theme?: 'light' | 'dark', language?: string, expectComplaints?: boolean, touch?: boolean, init?: string | Function, keepsCopy?: boolean, timeout?: number }} [options]
 *   with `expectComplaints` the body judges `complaints` itself; `touch` gives the page fingers; `init` runs in the page before anything
 *   else; with `keepsCopy` the browser may keep its copy of the program, which would answer in place of faults that a test stages
 */
export function testPage(name, app, body, options = {}) {
  test(name, { timeout: options.timeout ?? 120_000 }, async () => {
    const { size = SIZES.desktop, theme = 'light', language = 'en-GB', expectComplaints = false, touch = false, init, keepsCopy = false } = options;
    const context = await app.browser.newContext({ viewport: size, colorScheme: theme, locale: language, reducedMotion: 'reduce', acceptDownloads: true, hasTouch: touch, serviceWorkers: keepsCopy ? 'allow' : 'block' });
    if (init) await context.addInitScript(init);
    const complaints = [];
    const origins = new Set([app.server.origin]);
    const asked = new Set();
    context.on('page', (page) => watch(page, complaints));
    // Of the context, so that a worker that keeps the copy is watched, too.
    context.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (!['data:', 'blob:'].includes(protocol)) asked.add(origin);
    });
    try {
      const page = await context.newPage();
      await body(page, { complaints, origins, context, open: (hash = '') => open(page, app, hash) });
      if (!expectComplaints) assert.deepEqual(complaints, [], 'the console, the policy or the network complained');
      assert.deepEqual([...asked].filter((origin) => !origins.has(origin)), [], 'another origin was asked');
    } finally {
      await context.close();
    }
  });
}

/** Collects what must not happen on a page. A blocked resource is reported by the browser as an error in the console. */
function watch(page, complaints) {
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(`console: ${message.text()}`); });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (response) => { if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`); });
}

/** Goes to a hash route and waits until the app has drawn it. */
export async function open(page, app, hash = '') {
  await page.goto(app.url + hash);
  await page.locator('main').first().waitFor({ state: 'visible' });
}

/** Fails when axe finds anything against WCAG 2.2 A or AA, or its best practices. */
export async function expectAccessible(page, where) {
  // The policy forbids adding a script element, not what the debugger evaluates.
  await page.evaluate(readFileSync(locate('axe-core/axe.min.js'), 'utf8'));
  const found = await page.evaluate(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`));
  });
  assert.deepEqual(found, [], `axe on ${where}`);
}

/** Keeps a picture of the page for people to look at, as target/e2e-shots/NAME.png. */
export async function shoot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled' });
}
