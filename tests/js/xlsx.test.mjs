// Workbooks of the JavaScript module as files of Excel, out and in.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const { Workbook } = createRequire(import.meta.url)('../../pkg/node/tandem.js');

test('a workbook goes through a file of Excel with formulas, values and names', () => {
  const book = new Workbook();
  book.setMany([
    ['Sheet1!A1', '0.1'], ['Sheet1!A2', '=A1+0.2'], ['Sheet1!B1', '12.5%'], ['Sheet1!B2', '2026-03-31'],
    ['Sheet1!C1', '=SEQUENCE(2,2)'], ['Sheet1!E1', '共同価値'], ['Sheet1!E2', '=A2*rate'],
  ]);
  book.define('rate', 'Sheet1!B1');
  const bytes = book.toXlsx();
  assert.ok(bytes instanceof Uint8Array);
  assert.deepEqual([...bytes.subarray(0, 2)], [0x50, 0x4b]);
  assert.deepEqual(book.toXlsxLosses(), []);
  const back = Workbook.fromXlsx(bytes);
  assert.deepEqual(back.fromXlsxLosses(), []);
  assert.deepEqual(back.getRange('Sheet1!A1:E2'), book.getRange('Sheet1!A1:E2'));
  assert.equal(back.get('Sheet1!A2').value, '0.3');
});

test('what a file of Excel does not keep is told in both languages before it is written', () => {
  const losses = Workbook.fromTemplate('joint-value').toXlsxLosses();
  assert.ok(losses.some((loss) => loss.en.includes('IRRS') && loss.ja.includes('IRRS')), JSON.stringify(losses));
});

test('a protected or damaged file says what is wrong, and the module goes on', () => {
  const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  assert.throws(() => Workbook.fromXlsx(compound), /password/);
  const cut = new Workbook().toXlsx().slice(0, 900);
  assert.throws(() => Workbook.fromXlsx(cut), /damaged/);
  assert.deepEqual(new Workbook().sheets(), ['Sheet1']);
});

test('a hundred thousand cells are written and read', (context) => {
  const book = new Workbook();
  const edits = [];
  for (let row = 1; row <= 10_000; row += 1) {
    for (const column of 'ABCDEFGHI') edits.push([`Sheet1!${column}${row}`, `${row}.25`]);
    edits.push([`Sheet1!J${row}`, `=SUM(A${row}:I${row})`]);
  }
  book.setMany(edits);
  const start = performance.now();
  const bytes = book.toXlsx();
  const written = performance.now();
  const back = Workbook.fromXlsx(bytes);
  const read = performance.now();
  context.diagnostic(`written in ${Math.round(written - start)} ms, read in ${Math.round(read - written)} ms, ${bytes.length} bytes`);
  assert.equal(back.get('Sheet1!J10000').value, '90002.25');
  assert.equal(back.get('Sheet1!J10000').formula, '=SUM(A10000:I10000)');
});
