// A calculator in a page of somebody else: on another origin, under a strict policy, in a sandbox, without storage. It answers that
// page and nobody else, leaves nothing behind, and takes as much room as it needs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { BASE, DIST, SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { serveHost } from './host.mjs';
import { serveFolder } from './server.mjs';

const app = useApp();
let host;
after(() => host?.close());

const SCRIPT = `
  globalThis.heard = [];
  for (const kind of ["ready", "change", "error"]) {
    addEventListener("tandem-" + kind, (event) => heard.push({ kind, id: event.target.id, detail: event.detail }));
  }`;

/** Puts a page around calculators, goes there, and collects what they say in `heard`. */
async function openHost(page, body, { head = '', lang = 'en' } = {}) {
  host.put('/listen.js', SCRIPT);
  host.put('/page.css', 'body { margin: 16px } .brand { --tandem-accent: #7a1fa2; --tandem-radius: 0; --tandem-font: Georgia, serif }');
  const url = host.put('/page.html', `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A partner’s page</title>
    <link rel="stylesheet" href="page.css"><script src="listen.js"></script>${head}<script src="${app.url}embed.js" defer></script></head>
    <body><h1>Our offer</h1><input id="own" autofocus aria-label="Own field">${body}</body></html>`);
  await page.goto(url);
}

const heard = (page, kind, id) => page.evaluate(([kind, id]) => globalThis.heard.filter((it) => it.kind === kind && (!id || it.id === id)).map((it) => it.detail), [kind, id]);
const untilHeard = (page, kind, count = 1, id = null) => page.waitForFunction(
  ([kind, count, id]) => globalThis.heard.filter((it) => it.kind === kind && (!id || it.id === id)).length >= count, [kind, count, id]);
const inside = (page, id = 'one') => page.frameLocator(`#${id} iframe`);
const frameOf = async (page, id = 'one') => (await page.locator(`#${id} iframe`).elementHandle()).contentFrame();
const untilTaller = (page, height) => page.waitForFunction((height) => document.querySelector('#one').shadowRoot.querySelector('iframe').clientHeight > height, height);
/** Calls a method of a calculator, and gives what it answers or how it refuses. */
const call = (page, id, method, ...given) => page.evaluate(([id, method, given]) =>
  document.getElementById(id)[method](...given).then((value) => ({ value }), (error) => ({ error: error.message })), [id, method, given]);

/** A test whose page may ask both origins, and nothing may complain but what the body expects. */
function testHost(name, body, options = {}) {
  testPage(name, app, async (page, context) => {
    host ??= await serveHost(app.server.origin);
    context.origins.add(host.origin);
    await body(page, context);
    const bad = context.complaints.filter((line) => !(options.expected ?? /^$/).test(line));
    assert.deepEqual(bad, [], 'the console, a policy or the network complained');
  }, { ...options, expectComplaints: true });
}

test('embed.js is below 2 kB', () => {
  const bytes = gzipSync(readFileSync(join(DIST, 'embed.js')), { level: 9 }).length;
  assert.ok(bytes < 2_000, `${bytes} bytes`);
});

testHost('a page of another origin shows a calculator, hears of changes and leaves nothing behind', async (page, { context }) => {
  await openHost(page, '<tandem-calculator id="one" template="joint-value"></tandem-calculator>');
  await untilHeard(page, 'ready');
  const [ready] = await heard(page, 'ready');
  assert.equal(ready.outputs.npv.kind, 'number');
  assert.match(ready.outputs.npv.value, /^-?\d+(\.\d+)?$/, 'the exact value');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'own', 'the focus stays in the page around');
  assert.equal(await page.locator('#one iframe').getAttribute('title'), ready.title);
  assert.equal(await inside(page).locator('header').count(), 0, 'nothing of the app around it');

  const field = inside(page).locator('#control-discountRate');
  await field.fill('12%');
  await field.press('Enter');
  await untilHeard(page, 'change');
  const [outputs] = await heard(page, 'change');
  assert.notEqual(outputs.npv.value, ready.outputs.npv.value);
  assert.deepEqual(await page.evaluate(() => document.querySelector('#one').outputs.npv), outputs.npv);
  assert.equal(await page.evaluate(() => document.querySelector('#one').inputs.discountRate), '0.12');

  await expectAccessible(await frameOf(page), 'the calculator in its frame');
  await shoot(page, 'embed-desktop');
  const own = await context.newPage();
  await own.goto(`${app.url}#/`);
  await own.locator('main').waitFor();
  assert.deepEqual(await own.evaluate(() => Object.keys(localStorage)), [], 'nothing is stored');
});

testHost('a page sets, gets, resets and prints; what is refused changes nothing', async (page) => {
  await openHost(page, `<tandem-calculator id="one" template="joint-value" inputs='{"discountRate":"7%"}'></tandem-calculator>`);
  // Asked before anything is loaded, answered once it is.
  const first = (await call(page, 'one', 'get')).value;
  assert.equal(first.inputs.discountRate, '0.07');
  const frame = await frameOf(page);
  const set = (await call(page, 'one', 'set', { discountRate: '12%' })).value;
  assert.equal(set.inputs.discountRate, '0.12');
  assert.notEqual(set.outputs.npv.value, first.outputs.npv.value);
  await untilHeard(page, 'change');
  assert.match((await call(page, 'one', 'set', { discountRate: '5%', nothing: 1 })).error, /^nothing: there is no such input/);
  assert.match((await call(page, 'one', 'set', { discountRate: '=1+1' })).error, /^discountRate: a formula/);
  assert.match((await call(page, 'one', 'set', { discountRate: 'abc' })).error, /^discountRate: .*not a number/);
  assert.deepEqual((await call(page, 'one', 'get')).value, set, 'what is refused changes nothing');
  await page.waitForFunction(() => globalThis.heard.filter((it) => it.kind === 'error').length >= 3);
  const reset = (await call(page, 'one', 'reset')).value;
  assert.deepEqual(reset, first, 'back to what the page asked for');
  await frame.evaluate(() => { globalThis.printed = 0; globalThis.print = () => { globalThis.printed += 1; }; });
  assert.equal((await call(page, 'one', 'print')).error, undefined);
  assert.equal(await frame.evaluate(() => globalThis.printed), 1);

  await inside(page).locator('#control-discountRate').fill('9%');
  await inside(page).locator('#control-discountRate').press('Enter');
  await page.waitForFunction(() => document.querySelector('#one').inputs.discountRate === '0.09');
  await inside(page).getByRole('button', { name: 'Reset' }).click();
  await page.waitForFunction(() => document.querySelector('#one').inputs.discountRate === '0.07');
});

testHost('a drag is one change, and the height follows the content without an echo', async (page) => {
  await openHost(page, '<tandem-calculator id="one" template="joint-value"></tandem-calculator>');
  await untilHeard(page, 'ready');
  const frame = await frameOf(page);
  await untilTaller(page, 400);
  const measure = async () => [await page.locator('#one iframe').evaluate((it) => it.clientHeight), await frame.evaluate(() => Math.ceil(document.querySelector('main').getBoundingClientRect().height))];
  const [outer, inner] = await measure();
  assert.equal(outer, inner);
  assert.equal(await frame.evaluate(() => document.documentElement.scrollHeight <= innerHeight), true, 'nothing needs to be scrolled');
  await page.evaluate(() => {
    globalThis.sizes = [];
    new ResizeObserver(() => globalThis.sizes.push(document.querySelector('#one').clientHeight)).observe(document.querySelector('#one'));
  });
  await page.setViewportSize({ width: 420, height: 800 });
  await untilTaller(page, outer);
  await page.evaluate(() => new Promise((resolve) => { let frames = 0; const next = () => (frames += 1) > 60 ? resolve() : requestAnimationFrame(next); next(); }));
  const [narrow, content] = await measure();
  assert.equal(narrow, content);
  assert.ok((await page.evaluate(() => globalThis.sizes)).length < 12, 'the heights come to rest');

  const changes = (await heard(page, 'change')).length;
  await frame.evaluate(() => {
    const slider = document.querySelector('[data-control="discountRate"] input[type="range"]');
    for (const value of ['10', '12', '14', '16']) {
      slider.value = value;
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await page.waitForFunction(() => document.querySelector('#one').inputs.discountRate === '0.08');
  assert.equal((await heard(page, 'change')).length, changes + 1);
});

testHost('two calculators on one page do not hear each other', async (page) => {
  await openHost(page, `<tandem-calculator id="one" template="joint-value"></tandem-calculator>
    <tandem-calculator id="two" template="joint-value" inputs='{"discountRate":"15%"}' theme="dark" lang="ja"></tandem-calculator>`);
  await untilHeard(page, 'ready', 2);
  const before = (await call(page, 'two', 'get')).value;
  assert.equal(before.inputs.discountRate, '0.15');
  await call(page, 'one', 'set', { discountRate: '3%' });
  await untilHeard(page, 'change', 1, 'one');
  assert.deepEqual((await call(page, 'two', 'get')).value, before);
  assert.deepEqual(await heard(page, 'change', 'two'), []);
  await inside(page, 'two').getByRole('button', { name: 'リセット' }).waitFor();
  const frame = await frameOf(page, 'two');
  assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await expectAccessible(frame, 'the calculator in Japanese and dark');
  await page.locator('#two').scrollIntoViewIfNeeded();
  await shoot(page, 'embed-ja-dark');
  await page.evaluate(() => document.querySelector('#two').setAttribute('theme', 'light'));
  await frame.waitForFunction(() => document.documentElement.dataset.theme === 'light');
});

testHost('the language is that of the page around, of its element, or of the browser', async (page) => {
  const body = '<tandem-calculator id="one" template="joint-value"></tandem-calculator><tandem-calculator id="two" template="joint-value" lang="EN"></tandem-calculator>';
  // What neither the page nor its element says comes from the browser, which is Japanese here.
  for (const [lang, reset] of [['de', 'リセット'], ['', 'リセット'], ['EN-gb', 'Reset'], ['JA', 'リセット'], ['english', 'リセット']]) {
    await openHost(page, body, { lang });
    await untilHeard(page, 'ready', 2);
    await inside(page).getByRole('button', { name: reset, exact: true }).waitFor();
    await inside(page, 'two').getByRole('button', { name: 'Reset', exact: true }).waitFor();
    assert.deepEqual(await heard(page, 'error'), [], `a page in “${lang}”`);
    assert.equal(await inside(page).getByRole('alert').count(), 0, `a page in “${lang}” is nothing to complain of`);
  }
}, { language: 'ja-JP' });

testHost('a page’s own colours reach the calculator, and nothing else does', async (page) => {
  await openHost(page, '<tandem-calculator id="one" class="brand" template="joint-value"></tandem-calculator>');
  await untilHeard(page, 'ready');
  const frame = await frameOf(page);
  const property = (name) => frame.evaluate((name) => document.documentElement.style.getPropertyValue(name), name);
  await frame.waitForFunction(() => document.documentElement.style.getPropertyValue('--color-accent') === '#7a1fa2');
  assert.equal(await property('--font-ui'), 'Georgia, serif');
  await page.evaluate(() => {
    document.querySelector('#one').style.setProperty('--tandem-text', 'url(https://evil.example/x)');
    document.querySelector('#one').setAttribute('theme', 'light');
  });
  await untilHeard(page, 'error');
  const [error] = await heard(page, 'error');
  assert.match(error.message, /^--tandem-text: .*can't be used/);
  assert.equal(await property('--color-text'), '');
  assert.equal(await property('--color-accent'), '#7a1fa2');
});

testHost('a wrong input in the address says which and why, and the rest works', async (page) => {
  await openHost(page, `<tandem-calculator id="one" template="joint-value" inputs='{"discountRate":"12%","nothing":"1","horizon":"<img src=x onerror=alert(1)>"}'></tandem-calculator>`);
  await untilHeard(page, 'error', 2);
  const errors = await heard(page, 'error');
  assert.deepEqual(errors.map((it) => it.input).sort(), ['horizon', 'nothing']);
  const told = inside(page).getByRole('alert').filter({ hasText: 'From the address' });
  await told.waitFor();
  assert.match(await told.innerText(), /nothing: there is no such input/);
  assert.equal(await told.locator('img').count(), 0, 'a text is never markup');
  assert.equal((await call(page, 'one', 'get')).value.inputs.discountRate, '0.12');
  await expectAccessible(await frameOf(page), 'a calculator that could not take everything');
});

testHost('a calculator can be for reading only, with parts left out', async (page) => {
  await openHost(page, '<tandem-calculator id="one" template="joint-value" readonly hide="title,definitions,roi"></tandem-calculator>');
  await untilHeard(page, 'ready');
  const field = inside(page).locator('#control-discountRate');
  await field.waitFor();
  assert.equal(await field.isDisabled(), true);
  assert.equal(await inside(page).getByRole('button', { name: 'Reset' }).count(), 0);
  assert.equal(await inside(page).locator('[data-outcome="npv"]').count(), 1);
  assert.equal(await inside(page).locator('[data-outcome="roi"]').count(), 0);
  assert.equal(await inside(page).locator('.outcome__definition').first().isVisible(), false);
  // The page around may still enter what it wants to show.
  assert.equal((await call(page, 'one', 'set', { discountRate: '4%' })).value.inputs.discountRate, '0.04');
  await expectAccessible(await frameOf(page), 'a calculator for reading only');
  await page.evaluate(() => document.querySelector('#one').setAttribute('hide', 'inputs'));
  await untilHeard(page, 'ready', 2);
  await inside(page).locator('[data-outcome="npv"]').waitFor();
  assert.equal(await inside(page).locator('#control-discountRate').isVisible(), false);
}, { size: SIZES.phone });

testHost('what does not come from the page around is not heard', async (page) => {
  // Another frame of the same page, and of its origin, sends what the page itself could send.
  host.put('/forger.js', `
    const calculator = () => parent.document.querySelector("#one").shadowRoot.querySelector("iframe").contentWindow;
    const forge = (type, payload) => {
      const message = { source: "tandem", v: 1, type, id: 1, payload };
      for (const target of [calculator(), parent]) target.postMessage(message, "*");
    };
    onmessage = ({ data }) => {
      if (data === "still there?") parent.postMessage("still there", "*");
      if (data !== "go") return;
      forge("set", { discountRate: "1%" });
      forge("theme", { accent: "#ff0000" });
      forge("change", { inputs: {}, outputs: { npv: { kind: "number", value: "1", text: "1", formula: null } } });
      forge("ready", { inputs: {}, outputs: {} });
      forge("resize", { height: 9 });
      const { port1, port2 } = new MessageChannel();
      calculator().postMessage({ source: "tandem", v: 1, type: "connect" }, "*", [port2]);
      port1.onmessage = () => { parent.postMessage("leak", "*"); };
      port1.postMessage({ source: "tandem", v: 1, type: "set", id: 2, payload: { discountRate: "1%" } });
      parent.postMessage("done", "*");
    };`);
  const forger = host.put('/forger.html', '<!doctype html><title>x</title><script src="forger.js"></script>');
  await openHost(page, `<tandem-calculator id="one" template="joint-value"></tandem-calculator><iframe id="forger" title="Other" src="${forger}"></iframe>`);
  await untilHeard(page, 'ready');
  const before = (await call(page, 'one', 'get')).value;
  const height = await page.locator('#one iframe').evaluate((it) => it.clientHeight);
  await page.evaluate(() => {
    globalThis.told = [];
    addEventListener('message', (event) => { if (typeof event.data === 'string') globalThis.told.push(event.data); });
    document.querySelector('#forger').contentWindow.postMessage('go', '*');
  });
  await page.waitForFunction(() => globalThis.told.includes('done'));
  assert.deepEqual((await call(page, 'one', 'get')).value, before);
  // The calculator answers in the order in which it was asked, so that an answer to the forger would have come before this one, and
  // what the forger makes of it comes before the answer to a message that the forger is sent now.
  await page.evaluate(() => { document.querySelector('#forger').contentWindow.postMessage('still there?', '*'); });
  await page.waitForFunction(() => globalThis.told.includes('still there'));
  assert.deepEqual(await page.evaluate(() => globalThis.told), ['done', 'still there'], 'nothing came through the forger’s port');
  assert.deepEqual(await page.evaluate(() => document.querySelector('#one').outputs.npv), before.outputs.npv);
  assert.deepEqual(await heard(page, 'change'), []);
  assert.equal((await heard(page, 'ready')).length, 1);
  assert.equal(await page.locator('#one iframe').evaluate((it) => it.clientHeight), height);
  assert.equal(await (await frameOf(page)).evaluate(() => document.documentElement.style.getPropertyValue('--color-accent')), '');
});

testHost('a frame that was told of another page says nothing to this one', async (page) => {
  host.put('/raw.js', `globalThis.raw = []; addEventListener("message", (event) => raw.push([event.origin, event.data]));`);
  const frame = (hostName, id) => `<iframe id="${id}" title="${id}" src="${app.url}#/embed/joint-value?host=${encodeURIComponent(hostName)}"></iframe>`;
  await openHost(page, frame('https://other.example', 'deaf') + frame(host.origin, 'raw'), { head: '<script src="raw.js"></script>' });
  await page.waitForFunction(() => globalThis.raw.some(([, data]) => data.type === 'resize'));
  await page.frameLocator('#deaf').locator('[data-outcome="npv"]').waitFor();
  const raw = await page.evaluate(() => globalThis.raw);
  assert.ok(raw.every(([origin, data]) => origin === app.server.origin && data.source === 'tandem' && data.v === 1));
  assert.equal(raw.filter(([, data]) => data.type === 'ready').length, 1, 'only one of the two speaks');
  // Without embed.js, plain messages do.
  const answer = (message) => page.evaluate(([message, origin]) => new Promise((resolve) => {
    addEventListener('message', (event) => { if (event.data.id === message.id) resolve(event.data); });
    document.querySelector('#raw').contentWindow.postMessage(message, origin);
  }), [{ source: 'tandem', v: 1, ...message }, app.server.origin]);
  const set = await answer({ type: 'set', id: 'a', payload: { discountRate: 0.11 } });
  assert.equal(set.type, 'change');
  assert.equal(set.payload.inputs.discountRate, '0.11');
  const wrong = await answer({ type: 'open', id: 'b' });
  assert.equal(wrong.type, 'error');
  assert.equal(wrong.id, 'b');
}, { expected: /Failed to execute 'postMessage' on 'DOMWindow'/ });

testHost('in a sandbox with nothing but scripts it works, and says that it can’t save', async (page, { complaints, origins }) => {
  // A sandboxed frame is of no origin, so that even its own server has to allow it to read its files.
  const open = await serveFolder({ folder: DIST, base: BASE, more: { 'access-control-allow-origin': '*' } });
  const around = await serveHost(open.origin);
  try {
    for (const { origin } of [open, around]) origins.add(origin);
    around.put('/listen.js', SCRIPT);
    await page.goto(around.put('/page.html', `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sandbox</title><script src="listen.js"></script>
      <script src="${open.url}embed.js" defer></script></head><body><h1>Sandbox</h1>
      <tandem-calculator id="one" template="joint-value" sandbox></tandem-calculator></body></html>`));
    await untilHeard(page, 'ready');
    assert.equal(await page.locator('#one iframe').getAttribute('sandbox'), 'allow-scripts');
    await inside(page).getByText("Entries can't be saved here").waitFor();
    const set = (await call(page, 'one', 'set', { discountRate: '12%' })).value;
    assert.equal(set.inputs.discountRate, '0.12');
    assert.match((await call(page, 'one', 'print')).error, /allow-modals/);
    await untilTaller(page, 400);
    assert.deepEqual(complaints.filter((line) => !/Ignored call to 'print\(\)'/.test(line)), []);
    // Here axe can't read the style sheets and puts copies of them into the page, which the policy refuses.
    await expectAccessible(await frameOf(page), 'a calculator in a sandbox');
    complaints.length = 0;
  } finally {
    await around.close();
    await open.close();
  }
});

testHost('what was entered stays when language, look or parts change, and another calculator begins anew', async (page) => {
  await openHost(page, '<tandem-calculator id="one" template="joint-value"></tandem-calculator>');
  // Two properties before it is ready: both are entered.
  await page.evaluate(() => {
    const one = document.querySelector('#one');
    one.inputs = { discountRate: '11%' };
    one.inputs = { machines: '50' };
  });
  const holds = (wanted) => page.waitForFunction((wanted) => {
    const { inputs } = document.querySelector('#one');
    return Object.entries(wanted).every(([name, value]) => inputs[name] === value);
  }, wanted);
  await holds({ discountRate: '0.11', machines: '50' });
  assert.equal((await call(page, 'one', 'set', { discountRate: '12%' })).value.inputs.discountRate, '0.12');
  await page.evaluate(() => document.querySelector('#one').setAttribute('lang', 'ja'));
  await inside(page).getByRole('button', { name: 'リセット' }).waitFor();
  await holds({ discountRate: '0.12', machines: '50' });
  // A theme from outside outlives a reset, which takes the figures back to those of the attributes.
  await page.evaluate(() => document.querySelector('#one').setAttribute('theme', 'dark'));
  await call(page, 'one', 'reset');
  await page.waitForFunction(() => document.querySelector('#one').inputs.discountRate !== '0.12');
  assert.equal(await (await frameOf(page)).evaluate(() => document.documentElement.dataset.theme), 'dark');
  await call(page, 'one', 'set', { discountRate: '13%' });
  await page.evaluate(() => document.querySelector('#one').setAttribute('inputs', '{"discountRate":"9%"}'));
  await holds({ discountRate: '0.09' });
  // A frame that is replaced while it loads ends its requests, and its console tells of them.
}, { expected: /^console: TypeError: (Failed to fetch|WebAssembly compilation aborted: Network error)/ });

testHost('where storage is blocked it works, and says that it can’t save', async (page) => {
  await openHost(page, '<tandem-calculator id="one" template="joint-value" lang="ja"></tandem-calculator>');
  await untilHeard(page, 'ready');
  await inside(page).getByText('入力内容を保存できません').waitFor();
  assert.equal((await call(page, 'one', 'set', { discountRate: '12%' })).value.inputs.discountRate, '0.12');
}, { init: () => Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('refused by the test', 'SecurityError'); } }) });

testHost('the page to begin with shows a calculator, and its buttons enter and take back', async (page, { origins }) => {
  const folder = join(import.meta.dirname, '../../examples/host');
  // The page names port 8080; here Tandem is elsewhere.
  const body = readFileSync(join(folder, 'index.html'), 'utf8')
    .replaceAll('http://localhost:8080/embed.js', `${app.url}embed.js`).replaceAll('http://localhost:8080', app.server.origin);
  const example = await serveFolder({ folder, policy: null, replace: new Map([['index.html', { type: 'text/html; charset=utf-8', body }]]) });
  origins.add(example.origin);
  try {
    await page.goto(example.url);
    const npv = page.locator('#npv');
    await npv.filter({ hasText: /\d/ }).waitFor();
    const first = await npv.textContent();
    // The card shows no more digits than its inputs are sure of; what the page says is all of them, as the card does when asked.
    await page.frameLocator('#offer iframe').locator(`[data-outcome="npv"] .outcome__figure[title="${first}"]`).waitFor();
    await page.getByRole('button', { name: 'A cautious rate of 12%' }).click();
    await npv.filter({ hasNotText: first }).filter({ hasText: /\d/ }).waitFor();
    await page.getByRole('button', { name: 'Begin again' }).click();
    await npv.filter({ hasText: first }).waitFor();
    assert.equal(await page.locator('#problem').textContent(), '');
  } finally {
    await example.close();
  }
});

testHost('a calculator that does not exist is told to the reader and to the page', async (page) => {
  await openHost(page, '<tandem-calculator id="one" template="nowhere"></tandem-calculator>');
  await untilHeard(page, 'error');
  assert.match((await heard(page, 'error'))[0].message, /nowhere/);
  await inside(page).getByRole('heading').first().waitFor();
  assert.equal(await inside(page).locator('a[href="#/"]').count(), 0, 'the app is no way out of the frame');
  assert.deepEqual(await heard(page, 'ready'), []);
});

testPage('the address alone works in a tab, stores nothing, and is left for the app', app, async (page, { open }) => {
  await open('#/embed/joint-value?discountRate=12%&lang=ja&theme=dark&readonly=perhaps');
  await page.locator('.embed__faults').filter({ hasText: 'readonly：「perhaps」' }).waitFor();
  await page.waitForFunction(() => /^12(\.0+)?%$/.test(document.querySelector('#control-discountRate')?.value));
  await page.waitForFunction(() => document.title.endsWith('– Tandem') && document.documentElement.dataset.theme === 'dark');
  await shoot(page, 'embed-phone-ja-dark');
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await page.evaluate(() => { location.hash = '#/'; });
  await page.locator('main.home').waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), undefined, 'its look was that of its address only');
}, { size: SIZES.phone });
