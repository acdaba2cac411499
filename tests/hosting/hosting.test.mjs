// The recipes of docs/hosting.md, each with the real server: types, compression, caching, policy, and the app once in a browser.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { launchBrowser } from '../packages.mjs';
import { serveHost } from '../e2e/host.mjs';
import { CONTENT_SECURITY_POLICY } from '../e2e/server.mjs';
import { SERVERS, start } from './servers.mjs';

const ROOT = join(import.meta.dirname, '../..');
const DIST = process.env.TANDEM_DIST ?? join(ROOT, 'dist');

/** The worker that docs/hosting.md gives for taking the copies back. */
const TAKES_BACK = /```js\n([\s\S]*?\n)```/.exec(readFileSync(join(ROOT, 'docs/hosting.md'), 'utf8'))[1];

const names = readdirSync(DIST);
const named = (pattern) => names.find((name) => pattern.test(name));
const PROGRAM = named(/_bg\.wasm$/);
const SCRIPT = named(/^boot-.*\.js$/);
const STYLE = named(/^styles-.*\.css$/);
const PART = named(/-split_workbook\.wasm$/);

const TYPES = {
  '': /^text\/html; ?charset=utf-8$/i,
  [SCRIPT]: /^text\/javascript; ?charset=utf-8$/i,
  'sw.js': /^text\/javascript; ?charset=utf-8$/i,
  [STYLE]: /^text\/css; ?charset=utf-8$/i,
  [PROGRAM]: /^application\/wasm$/,
  [PART]: /^application\/wasm$/,
  'manifest.webmanifest': /^application\/manifest\+json(; ?charset=utf-8)?$/i,
  'icons/tandem.svg': /^image\/svg\+xml(; ?charset=utf-8)?$/i,
  'icons/tandem-192.png': /^image\/png$/,
};

/** What a server answers, as it goes over the wire. */
function ask(url, headers = {}) {
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': 'identity', ...headers } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
      answer.on('error', reject);
    }).on('error', reject).end();
  });
}

/** lighttpd looks at a file again after a second; until then it may give the new one with the length of the old, and break off. */
async function untilLooked(url, content) {
  for (const end = Date.now() + 5_000; Date.now() < end;) {
    const body = await ask(url).then((answer) => answer.body.toString(), () => null);
    if (body === content) return;
  }
}

/** What a page complains of from now on. */
function watched(page) {
  const complaints = [];
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('response', (response) => { if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`); });
  return complaints;
}

/** A recipe after its owner let another origin show Tandem, also in a sandbox, as its comments say. */
function shownElsewhere(recipe, origin) {
  const switchedOff = /^(\s*)# (.*Access-Control-Allow-Origin.*)$/m;
  assert.match(recipe, switchedOff);
  return recipe.replace(switchedOff, '$1$2').replace(/frame-ancestors 'self'(?=")/, `frame-ancestors 'self' ${origin}`);
}

const fileOf = (name) => readFileSync(join(DIST, name || 'index.html'));

test('the policy reads alike wherever it stands', () => {
  for (const place of ['README.md', 'index.html', 'docs/hosting.md', ...Object.values(SERVERS).map(({ recipe }) => `examples/hosting/${recipe}`)]) {
    assert.ok(readFileSync(join(ROOT, place), 'utf8').includes(CONTENT_SECURITY_POLICY), place);
  }
});

for (const name of Object.keys(SERVERS)) {
  describe(name, () => {
    let server;
    let browser;
    let host;
    before(async () => { server = await start(name, DIST); });
    after(async () => {
      await browser?.close();
      await host?.close();
      await server?.stop();
    });

    test('every kind of file has its type', async () => {
      for (const [file, type] of Object.entries(TYPES)) {
        const answer = await ask(server.url + file);
        assert.equal(answer.status, 200, file);
        assert.match(answer.headers['content-type'] ?? 'none', type, file);
        assert.ok(answer.body.equals(fileOf(file)), `${file} arrives as it is`);
      }
    });

    test('what is large goes compressed, in what the browser takes', async () => {
      const takesBrotli = name !== 'nginx';
      for (const file of ['', SCRIPT, STYLE, PROGRAM, PART]) {
        const whole = fileOf(file);
        for (const [accepted, encoding, unpack] of [['gzip, deflate', 'gzip', gunzipSync], ['gzip, deflate, br', takesBrotli ? 'br' : 'gzip', takesBrotli ? brotliDecompressSync : gunzipSync]]) {
          const answer = await ask(server.url + file, { 'accept-encoding': accepted });
          assert.equal(answer.headers['content-encoding'], encoding, `${file} for ${accepted}`);
          assert.match(answer.headers['content-type'], TYPES[file], `${file} for ${accepted}`);
          assert.match(answer.headers.vary ?? '', /accept-encoding/i, `${file} for ${accepted}`);
          assert.ok(answer.body.length < 0.7 * whole.length, `${file}: ${answer.body.length} of ${whole.length} bytes`);
          assert.ok(unpack(answer.body).equals(whole), `${file} is the same once unpacked`);
        }
      }
    });

    test('names that change with their content are kept for a year, everything else is asked for', async () => {
      for (const file of [SCRIPT, STYLE, PROGRAM, PART]) {
        const { headers } = await ask(server.url + file, { 'accept-encoding': 'gzip' });
        assert.match(headers['cache-control'] ?? 'none', name === 'lighttpd' ? /max-age=31536000/ : /^public, max-age=31536000, immutable$/, file);
      }
      for (const file of ['', 'sw.js', 'manifest.webmanifest', 'icons/tandem.svg']) {
        const { headers } = await ask(server.url + file);
        assert.equal(headers['cache-control'], 'no-cache', file);
        const known = headers.etag ? { 'if-none-match': headers.etag } : { 'if-modified-since': headers['last-modified'] };
        assert.equal((await ask(server.url + file, known)).status, 304, `${file} is not sent again`);
      }
    });

    test('what is missing is said to be missing, and not for a year', async () => {
      for (const file of ['base-0123456789abcdef.css', 'no/such/page']) {
        const { status, headers } = await ask(server.url + file);
        assert.equal(status, 404, file);
        assert.doesNotMatch(headers['cache-control'] ?? '', /max-age=[1-9]|immutable/, file);
      }
      assert.ok([403, 404].includes((await ask(`${server.url}icons/`)).status), 'folders are not listed');
      const outside = await ask(`${server.url}%2e%2e/%2e%2e/main.conf`);
      assert.ok(outside.status >= 400 || outside.body.length === 0, 'nothing outside of the folder is given out');
    });

    test('the policy is sent, with who may show Tandem in a frame', async () => {
      for (const file of ['', PROGRAM]) {
        const { headers } = await ask(server.url + file);
        assert.equal(headers['content-security-policy'], `${CONTENT_SECURITY_POLICY}; frame-ancestors 'self'`, file);
        assert.equal(headers['x-content-type-options'], 'nosniff', file);
        assert.equal(headers['referrer-policy'], 'no-referrer', file);
        assert.equal(headers['access-control-allow-origin'], undefined, `${file} is for other origins only where somebody wants that`);
      }
    });

    test('the address without its last slash leads there', async () => {
      const { status, headers } = await ask(server.url.slice(0, -1));
      assert.ok([301, 302, 308].includes(status), String(status));
      assert.equal(new URL(headers.location, server.url).href, server.url);
    });

    test('a template opens in a browser, which then keeps a copy', { timeout: 120_000 }, async () => {
      browser = await launchBrowser();
      const page = await browser.newPage();
      const complaints = watched(page);
      await page.goto(`${server.url}#/new/joint-value`);
      await page.waitForURL(/#\/w\//);
      await page.getByRole('textbox', { name: 'Title of the workbook' }).waitFor();
      await page.evaluate(async () => { await navigator.serviceWorker.ready; });
      await server.stop();
      server = null;
      await page.reload();
      await page.getByRole('textbox', { name: 'Title of the workbook' }).waitFor();
      assert.deepEqual(complaints, []);
    });

    test('with two lines of the recipe changed, a page elsewhere shows a calculator in a sandbox', { timeout: 120_000 }, async () => {
      host = await serveHost(() => new URL(server.url).origin);
      await server?.stop();
      server = await start(name, DIST, (recipe) => shownElsewhere(recipe, host.origin));
      for (const file of ['', PROGRAM]) {
        const { headers } = await ask(server.url + file, { 'accept-encoding': 'gzip' });
        assert.equal(headers['access-control-allow-origin'], '*', file);
        assert.equal(headers['content-security-policy'], `${CONTENT_SECURITY_POLICY}; frame-ancestors 'self' ${host.origin}`, file);
      }
      browser ??= await launchBrowser();
      const page = await browser.newPage();
      const complaints = watched(page);
      await page.goto(host.put('/page.html', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Elsewhere</title>
        <script src="${server.url}embed.js" defer></script></head><body><tandem-calculator template="joint-value" sandbox></tandem-calculator></body></html>`));
      await page.frameLocator('tandem-calculator iframe').locator('[data-outcome="npv"]').waitFor();
      assert.equal(await page.locator('tandem-calculator iframe').getAttribute('sandbox'), 'allow-scripts');
      assert.deepEqual(complaints, []);
    });

    test('the copies of all browsers are taken back as the page on hosting says', { timeout: 120_000 }, async () => {
      await server?.stop();
      server = await start(name, DIST);
      browser ??= await launchBrowser();
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.evaluate(async () => { await navigator.serviceWorker.ready; });
      assert.equal(await page.evaluate(async () => (await caches.keys()).length), 1);

      writeFileSync(join(server.folder, 'sw.js'), TAKES_BACK);
      for (const end of ['br', 'gz']) rmSync(join(server.folder, `sw.js.${end}`));
      await untilLooked(`${server.url}sw.js`, TAKES_BACK);
      for (const [accepted, unpack] of [['identity', (bytes) => bytes], ['gzip', gunzipSync], ['gzip, deflate, br', brotliDecompressSync]]) {
        const answer = await ask(`${server.url}sw.js`, { 'accept-encoding': accepted });
        const body = answer.headers['content-encoding'] ? unpack(answer.body) : answer.body;
        assert.equal(body.toString(), TAKES_BACK, `asked with ${accepted}`);
      }
      await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });
      await page.waitForFunction(async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
    });
  });
}
