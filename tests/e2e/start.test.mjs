// The program that can't start, and the program that stops: a page of words in both languages that stands outside of the program,
// the stored workbooks untouched, and a copy of the work to take away.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { quietPage, untilDeep } from './database.mjs';
import { draft, downloaded, goHome, keyOf, makeWorkbook, showSheet, shows, stored, type, untilSaid, untilStored, withoutDatabase } from './workbook.mjs';

const app = useApp();

const everything = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

/** Waits for a page of words in both languages. */
async function expectWords(page, english, japanese) {
  await page.locator('main.failure [role="alert"]').waitFor();
  assert.match(await page.locator('main section[lang="en"] h1').innerText(), english);
  assert.match(await page.locator('main section[lang="ja"] h1').innerText(), japanese);
  for (const tag of ['en', 'ja']) assert.ok((await page.locator(`main section[lang="${tag}"] p`).allInnerTexts()).join('').length > 40, `${tag} says what to do`);
}

const expectNotStarted = (page) => expectWords(page, /^Tandem could not start$/, /^Tandem を起動できませんでした$/);
const expectStopped = (page) => expectWords(page, /^Tandem stopped because of a fault$/, /^問題が発生したため Tandem を停止しました$/);

/** The module of the release folder. */
async function moduleBytes() {
  const name = (await readdir(DIST)).find((name) => /_bg\.wasm$/.test(name));
  return readFile(join(DIST, name));
}

const FAULTS = [
  ['is not delivered', '**/*.wasm', (route) => route.abort()],
  ['is not found', '**/*.wasm', (route) => route.fulfill({ status: 404, body: 'Not found' })],
  ['is a page of words instead', '**/*.wasm', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Log in</title>' })],
  ['is cut off', '**/*.wasm', async (route) => route.fulfill({ contentType: 'application/wasm', body: (await moduleBytes()).subarray(0, 100_000) })],
  ['is garbled', '**/*.wasm', async (route) => {
    const bytes = await moduleBytes();
    for (let place = 5_000; place < bytes.length; place += 997) bytes[place] ^= 0x5a;
    await route.fulfill({ contentType: 'application/wasm', body: bytes });
  }],
  ['is empty', '**/*.wasm', (route) => route.fulfill({ contentType: 'application/wasm', body: '' })],
  ['comes without its script', /tandem[^/]*\.js$/, (route) => route.abort()],
  ['comes with another version’s script', /tandem[^/]*\.js$/, (route) => route.fulfill({ contentType: 'text/javascript', body: 'export default () => { throw new TypeError("not this one"); };' })],
];

for (const [fault, files, answer] of FAULTS) {
  testPage(`the program ${fault}: words in both languages, and a way on once it is there`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'made before');
    await untilStored(page, id, 'made before');
    const before = await everything(page);
    await page.goto('about:blank');
    await page.route(files, answer);
    await page.goto(`${app.url}#/w/${id}/lists`);
    await expectNotStarted(page);
    await expectAccessible(page, `the program ${fault}`);
    assert.notEqual(await page.locator('details pre').textContent(), '');
    await expectUntouched(page, before);
    const copy = await downloaded(page, () => page.getByRole('button', { name: /Download this workbook \/ / }).click());
    assert.deepEqual(JSON.parse(copy.text), JSON.parse(before[keyOf(id)]).workbook, 'the workbook can be taken away without the program');
    await page.unroute(files);
    await page.getByRole('button', { name: 'Reload / 再読み込み' }).click();
    await shows(page, 'H30', 'made before');
  }, { expectComplaints: true });
}

for (const [what, stage] of [
  ['only a note', ([key]) => { const { workbook, ...stamp } = JSON.parse(localStorage.getItem(key)); localStorage.setItem(key, JSON.stringify({ ...stamp, elsewhere: 'indexeddb' })); }],
  ['an older state', ([key, before]) => localStorage.setItem(key, before)],
  ['nothing', ([key]) => localStorage.removeItem(key)],
]) {
  testPage(`without the program, the workbook is given from the database where local storage holds ${what} of it`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'early');
    await untilDeep(page, id, 'early');
    const before = await stored(page, keyOf(id));
    await type(page, 'H31', 'late');
    const { file } = await untilDeep(page, id, 'late');
    await untilStored(page, id, 'late');
    await quietPage(page, app, stage, [keyOf(id), before]);
    const [, files, answer] = FAULTS[0];
    await page.route(files, answer);
    await page.goto(`${app.url}#/w/${id}/lists`);
    await expectNotStarted(page);
    const press = page.getByRole('button', { name: /^Download this workbook \/ / });
    const copy = await downloaded(page, () => press.click());
    assert.match(copy.name, /^(?!workbook).*\.tandem\.json$/);
    assert.equal(copy.text, file);
  }, { expectComplaints: true });
}

testPage('without the program, a workbook that the database does not give is said not to be lost', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await untilStored(page, id, 'lists');
  await quietPage(page, app, (key) => {
    const { workbook, ...stamp } = JSON.parse(localStorage.getItem(key));
    localStorage.setItem(key, JSON.stringify({ ...stamp, elsewhere: 'indexeddb' }));
  }, keyOf(id));
  const bare = await context.newPage();
  await bare.addInitScript(withoutDatabase);
  const [, files, answer] = FAULTS[0];
  await bare.route(files, answer);
  await bare.goto(`${app.url}#/w/${id}/lists`);
  await expectNotStarted(bare);
  await bare.getByRole('button', { name: /^Download this workbook \/ / }).click();
  await bare.getByRole('status').filter({ hasText: 'it is not lost' }).filter({ hasText: '失われていません' }).waitFor();
  await expectAccessible(bare, 'a workbook that the database does not give');
}, { expectComplaints: true });

const PART = /-split_\w+\.wasm$/;

for (const [fault, answer] of [
  ['is garbled', { contentType: 'application/wasm', body: Buffer.from('\0asm\x01\0\0\0 and no more') }],
  ['is a page of words instead', { contentType: 'text/html', body: '<!doctype html><title>Log in</title>' }],
  ['is not found', { status: 404, body: 'Not found' }],
]) {
  for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
    testPage(`the part for workbooks ${fault}: the app says so and a second try works (${tag})`, app, async (page, { open }) => {
      const id = await makeWorkbook(page, open);
      await type(page, 'H30', 'made before');
      await untilStored(page, id, 'made before');
      const before = await everything(page);
      await page.goto('about:blank');
      await page.route(PART, (route) => route.fulfill(answer));
      await page.goto(`${app.url}#/w/${id}/lists`);
      await page.getByRole('heading', { name: /^(The rest of Tandem could not be loaded|Tandem の残りの部分を読み込めませんでした)$/ }).waitFor();
      await expectUntouched(page, before);
      await page.unroute(PART);
      await page.getByRole('button', { name: /^(Try again|もう一度試す)$/ }).click();
      await shows(page, 'H30', 'made before');
    }, { expectComplaints: true, language });
  }
}

testPage('a browser without WebAssembly is told so in both languages', app, async (page) => {
  await page.goto(app.url);
  await expectNotStarted(page);
  await shoot(page, 'start-failed');
}, { expectComplaints: true, init: () => { delete globalThis.WebAssembly; } });

testPage('without scripts the page says in both languages what it needs', app, async (_, { context }) => {
  const bare = await context.browser().newContext({ javaScriptEnabled: false });
  const page = await bare.newPage();
  await page.goto(app.url);
  const words = await page.locator('noscript').innerText();
  assert.match(words, /needs JavaScript/);
  assert.match(words, /JavaScript が必要です/);
  await bare.close();
});

/**
 * Runs in the page before anything else. After `spoil()` no element can be made, which the program does not expect: it panics. Once it
 * has, the page can make them again.
 */
const spoilable = () => {
  const originals = ['createElement', 'createElementNS', 'createTextNode', 'importNode'].map((name) => [name, Document.prototype[name]]);
  const mend = () => originals.forEach(([name, original]) => { Document.prototype[name] = original; });
  for (const kind of ['tandem-stopped', 'error', 'unhandledrejection']) addEventListener(kind, mend, { capture: true });
  globalThis.spoil = () => {
    for (const [name] of originals) Document.prototype[name] = () => { throw new DOMException('refused by the test', 'InvalidStateError'); };
  };
};

/** Stops the program by a view that can't be drawn. */
const stopProgram = (page, hash) => page.evaluate((hash) => { globalThis.spoil(); location.hash = hash; }, hash);

/** Fails unless the storage holds what it held, and names the keys that differ. */
async function expectUntouched(page, before) {
  const now = await everything(page);
  const differing = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => before[key] !== now[key]);
  assert.deepEqual(differing, [], 'what is stored is untouched');
}

testPage('a program that panics leaves words, the stored bytes, and the last copy', app, async (page, { open, complaints }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'typed before the fault');
  await untilStored(page, id, 'typed before the fault');
  await untilSaid(page, /^Saved/);
  const before = await everything(page);
  await stopProgram(page, `#/w/${id}/lists/present`);
  await expectStopped(page);
  await expectAccessible(page, 'the program stopped');
  await shoot(page, 'stopped');
  const copy = await downloaded(page, () => page.getByRole('button', { name: /^Download the last copy \/ / }).click());
  assert.match(copy.name, /\.tandem\.json$/);
  assert.deepEqual(JSON.parse(copy.text), JSON.parse(before[keyOf(id)]).workbook);
  assert.ok(complaints.some((complaint) => /refused by the test|unreachable|panicked/.test(complaint)), `the program did stop: ${complaints}`);
  await page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expectUntouched(page, before);
  await page.getByRole('button', { name: 'Reload / 再読み込み' }).click();
  await page.locator('main:not(.failure)').waitFor();
  await expectUntouched(page, before);
}, { expectComplaints: true, init: spoilable });

testPage('nothing is written after a panic, not even what waited to be written', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await page.evaluate(() => { globalThis.waiting.clear(); });
  await type(page, 'H30', 'waits to be written');
  assert.ok(await page.evaluate(() => globalThis.waiting.size) > 0, 'a write waits');
  const before = await everything(page);
  await page.evaluate(() => dispatchEvent(new CustomEvent('tandem-stopped', { detail: { message: 'staged by the test' } })));
  await expectStopped(page);
  assert.match(await page.locator('details pre').textContent(), /staged by the test/);
  await page.evaluate(() => {
    for (const callback of globalThis.waiting.values()) callback();
    dispatchEvent(new Event('pagehide'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await expectUntouched(page, before);
  await page.goto('about:blank');
  await open(`#/w/${id}/lists`);
  await expectUntouched(page, before);
}, {
  expectComplaints: true,
  // Timers run when the test says so, unless they were taken back.
  init: () => {
    const [later, never] = [globalThis.setTimeout.bind(globalThis), globalThis.clearTimeout.bind(globalThis)];
    globalThis.waiting = new Map();
    globalThis.setTimeout = (callback, delay, ...rest) => {
      if (!(delay >= 100)) return later(callback, delay, ...rest);
      const timer = later(() => {}, 0);
      globalThis.waiting.set(timer, callback);
      return timer;
    };
    globalThis.clearTimeout = (timer) => { globalThis.waiting.delete(timer); never(timer); };
  },
});

for (const [why, method, error] of [
  ['the storage refuses', 'setItem', 'QuotaExceededError'],
  ['the storage can’t even be read', 'getItem', 'UnknownError'],
]) {
  testPage(`the copy after a panic is the newest, also when ${why}`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await untilSaid(page, /^Not saved/);
    await page.evaluate(() => { addEventListener('tandem-rescue', (event) => { globalThis.rescued = event.detail.text; }); });
    await type(page, 'H30', 'never stored');
    await page.waitForFunction(() => globalThis.rescued?.includes('never stored'));
    await stopProgram(page, `#/w/${id}/lists/present`);
    await expectStopped(page);
    const copy = await downloaded(page, () => page.getByRole('button', { name: /^Download the last copy \/ / }).click());
    assert.ok(copy.text.includes('never stored'));
  }, {
    expectComplaints: true,
    init: `(${spoilable})(); (${withoutDatabase})(); Storage.prototype.${method} = () => { throw new DOMException('refused by the test', '${error}'); };`,
  });
}

testPage('the copy after a panic is the newest, also while two versions wait for a choice', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  const other = await context.newPage();
  await other.goto(`${app.url}#/w/${id}/lists`);
  await other.getByRole('grid').waitFor();
  await type(other, 'H31', 'theirs');
  await untilStored(other, id, 'theirs');
  await type(page, 'H30', 'mine, before the question');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => { addEventListener('tandem-rescue', (event) => { globalThis.rescued = event.detail.text; }); });
  await type(page, 'H32', 'mine, after it');
  await page.waitForFunction(() => globalThis.rescued?.includes('mine, after it'));
  await stopProgram(page, `#/w/${id}/lists/present`);
  await expectStopped(page);
  const copy = await downloaded(page, () => page.getByRole('button', { name: /^Download the last copy \/ / }).click());
  assert.ok(copy.text.includes('mine, after it') && copy.text.includes('mine, before the question'));
}, {
  expectComplaints: true,
  // A tab that hears nothing of the others learns of them when it writes.
  init: `(${spoilable})(); addEventListener('storage', (event) => event.stopImmediatePropagation());`,
});

testPage('the last copy of one workbook is not taken for another that is open', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'of the one that is open');
  await untilStored(page, id, 'of the one that is open');
  await makeWorkbook(page, async (hash) => {
    await page.evaluate((hash) => { location.hash = hash; }, hash);
    await page.waitForURL((url) => !url.hash.includes(id) && /#\/w\//.test(url.hash));
  });
  await type(page, 'H30', 'of the one that was left');
  await showSheet(page, id);
  await shows(page, 'H30', 'of the one that is open');
  await stopProgram(page, `#/w/${id}/lists/present`);
  await expectStopped(page);
  const left = await downloaded(page, () => page.getByRole('button', { name: /^Download the last copy \/ / }).click());
  assert.ok(left.text.includes('of the one that was left'));
  const copy = await downloaded(page, () => page.getByRole('button', { name: /^Download this workbook \/ / }).click());
  assert.ok(copy.text.includes('of the one that is open'));
}, { expectComplaints: true, init: spoilable });

testPage('a workbook that stops the program when it opens can be taken away, and Home is reached', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'taken away');
  await untilStored(page, id, 'taken away');
  const entry = await stored(page, keyOf(id));
  await page.goto('about:blank');
  // Whatever opens this workbook stops: the page makes no element while its address is shown.
  await page.addInitScript(`(${spoilable})(); if (location.hash.includes('${id}')) globalThis.spoil();`);
  await page.goto(`${app.url}#/w/${id}/lists`);
  await expectStopped(page);
  const copy = await downloaded(page, () => page.getByRole('button', { name: /^Download this workbook \/ / }).click());
  assert.deepEqual(JSON.parse(copy.text), JSON.parse(entry).workbook);
  await page.getByRole('button', { name: /^Home \/ ホーム$/ }).click();
  await page.locator('main.home').waitFor();
  assert.equal(await stored(page, keyOf(id)), entry);
}, { expectComplaints: true });

testPage('a fault of the machine below the program is a stop too', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await draft(page, 'H30', 'half');
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('memory access out of bounds') })));
  await expectStopped(page);
  await page.reload();
  await goHome(page);
  await page.evaluate(() => dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise: Promise.resolve(), reason: new WebAssembly.RuntimeError('unreachable') })));
  await expectStopped(page);
  await page.reload();
  await goHome(page);
  await page.evaluate(() => dispatchEvent(new ErrorEvent('error', { error: new RangeError('Maximum call stack size exceeded') })));
  assert.equal(await page.locator('main.home').count(), 1, 'an error of somebody else’s script is none of the program');
}, { expectComplaints: true });
