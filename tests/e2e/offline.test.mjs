// Tandem without a network: everything starts from the copy in the browser, a new version waits for a person's word, and where the
// browser keeps no copy nothing is different.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launchBrowser } from '../packages.mjs';
import { BASE, DIST, SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { serveFolder } from './server.mjs';
import { makeWorkbook, shows, type, untilStored } from './workbook.mjs';

// Requests of the worker are then reported as those of the page are, so that the watch for other origins sees them.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = '1';

const MAKER = join(import.meta.dirname, '../../xtask/offline.mjs');
const folder = join(mkdtempSync(join(tmpdir(), 'tandem-offline-')), 'dist');
const app = useApp({ folder });
before(restore);
after(() => rmSync(join(folder, '..'), { recursive: true }));

/** Puts the release folder back where the tests serve it. */
function restore() {
  rmSync(folder, { recursive: true, force: true });
  cpSync(DIST, folder, { recursive: true, filter: (path) => !/\.(br|gz)$/.test(path) });
}

const makeList = () => execFileSync(process.execPath, [MAKER, folder]);

/** Changes the page as a later version would, and lists its files anew. */
function release(variant) {
  const page = join(folder, 'index.html');
  const text = readFileSync(page, 'utf8').replace(/<meta name="variant"[^>]*>/, '');
  writeFileSync(page, text.replace('</head>', `<meta name="variant" content="${variant}"></head>`));
  makeList();
}

const variantOf = (page) => page.evaluate(() => document.querySelector('meta[name="variant"]')?.content ?? 'first');

/** Waits until the browser keeps a whole copy and answers from it. */
const untilKept = async (page) => {
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
};

const askForUpdate = (page) => page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration()).update(); });

const caches = (page) => page.evaluate(async () => {
  const names = await globalThis.caches.keys();
  return Promise.all(names.map(async (name) => ({ name, files: (await (await globalThis.caches.open(name)).keys()).map((request) => request.url) })));
});

/** Runs with the server gone, and lets it come back at the same address. */
async function withoutNetwork(run) {
  await app.server.close();
  try {
    await run();
  } finally {
    app.server = await serveFolder({ folder, base: BASE, port: Number(new URL(app.url).port) });
  }
}

/** What every copy of the folder carries for whoever copies it on; the program never asks for it. */
const NOTICES = ['LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md'];

/** Every file that the program can ask for, by its address below the folder. */
const published = (root) => readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name) && ![...NOTICES, 'sw.js'].includes(entry.name))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));

const listed = (root) => JSON.parse(/^const FILES = (\{[\s\S]*?\n\});$/m.exec(readFileSync(join(root, 'sw.js'), 'utf8'))[1]);

const READY = /^A new version of Tandem is ready\. /;

test('the worker lists every file of the release folder with the hash of its content', () => {
  const list = listed(DIST);
  const files = published(DIST);
  assert.deepEqual(Object.keys(list).sort(), files.map((file) => (file === 'index.html' ? '' : file)).sort());
  for (const file of files) {
    const hash = createHash('sha256').update(readFileSync(join(DIST, file))).digest('hex');
    assert.equal(list[file === 'index.html' ? '' : file], hash, file);
  }
});

test('the release folder carries our licences and the notices of what it is made of', () => {
  for (const name of NOTICES) {
    assert.equal(readFileSync(join(DIST, name), 'utf8'), readFileSync(join(import.meta.dirname, '../..', name), 'utf8'), name);
  }
});

testPage('after the first visit a whole workshop runs with the server gone', app, async (page, { open }) => {
  writeFileSync(join(folder, 'notes.txt'), 'none of Tandem');
  await open();
  await untilKept(page);
  assert.equal(await page.evaluate(async () => (await fetch('notes.txt')).text()), 'none of Tandem');
  await withoutNetwork(async () => {
    await page.reload();
    await page.locator('main.home').waitFor();
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'typed without a network');
    await untilStored(page, id, 'typed without a network');
    await page.reload();
    await shows(page, 'H30', 'typed without a network');
    await page.goto(`${app.url}index.html#/w/${id}/lists/present`);
    await page.locator('.outcome').first().waitFor();
    await shoot(page, 'offline-present');
    assert.equal(await page.evaluate(() => fetch('notes.txt').then(() => 'kept', () => 'not kept')), 'not kept');
  });
  const kept = await caches(page);
  assert.equal(kept.length, 1);
  // Beside the files stands the mark that this version has run.
  const wanted = [...Object.keys(listed(folder)), '?ran'].map((name) => app.url + name).sort();
  assert.deepEqual(kept[0].files.sort(), wanted, 'exactly the files of the version are kept');
  rmSync(join(folder, 'notes.txt'));
}, { keepsCopy: true, expectComplaints: true });

for (const [language, tag, ready, press] of [['en-GB', 'en', READY, 'Save and reload'], ['ja-JP', 'ja', /^Tandem の新しいバージョンを利用できます/, '保存して再読み込み']]) {
  testPage(`a new version waits for a person’s word, and what is open is saved first (${tag})`, app, async (page, { open, context }) => {
    restore();
    const id = await makeWorkbook(page, open);
    await untilKept(page);
    const other = await context.newPage();
    await other.goto(app.url);
    await other.locator('main.home').waitFor();
    release('second');
    await askForUpdate(page);
    const notice = page.locator('.notice').filter({ hasText: ready });
    await notice.waitFor();
    await other.locator('.notice').filter({ hasText: ready }).waitFor();
    await expectAccessible(page, 'the notice of a new version');
    await shoot(page, `new-version-${tag}`);

    await page.reload();
    await notice.waitFor();
    assert.equal(await variantOf(page), 'first', 'a reload by the browser’s own button changes nothing');
    await type(page, 'H30', 'typed before the new version');
    const loaded = page.waitForEvent('load');
    await notice.getByRole('button', { name: press }).click();
    await loaded;
    await shows(page, 'H30', 'typed before the new version');
    assert.equal(await variantOf(page), 'second');
    assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting), null);
    assert.equal(await page.locator('.notice').filter({ hasText: ready }).count(), 0);
    await untilStored(page, id, 'typed before the new version');

    assert.equal(await variantOf(other), 'first', 'the other tab goes on as it is');
    await other.locator('.notice').getByRole('button', { name: press }).click();
    await other.waitForFunction(() => document.querySelector('meta[name="variant"]')?.content === 'second');
    await withoutNetwork(async () => {
      await page.reload();
      await shows(page, 'H30', 'typed before the new version');
      assert.equal(await variantOf(page), 'second');
    });
  }, { keepsCopy: true, language });
}

testPage('a version that is only half there is not taken, and the one before goes on', app, async (page, { open }) => {
  restore();
  await open();
  await untilKept(page);
  release('second');
  const text = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), text.replace('content="second"', 'content="torn"'));
  await askForUpdate(page).catch(() => {});
  await page.evaluate(async () => {
    const { installing } = await navigator.serviceWorker.getRegistration();
    const isOver = () => !installing || installing.state === 'redundant';
    while (!isOver()) await new Promise((resolve) => installing.addEventListener('statechange', resolve, { once: true }));
  });
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).waiting), null);
  assert.equal((await caches(page)).length, 1, 'nothing is left of it');
  await withoutNetwork(async () => {
    await page.reload();
    await page.locator('main.home').waitFor();
    assert.equal(await variantOf(page), 'first');
  });
  assert.equal(await page.locator('.notice').count(), 0);
  restore();
}, { keepsCopy: true, expectComplaints: true });

testPage('a browser that keeps no copy is told nothing', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await page.waitForFunction(() => globalThis.asked === 1);
  await type(page, 'H30', 'as ever');
  await untilStored(page, id, 'as ever');
  assert.equal(await page.locator('.notice').count(), 0);
}, {
  init: () => {
    globalThis.asked = 0;
    // The empty page before the first one has no place to put a worker.
    if (navigator.serviceWorker) navigator.serviceWorker.register = () => { globalThis.asked += 1; return Promise.reject(new DOMException('refused by the test', 'SecurityError')); };
  },
});

test('on plain http, where no copy can be kept, everything else works', { timeout: 120_000 }, async () => {
  const browser = await launchBrowser({ args: ['--host-resolver-rules=MAP intranet.test 127.0.0.1'] });
  try {
    const page = await browser.newPage({ viewport: SIZES.desktop });
    const complaints = [];
    page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()); });
    page.on('pageerror', (error) => complaints.push(error.message));
    const address = app.url.replace('127.0.0.1', 'intranet.test');
    const id = await makeWorkbook(page, async (hash) => { await page.goto(address + hash); await page.locator('main').first().waitFor(); });
    assert.equal(await page.evaluate(() => isSecureContext), false);
    await type(page, 'H30', 'on the intranet');
    await untilStored(page, id, 'on the intranet');
    await page.reload();
    await shows(page, 'H30', 'on the intranet');
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});
