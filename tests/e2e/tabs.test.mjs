// Two tabs with one workbook, and tabs that go away: nothing that was typed is lost, and no tab writes over another's work unasked.
import assert from 'node:assert/strict';
import { expectAccessible, open as openPage, shoot, testPage, useApp } from './helpers.mjs';
import { downloaded, draft, keyOf, makeWorkbook, pressDownload, showSheet, shows, stored, storedKeys, type, untilSaid, untilStored } from './workbook.mjs';

const app = useApp();

/** Lets a test hold back the timers of a page and the news from other tabs, so that it decides what happens first. */
const holdable = () => {
  const later = globalThis.setTimeout.bind(globalThis);
  globalThis.heldTimers = null;
  globalThis.setTimeout = (callback, delay, ...rest) => later(globalThis.heldTimers && delay >= 100 ? () => globalThis.heldTimers?.push(callback) : callback, delay, ...rest);
  globalThis.deaf = false;
  addEventListener('storage', (event) => { if (globalThis.deaf) event.stopImmediatePropagation(); });
};

const holdTimers = (page) => page.evaluate(() => { globalThis.heldTimers = []; });

/** Opens the same workbook in a second tab. */
async function secondTab(context, id) {
  const other = await context.newPage();
  await openPage(other, app, `#/w/${id}/lists`);
  await other.getByRole('grid').waitFor();
  return other;
}

/** A workbook in two tabs, changed in both: theirs is stored, mine waits for a choice. */
async function conflict(page, open, context, { deaf }) {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'common');
  await untilStored(page, id, 'common');
  const other = await secondTab(context, id);
  if (deaf) await page.evaluate(() => { globalThis.deaf = true; });
  else {
    await holdTimers(page);
    await type(page, 'H31', 'mine');
  }
  await type(other, 'H32', 'theirs');
  await untilStored(other, id, 'theirs');
  if (deaf) await type(page, 'H31', 'mine');
  const dialog = page.getByRole('dialog', { name: /Another tab changed this workbook|別のタブでこのワークブックが変更されました/ });
  await dialog.waitFor();
  assert.ok(!(await stored(page, keyOf(id))).includes('"mine"'), 'the second write stopped');
  return { id, other, dialog };
}

const holds = async (page, id, texts) => {
  const file = await stored(page, keyOf(id));
  return texts.map((text) => file.includes(`"${text}"`));
};

testPage('a tab at rest shows what another one wrote', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  const other = await secondTab(context, id);
  await type(other, 'H30', 'from the other tab');
  await shows(page, 'H30', 'from the other tab');
  await page.getByText('Updated with the changes from another tab').waitFor();
  await type(page, 'H31', 'and back');
  await shows(other, 'H31', 'and back');
  await shows(other, 'H30', 'from the other tab');
});

for (const deaf of [false, true]) {
  const how = deaf ? 'seen when it writes' : 'seen at once';
  const [tag, language] = deaf ? ['ja', 'ja-JP'] : ['en', 'en-GB'];

  testPage(`two tabs change one workbook, ${how}: “both” makes a second workbook (${tag})`, app, async (page, { open, context }) => {
    const { id, other, dialog } = await conflict(page, open, context, { deaf });
    await expectAccessible(page, 'the choice between two versions');
    await shoot(page, `conflict-${tag}`);
    await dialog.getByRole('button', { name: /Keep both|両方を残す/ }).click();
    await page.waitForURL((url) => /#\/w\//.test(url.hash) && !url.hash.includes(id));
    const own = /#\/w\/([^/]+)/.exec(page.url())[1];
    await untilStored(page, own, 'mine');
    assert.deepEqual(await holds(page, own, ['common', 'mine', 'theirs']), [true, true, false]);
    assert.deepEqual(await holds(page, id, ['common', 'mine', 'theirs']), [true, false, true]);
    await type(page, 'H28', 'on with mine');
    await page.evaluate(() => { globalThis.heldTimers = null; });
    await type(page, 'H29', 'still mine');
    await untilStored(page, own, 'still mine');
    await type(other, 'H28', 'on with theirs');
    await untilStored(other, id, 'on with theirs');
    await page.reload();
    await shows(page, 'H28', 'on with mine');
    assert.equal((await storedKeys(page, 'tandem.workbook.')).length, 2);
  }, { init: holdable, language });

  testPage(`two tabs change one workbook, ${how}: “mine” replaces what is stored, and the other tab shows it (${tag})`, app, async (page, { open, context }) => {
    const { id, other, dialog } = await conflict(page, open, context, { deaf });
    await dialog.getByRole('button', { name: /Keep this tab’s version|このタブの内容を残す/ }).click();
    await untilStored(page, id, 'mine');
    assert.deepEqual(await holds(page, id, ['common', 'mine', 'theirs']), [true, true, false]);
    await untilSaid(page, /^(Saved|\d.*に保存済み)/);
    await shows(other, 'H31', 'mine');
    await shows(other, 'H32', '');
    assert.equal((await storedKeys(page, 'tandem.workbook.')).length, 1);
  }, { init: holdable, language });

  testPage(`two tabs change one workbook, ${how}: “theirs” is shown here too (${tag})`, app, async (page, { open, context }) => {
    const { id, dialog } = await conflict(page, open, context, { deaf });
    await dialog.getByRole('button', { name: /Take the other tab’s version|別のタブの内容を使う/ }).click();
    await shows(page, 'H32', 'theirs');
    await shows(page, 'H31', '');
    assert.deepEqual(await holds(page, id, ['common', 'mine', 'theirs']), [true, false, true]);
    await untilSaid(page, /^(Saved|\d.*に保存済み)/);
    await page.evaluate(() => { globalThis.heldTimers = null; });
    await type(page, 'H28', 'on with theirs');
    await untilStored(page, id, 'on with theirs');
    assert.deepEqual(await holds(page, id, ['theirs']), [true]);
  }, { init: holdable, language });
}

testPage('the choice can be put off: work goes on, nothing is written, and the question can be asked again', app, async (page, { open, context }) => {
  const { id, dialog } = await conflict(page, open, context, { deaf: false });
  await page.evaluate(() => { globalThis.heldTimers = null; });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  const before = await stored(page, keyOf(id));
  await untilSaid(page, /^Not saved: changed in another tab$/);
  await type(page, 'H28', 'while undecided');
  const copy = await downloaded(page, () => pressDownload(page));
  assert.ok(copy.text.includes('while undecided'));
  assert.equal(await stored(page, keyOf(id)), before);
  await page.evaluate(() => { location.hash = '#/'; });
  await page.locator('main.home').waitFor();
  await showSheet(page, id);
  await shows(page, 'H28', 'while undecided');
  assert.equal(await stored(page, keyOf(id)), before);
  await page.getByRole('button', { name: 'Choose a version' }).click();
  await dialog.getByRole('button', { name: /Keep both/ }).click();
  await page.waitForURL((url) => !url.hash.includes(id));
  const own = /#\/w\/([^/]+)/.exec(page.url())[1];
  await untilStored(page, own, 'while undecided');
  assert.equal(await stored(page, keyOf(id)), before);
}, { init: holdable });

testPage('a workbook deleted in one tab while another works on it is stored again', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  const other = await secondTab(context, id);
  await other.evaluate(() => { location.hash = '#/'; });
  await other.getByRole('button', { name: /^Delete/ }).click();
  await other.waitForFunction((key) => localStorage.getItem(key) === null, keyOf(id));
  await type(page, 'H30', 'the only copy');
  await untilStored(page, id, 'the only copy');
});

/** Notes in the page when a key was last pressed and when each write came. */
const watchPace = () => {
  addEventListener('keydown', () => { globalThis.lastKey = performance.now(); }, { capture: true });
  const write = Storage.prototype.setItem;
  globalThis.paces = [];
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith('tandem.workbook.')) globalThis.paces.push([performance.now() - globalThis.lastKey, String(value)]);
    return write.call(this, key, value);
  };
};

testPage('a tab killed a moment after the last key has lost nothing', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  for (const [step, text] of ['one', 'two', 'three'].entries()) await type(page, `H${30 + step}`, `typed ${text}`);
  await untilStored(page, id, 'typed three');
  const pace = await page.evaluate(() => globalThis.paces.find(([, text]) => text.includes('typed three'))[0]);
  assert.ok(pace <= 1_000, `stored ${pace} ms after the last key`);
  // What a crash of the process leaves: no event of leaving runs.
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => {});
  await crashed;
  const again = await context.newPage();
  await openPage(again, app, `#/w/${id}/lists`);
  for (const [step, text] of ['one', 'two', 'three'].entries()) await shows(again, `H${30 + step}`, `typed ${text}`);
}, { init: watchPace });

testPage('a tab killed in the middle of typing leaves a whole workbook', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'stored before');
  await untilStored(page, id, 'stored before');
  for (let step = 1; step <= 3; step += 1) {
    const tab = step === 1 ? page : await secondTab(context, id);
    await type(tab, `H${24 + step}`, `committed ${step}`);
    await untilStored(tab, id, `committed ${step}`);
    await draft(tab, `J${24 + step}`, 'half a wor');
    const session = await context.newCDPSession(tab);
    const crashed = tab.waitForEvent('crash');
    session.send('Page.crash').catch(() => {});
    await crashed;
  }
  const again = await secondTab(context, id);
  await shows(again, 'H30', 'stored before');
  for (let step = 1; step <= 3; step += 1) await shows(again, `H${24 + step}`, `committed ${step}`);
});

for (const [how, leave] of [
  ['another page is opened in it', (page) => page.goto('about:blank')],
  ['it is loaded again', (page) => page.reload()],
  ['it is closed without a question', (page) => page.close()],
]) {
  testPage(`what was typed just before a tab goes away, because ${how}, is stored`, app, async (page, { open, context }) => {
    const id = await makeWorkbook(page, open);
    await holdTimers(page);
    await type(page, 'H30', 'at the last moment');
    await leave(page);
    const again = await secondTab(context, id);
    await shows(again, 'H30', 'at the last moment');
  }, { init: holdable });
}

testPage('a text that is still being typed when the page is left is entered and stored', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await draft(page, 'H30', 'not yet entered');
  await page.goto('about:blank');
  const again = await secondTab(context, id);
  await shows(again, 'H30', 'not yet entered');
});

testPage('a page that is hidden saves at once', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await holdTimers(page);
  await type(page, 'H30', 'before it hides');
  assert.ok(!(await stored(page, keyOf(id))).includes('before it hides'), 'the timer is held back');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  assert.ok((await stored(page, keyOf(id))).includes('before it hides'));
}, { init: holdable });
