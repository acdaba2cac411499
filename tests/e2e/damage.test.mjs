// Stored bytes that can't be read, and addresses that name nothing: a readable page with a way on, and nothing is overwritten.
// The second slot of a workbook, which mends most of it, is taken away here; deep.test.mjs has it.
import assert from 'node:assert/strict';
import { expectAccessible, shoot, testPage as testAnyPage, useApp } from './helpers.mjs';
import { ASIDE, downloaded, goHome, inTurn, keyOf, makeWorkbook, showSheet, shows, stored, storedKeys, type, untilStored, withoutDatabase } from './workbook.mjs';

const app = useApp();

const testPage = (name, app, body, options = {}) => testAnyPage(name, app, body, { ...options, init: inTurn(withoutDatabase, options.init) });

/** Everything that the storage holds. */
const everything = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

/** The keys under which two states of the storage differ. */
const changed = (before, after) => [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((key) => before[key] !== after[key]);

/** Loads the app anew at an address, as a person who comes back does. */
async function comeBack(page, hash) {
  await page.goto('about:blank');
  await page.goto(app.url + hash);
  await page.locator('main').waitFor();
}

const change = (alter) => (text) => {
  const entry = JSON.parse(text);
  alter(entry.workbook);
  return JSON.stringify(entry);
};

const DAMAGES = [
  ['cut off in the middle', (text) => text.slice(0, text.length >> 1)],
  ['cut off at its last character', (text) => text.slice(0, -1)],
  ['empty', () => ''],
  ['zeroes', (text) => '\0'.repeat(text.length)],
  ['with bytes flipped', (text) => [...text].map((letter, place) => (place % 97 === 13 ? String.fromCharCode(letter.charCodeAt(0) ^ 0x5a) : letter)).join('')],
  ['with half of a pair of surrogates', (text) => `${text.slice(0, 40)}\ud83d${text.slice(40)}`],
  ['JSON of another shape', () => '[null]'],
  ['a workbook whose pages are no list', change((workbook) => { workbook.pages = 'none'; })],
  ['a file of another program', change((workbook) => { workbook.format = 'something-else'; })],
];

for (const [index, [damage, spoil]] of DAMAGES.entries()) {
  const [tag, language] = index % 2 ? ['ja', 'ja-JP'] : ['en', 'en-GB'];
  testPage(`a stored workbook ${damage}: a page of words, its bytes kept and offered (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'long ago');
    await untilStored(page, id, 'long ago');
    const bytes = spoil(await stored(page, keyOf(id)));
    await page.goto('about:blank');
    await page.goto(app.url);
    await page.evaluate(([key, bytes]) => localStorage.setItem(key, bytes), [keyOf(id), bytes]);
    await comeBack(page, `#/w/${id}`);
    await page.getByRole('heading', { name: tag === 'en' ? 'This workbook can’t be read' : 'このワークブックは読み取れません' }).waitFor();
    assert.match(await page.locator('main').innerText(), tag === 'en' ? /stay as they are/ : /保存データはそのまま残し/);
    await expectAccessible(page, damage);
    if (index < 2) await shoot(page, `damaged-${tag}`);
    assert.equal(await stored(page, keyOf(id)), bytes, 'the bytes stay where they were');
    const copies = await page.evaluate((start) => Object.entries(localStorage).filter(([key]) => key.startsWith(start)).map(([, text]) => text), `${ASIDE}${id}.`);
    assert.equal(copies.length, 1, 'a second copy is put aside');
    // Where the file in the entry is what can't be read, the file is what is kept and offered.
    const kept = bytes.includes(copies[0]) ? copies[0] : bytes;
    assert.equal(copies[0], kept);
    assert.ok(kept === bytes || kept.length > 0.8 * bytes.length);
    const copy = await downloaded(page, () => page.getByRole('button', { name: /^(Download the stored bytes|保存データをダウンロード)$/ }).click());
    assert.equal(copy.text, kept.toWellFormed(), 'the bytes are offered');

    await page.locator('main a[href="#/"]').click();
    await page.locator('main.home').waitFor();
    await comeBack(page, `#/w/${id}`);
    await page.locator('main.failure').waitFor();
    assert.equal(await stored(page, keyOf(id)), bytes);
    assert.equal((await storedKeys(page, `${ASIDE}${id}.`)).length, 1, 'coming back does not pile up copies');
  }, { language });
}

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`a workbook of a newer version waits untouched and is offered (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    const bytes = change((workbook) => { workbook.version = 999; workbook.unheardOf = { of: [1.10] }; })(await stored(page, keyOf(id)));
    await page.goto('about:blank');
    await page.goto(app.url);
    await page.evaluate(([key, bytes]) => localStorage.setItem(key, bytes), [keyOf(id), bytes]);
    await comeBack(page, `#/w/${id}`);
    assert.match(await page.locator('main').innerText(), tag === 'en' ? /999[^]*stays as it is/ : /999[^]*変更していません/);
    const copy = await downloaded(page, () => page.getByRole('button', { name: /^(Download the stored bytes|保存データをダウンロード)$/ }).click());
    assert.deepEqual(JSON.parse(copy.text), JSON.parse(bytes).workbook);
    await goHome(page);
    assert.equal(await page.locator('.recent__line').count(), 1);
    await page.evaluate((hash) => { location.hash = hash; }, `#/w/${id}/lists/present`);
    await page.locator('main.failure').waitFor();
    assert.equal(await stored(page, keyOf(id)), bytes);
    assert.deepEqual(await storedKeys(page, ASIDE), [], 'a whole file needs no second copy');
  }, { language });
}

testPage('an entry that is garbled while its workbook is open is put aside before the next save', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await page.evaluate((key) => localStorage.setItem(key, '{"revision":1,"wri'), keyOf(id));
  await type(page, 'H30', 'typed later');
  await untilStored(page, id, 'typed later');
  assert.equal(await stored(page, `${ASIDE}${id}.1`), '{"revision":1,"wri');
});

testPage('an entry that is garbled and can’t be put aside is not overwritten', app, async (page, { open }) => {
  const id = await makeWorkbook(page, open);
  await page.evaluate(([key, aside]) => {
    localStorage.setItem(key, '{"revision":1,"wri');
    const write = Storage.prototype.setItem;
    Storage.prototype.setItem = function (name, value) {
      if (name.startsWith(aside)) throw new DOMException('refused by the test', 'QuotaExceededError');
      return write.call(this, name, value);
    };
  }, [keyOf(id), ASIDE]);
  await type(page, 'H30', 'typed later');
  await page.locator('.save-state--wrong').waitFor();
  assert.equal(await stored(page, keyOf(id)), '{"revision":1,"wri');
  await goHome(page);
  await showSheet(page, id);
  await shows(page, 'H30', 'typed later');
});

for (const [damage, spoil] of [
  ['cut off', (text) => text.slice(0, -7)],
  ['of another shape', () => '{"workbooks":[]}'],
  ['empty', () => ''],
  ['gone', () => null],
]) {
  testPage(`the list of workbooks ${damage}: made anew from the workbooks`, app, async (page, { open }) => {
    const first = await makeWorkbook(page, open);
    await page.getByRole('textbox', { name: 'Title of the workbook' }).fill('Kept by name');
    await page.keyboard.press('Enter');
    await untilStored(page, first, 'Kept by name');
    await page.goto('about:blank');
    const second = await makeWorkbook(page, open, 'ecosystem-roi');
    await page.goto('about:blank');
    await page.goto(app.url);
    const bytes = spoil(await stored(page, 'tandem.index'));
    await page.evaluate((bytes) => (bytes === null ? localStorage.removeItem('tandem.index') : localStorage.setItem('tandem.index', bytes)), bytes);
    await comeBack(page, '#/');
    const lines = page.locator('.recent__link');
    await lines.first().waitFor();
    assert.deepEqual(await lines.evaluateAll((links) => links.map((link) => link.getAttribute('href').split('/')[2])), [second, first]);
    assert.match(await lines.nth(1).innerText(), /Kept by name/);
    const kept = (await storedKeys(page, `${ASIDE}index.`)).map((key) => stored(page, key));
    assert.deepEqual(await Promise.all(kept), bytes === null ? [] : [bytes]);
    await showSheet(page, first);
    await type(page, 'H30', 'a change');
    await untilStored(page, first, 'a change');
    await page.waitForFunction(() => {
      try { return JSON.parse(localStorage.getItem('tandem.index')).length === 2; } catch { return false; }
    });
  });
}

testPage('a garbled entry is listed, and deleting it keeps its bytes aside', app, async (page, { open }) => {
  await open();
  await page.evaluate(() => localStorage.setItem('tandem.workbook.lost', '{"cut'));
  await comeBack(page, '#/');
  const line = page.locator('.recent__line').filter({ hasText: 'Can’t be read' });
  await line.waitFor();
  await line.getByRole('button', { name: /^Delete/ }).click();
  await line.waitFor({ state: 'detached' });
  assert.equal(await stored(page, 'tandem.workbook.lost'), null);
  assert.equal(await stored(page, `${ASIDE}lost.1`), '{"cut');
});

testPage('settings that can’t be read are kept aside and the app starts', app, async (page, { open }) => {
  await open();
  await page.evaluate(() => localStorage.setItem('tandem.settings', '{"language":"tlh","the'));
  await comeBack(page, '#/');
  await page.locator('main.home').waitFor();
  assert.equal(await stored(page, `${ASIDE}settings.1`), '{"language":"tlh","the');
});

const ADDRESSES = [
  ['#/no/such/place', /There is nothing at this address/, /このアドレスには何もありません/],
  ['#/w/%zz', /There is nothing at this address/, /このアドレスには何もありません/],
  ['#/w/nobody', /This workbook isn’t in this browser/, /このワークブックはこのブラウザーにありません/],
  ['#/w/..%2F..%2Fetc/lists/present', /This workbook isn’t in this browser/, /このワークブックはこのブラウザーにありません/],
  ['#/new/no-such-template', /There is no template of this name/, /この名前のテンプレートはありません/],
  ['#/new/joint-value?nobody=1', /The address asks for a value that can’t be entered/, /アドレスで指定された値は入力できません/],
];

for (const [tag, language] of [['en', 'en-GB'], ['ja', 'ja-JP']]) {
  testPage(`addresses that name nothing are pages of words with a way home, and change nothing (${tag})`, app, async (page, { open }) => {
    const id = await makeWorkbook(page, open);
    await type(page, 'H30', 'still here');
    await untilStored(page, id, 'still here');
    const before = await everything(page);
    for (const [hash, english, japanese] of ADDRESSES) {
      await page.evaluate((hash) => { location.hash = hash; }, hash);
      await page.getByRole('heading', { level: 1, name: tag === 'en' ? english : japanese }).waitFor();
      await comeBack(page, hash);
      await page.getByRole('heading', { level: 1, name: tag === 'en' ? english : japanese }).waitFor();
      assert.equal(await page.locator('main p').first().evaluate((detail) => detail.innerText.length > 10), true, `${hash} says more than its heading`);
      await expectAccessible(page, hash);
      assert.deepEqual(changed(before, await everything(page)), [], `${hash} writes nothing`);
      await page.locator('main a[href="#/"]').click();
      await page.locator('main.home').waitFor();
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: tag === 'en' ? english : japanese }).waitFor();
    }
    await showSheet(page, id);
    await shows(page, 'H30', 'still here');
  }, { language });
}
