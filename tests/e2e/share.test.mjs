// A link that holds a workbook: made in the app, told before anything of it is opened, opened as a copy. Links of enemies are refused
// with words and change nothing.
import assert from 'node:assert/strict';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { Grid } from './grid.mjs';
import { SIZES, expectAccessible, shoot, testPage, useApp } from './helpers.mjs';
import { makeWorkbook, shows, storedKeys, type, untilStored } from './workbook.mjs';

const app = useApp();

/** A link as the format says, made without the app: version, CRC-32 of version and stream, raw deflate, base64url. */
function pack(text, version = 1, level = 9) {
  const stream = deflateRawSync(text, { level });
  const head = Buffer.from([version]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(Buffer.concat([head, stream])));
  return Buffer.concat([head, sum, stream]).toString('base64url');
}

const unpack = (link) => inflateRawSync(Buffer.from(link, 'base64url').subarray(5)).toString();
const payloadOf = (url) => /#\/share\/([\w-]+)/.exec(url)[1];
const field = (page) => page.locator('#share-link');
const untilLink = (page, before = '') => page.waitForFunction((before) => {
  const { value } = document.querySelector('#share-link');
  return value.includes('#/share/') && value !== before;
}, before);

async function openDialog(page) {
  await page.getByRole('button', { name: /^(Copy link…|リンクをコピー…)$/ }).click();
  await page.locator('#share-dialog[open]').waitFor();
  await untilLink(page);
}

testPage('a link is made, says what it holds, and opens as a copy beside the original', app, async (page, { open, context }) => {
  const id = await makeWorkbook(page, open);
  await type(page, 'H30', 'told to a partner');
  await untilStored(page, id, 'told to a partner');
  await openDialog(page);
  await expectAccessible(page, 'the dialog that makes a link');
  await shoot(page, 'share-dialog');
  const link = await field(page).inputValue();
  assert.ok(link.startsWith(`${app.url}#/share/`));
  assert.ok(JSON.parse(unpack(payloadOf(link))).pages.length > 1, 'the text of a file stands in it');
  await page.getByRole('button', { name: 'Copy the link' }).click();
  await page.getByText(/^(The link was copied|The browser did not allow copying)/).waitFor();

  const other = await context.newPage();
  await other.goto(link);
  const main = other.locator('main.shared');
  await main.waitFor();
  await main.getByText('Joint value').first().waitFor();
  const keys = await storedKeys(other, 'tandem.workbook.');
  assert.deepEqual(keys, [`tandem.workbook.${id}`], 'looking at a link stores nothing');
  await main.getByText(/^\d{4}-\d\d-\d\d$/).waitFor();
  await expectAccessible(other, 'what a link holds');
  await shoot(other, 'share-summary');
  await other.getByRole('button', { name: 'Open a copy' }).click();
  await other.waitForURL(/#\/w\//);
  const copy = /#\/w\/([^/]+)/.exec(other.url())[1];
  assert.notEqual(copy, id, 'a copy has an identity of its own');
  await other.evaluate((hash) => { location.hash = hash; }, `#/w/${copy}/lists`);
  await other.getByRole('grid').waitFor();
  await shows(other, 'H30', 'told to a partner');
  await type(other, 'H30', 'changed in the copy');
  await untilStored(other, copy, 'changed in the copy');
  assert.ok((await other.evaluate((key) => localStorage.getItem(key), `tandem.workbook.${id}`)).includes('told to a partner'), 'the original stays');
});

testPage('an anonymised link holds no name of a party and no exact amount', app, async (page, { open }) => {
  const grid = await Grid.open(page, open);
  await grid.fill('H30', ['123456.78', '654321.09']);
  await grid.goTo('H30:H31');
  // As amounts, which is what a number is told by that is to be rounded.
  await grid.press('Control+Shift+1');
  await grid.shows('H31', '654,321.09');
  await openDialog(page);
  const plain = await field(page).inputValue();
  const held = unpack(payloadOf(plain));
  const { parties, pages } = JSON.parse(held);
  const names = parties.map((party) => party.name.en).filter(Boolean);
  assert.ok(names.length > 1);
  const numbers = (pages) => pages.flatMap(({ cells }) => Object.values(cells ?? {})).map((cell) => cell.number).filter(Boolean);
  const exact = numbers(pages).filter((number) => /\.\d\d$/.test(number) && Number(number) > 1000);
  assert.deepEqual(exact, ['123456.78', '654321.09'], 'the plain link holds the amounts as they were typed');
  await page.getByRole('checkbox', { name: /^Anonymised/ }).check();
  await untilLink(page, plain);
  const text = unpack(payloadOf(await field(page).inputValue()));
  for (const gone of [...names, ...exact]) assert.ok(!text.includes(gone), gone);
  const left = numbers(JSON.parse(text).pages);
  for (const rounded of ['120000', '650000']) assert.ok(left.includes(rounded), `${rounded} stands in place of an amount`);
});

testPage('the palette offers the link in Japanese, too', app, async (page, { open }) => {
  await makeWorkbook(page, open);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('リンクをコピー');
  await page.getByRole('option', { name: /リンクをコピー/ }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('#share-dialog[open]').waitFor();
  await page.getByRole('heading', { name: 'コピーへのリンク' }).waitFor();
  await untilLink(page);
  await expectAccessible(page, 'the dialog in Japanese');
}, { language: 'ja-JP', theme: 'dark', size: SIZES.phone });

const HOSTILE = [
  ['garbage', 'AAAA', /holds no workbook/, /ワークブックが含まれていません/],
  ['cut off', pack('{"format":"tandem-workbook"}').slice(0, -6), /incomplete or was changed/, /途中で切れている/],
  ['with a wrong checksum', `AQAAAAAA${pack('x').slice(8)}`, /incomplete or was changed/, /書き換えられて/],
  ['of a later version', pack('{}', 7), /newer version of Tandem/, /新しいバージョン/],
  ['that unpacks without end', pack(Buffer.alloc(33 * 1024 * 1024)), /unpacks to more/, /展開すると/],
  ['of another file', pack('{"hello":1}'), /no Tandem workbook/, /Tandemのワークブックではありません/],
  ['of a workbook of a later version', pack('{"format":"tandem-workbook","version":9}'), /newer/, /新しい/],
];

for (const [tag, language, column] of [['en', 'en-GB', 2], ['ja', 'ja-JP', 3]]) {
  testPage(`hostile links are refused with words and change nothing (${tag})`, app, async (page, { open }) => {
    for (const row of HOSTILE) {
      await open('#/');
      await page.locator('main.home').waitFor();
      await page.evaluate((hash) => { location.hash = hash; }, `#/share/${row[1]}`);
      await page.locator('main.failure [role="alert"]').filter({ hasText: row[column] }).waitFor();
      assert.deepEqual(await storedKeys(page, 'tandem.workbook.'), [], row[0]);
    }
    await expectAccessible(page, 'a link that is refused');
    await shoot(page, `share-refused-${tag}`);
  }, { language });
}

testPage('a text in a link is never markup, and its day is a day or none', app, async (page, { open }) => {
  const evil = '<img src=x onerror="globalThis.harmed = true">';
  const both = { en: evil, ja: evil };
  const text = JSON.stringify({ format: 'tandem-workbook', version: 1, title: both, pages: [{ title: both }, { title: { en: 'javascript:alert(1)', ja: '' } }] });
  await open(`#/share/${pack(text)}?made=${encodeURIComponent(evil)}`);
  await page.locator('main.shared').getByText(evil).first().waitFor();
  await page.getByText('not told').waitFor();
  assert.equal(await page.locator('main img').count(), 0);
  // What is no whole workbook is refused when it is opened, and the reader stays where they are.
  await page.getByRole('button', { name: 'Open a copy' }).click();
  await page.locator('.notice').waitFor();
  assert.equal(await page.evaluate(() => globalThis.harmed), undefined);
  assert.deepEqual(await storedKeys(page, 'tandem.workbook.'), []);
});
