// The contract at work: what every function answers, what a mistake throws, and that no mistake changes or breaks anything.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { Workbook, calculate, templates, version } = require('../../pkg/node/tandem.js');

/** A workbook of one sheet with these cells. */
function bookOf(cells) {
  const book = new Workbook();
  book.setMany(Object.entries(cells).map(([at, input]) => [`Sheet1!${at}`, input]));
  return book;
}

const value = (book, at) => book.get(`Sheet1!${at}`).value;

test('cells hold exact values, shown texts and formulas', () => {
  const book = bookOf({ A1: '0.1', A2: '0.2', A3: '=A1+A2', B1: '12%', B2: '2026-03-31', B3: '$1,234.50', B4: 'TRUE', B5: "'=text", B6: '=1/0', B7: '１２３' });
  const expect = {
    A3: { kind: 'number', value: '0.3', text: '0.3', formula: '=A1+A2' },
    B1: { kind: 'number', value: '0.12', text: '12%', formula: null },
    B2: { kind: 'number', value: '46112', text: '2026-03-31', formula: null },
    B3: { kind: 'number', value: '1234.5', text: '$1,234.50', formula: null },
    B4: { kind: 'bool', value: 'TRUE', text: 'TRUE', formula: null },
    B5: { kind: 'text', value: '=text', text: '=text', formula: null },
    B6: { kind: 'error', value: '#DIV/0!', text: '#DIV/0!', formula: '=1/0' },
    B7: { kind: 'number', value: '123', text: '123', formula: null },
    C9: { kind: 'blank', value: '', text: '', formula: null },
  };
  for (const [at, cell] of Object.entries(expect)) assert.deepEqual(book.get(`Sheet1!${at}`), cell, at);
  assert.deepEqual(book.getRange('Sheet1!A1:B2').map((row) => row.map((cell) => cell.value)), [['0.1', '0.12'], ['0.2', '46112']]);
  book.free();
});

test('a spilled array is read cell by cell', () => {
  const book = bookOf({ A1: '=SEQUENCE(2,2)' });
  assert.deepEqual(book.getRange('Sheet1!A1:B2').flat().map((cell) => cell.value), ['1', '2', '3', '4']);
  assert.equal(book.get('Sheet1!B2').formula, null);
});

test('edits are undone and repeated step by step', () => {
  const book = bookOf({ A1: '1', A2: '=A1*2' });
  book.set('Sheet1!A1', '5');
  book.set('Sheet1!A2', '');
  assert.deepEqual([book.undo(), value(book, 'A2')], [true, '10']);
  assert.deepEqual([book.undo(), value(book, 'A2')], [true, '2']);
  assert.deepEqual([book.undo(), value(book, 'A1')], [true, '']);
  assert.equal(book.undo(), false);
  assert.deepEqual([book.redo(), book.redo(), book.redo(), book.redo()], [true, true, true, false]);
  assert.equal(value(book, 'A1'), '5');
});

test('rows, columns, sheets and names keep formulas pointing at what they pointed at', () => {
  const book = bookOf({ A1: '10', A2: '20', B3: '=SUM(A1:A2)' });
  book.insertRows('Sheet1', 2, 3);
  assert.equal(book.get('Sheet1!B6').formula, '=SUM(A1:A5)');
  book.deleteRows('Sheet1', 2, 3);
  book.insertColumns('Sheet1', 1, 1);
  assert.equal(book.get('Sheet1!C3').formula, '=SUM(B1:B2)');
  book.deleteColumns('Sheet1', 2, 1);
  assert.equal(value(book, 'B3'), '#REF!');
  book.undo();
  assert.equal(value(book, 'C3'), '30');
  book.addSheet('Q1 plan');
  book.define('total', 'Sheet1!C3');
  book.set("'Q1 plan'!A1", '=total*2');
  assert.deepEqual(book.sheets(), ['Sheet1', 'Q1 plan']);
  assert.equal(book.get("'Q1 plan'!A1").value, '60');
  assert.equal(book.get('total').value, '30');
});

test('a workbook goes through its file and through CSV unchanged', () => {
  const book = bookOf({ A1: 'item, "new"', A2: '=1/3', B1: '12%', B2: '=A2*3' });
  const again = Workbook.fromJson(book.toJson());
  assert.equal(again.toJson(), book.toJson());
  assert.equal(again.get('Sheet1!B2').value, book.get('Sheet1!B2').value);
  assert.equal(book.toCsv('Sheet1').split('\r\n')[0], '"item, ""new""",0.12');
  const csv = Workbook.fromCsv('Data', 'a,b\r\n1,=A2+1\r\n');
  assert.deepEqual([csv.sheets(), csv.get('Data!B2').value], [['Data'], '2']);
  assert.match(book.toMarkdown('Sheet1'), /^# Sheet1\n\n\|/);
});

test('the page of a decision record is Markdown of the form MADR', () => {
  const file = JSON.parse(new Workbook().toJson());
  const sheet = { name: 'Choice' };
  const text = { decision: { en: 'Pilot | it.', ja: '試行する。' }, tradeOff: { gain: { en: '', ja: '' }, cost: { en: '', ja: '' } } };
  const record = { number: 'D-1', variants: { english: '', katakana: '', kanji: '' }, status: 'proposed', text, revision: 1 };
  file.pages.push({ id: 'p2', title: { en: 'Choice', ja: '選択' }, record, sheet, cells: { A2: { formula: '=1+2' } } });
  const markdown = Workbook.fromJson(JSON.stringify(file)).toMarkdown('Choice');
  assert.match(markdown, /^---\nform: tandem-record-1\nlanguage: en\nstatus: proposed\n---\n\n# Choice\n/);
  assert.ok(markdown.includes('## Decision Outcome\n\nPilot \\| it.\n'), markdown);
  assert.ok(markdown.includes('| A2 | `=1+2` → 3 |'), markdown);
});

test('a page is found by its identity, then by its sheet in any case, then by a title of its own', () => {
  const file = JSON.parse(new Workbook().toJson());
  const page = (id, title, name, value) =>
    file.pages.push({ id, title: { en: title, ja: title }, sheet: { name }, cells: { A1: { text: value } } });
  page('p2', 'Plan', 'Costs', 'second');
  page('Plan', 'Other', 'p2', 'third');
  page('p4', 'Twice', 'Four', 'fourth');
  page('p5', 'Twice', 'Five', 'fifth');
  const book = Workbook.fromJson(JSON.stringify(file));
  for (const [name, value] of [['p2', 'second'], ['Plan', 'third'], ['COSTS', 'second'], ['four', 'fourth'], ['Other', 'third']]) {
    assert.ok(book.toMarkdown(name).includes(value), `${name}: ${book.toMarkdown(name)}`);
  }
  assert.throws(() => book.toMarkdown('Twice'), /Twice: 2 pages have that title/);
});

test('a trace tells formula, precedents, source, confidence and definition', () => {
  const book = bookOf({ A1: '2', A2: '3', B1: '=A1*SUM(A1:A2)' });
  const trace = book.trace('Sheet1!B1');
  assert.deepEqual([trace.formula, trace.value.value], ['=A1*SUM(A1:A2)', '10']);
  assert.deepEqual(trace.precedents.map((one) => [one.ref, one.value.value]), [['Sheet1!A1', '2'], ['Sheet1!A1', '2'], ['Sheet1!A2', '3']]);
  assert.ok(!('definition' in trace));
});

test('a trace tells steps, dependents and where an error began', () => {
  const book = bookOf({ A1: '4', A2: '0', B1: '=IF(A1>3,A1/2,SUM(A1:A2))', C1: '=A1/A2', C2: '=C1+1' });
  assert.deepEqual(
    book.trace('Sheet1!B1').steps.map((step) => [step.depth, step.text, step.result]),
    [
      [2, 'A1', '4'],
      [1, 'A1>3', 'TRUE'],
      [2, 'A1', '4'],
      [1, 'A1/2', '2'],
      [1, 'SUM(A1:A2)', null],
      [0, 'IF(A1>3,A1/2,SUM(A1:A2))', '2'],
    ],
  );
  assert.deepEqual(book.trace('Sheet1!A1').dependents.map((one) => one.ref), ['Sheet1!B1', 'Sheet1!C1']);
  assert.ok(!('steps' in book.trace('Sheet1!A1')));
  assert.deepEqual(book.trace('Sheet1!C2').error.way, ['Sheet1!C2', 'Sheet1!C1']);
  assert.equal(book.trace('Sheet1!C2').error.message.en, 'A number is divided by zero.');
  assert.ok(!('error' in book.trace('Sheet1!B1')));
});

test('the day of the machine is known', () => {
  const book = bookOf({ A1: '=YEAR(TODAY())' });
  const year = new Date().getFullYear();
  assert.ok([year - 1, year].map(String).includes(value(book, 'A1')));
});

test('templates say what goes in and what comes out, and calculate', () => {
  const infos = templates();
  assert.ok(infos.length >= 2);
  for (const info of infos) {
    assert.ok(info.title.en && info.title.ja && info.summary.en && info.summary.ja, info.id);
    assert.equal(info.inputs.length > 0 && info.outputs.length > 0, info.id !== 'blank', `${info.id}: all but an empty sheet compute something`);
    const { outputs, warnings } = calculate(info.id, {});
    assert.deepEqual(Object.keys(outputs).sort(), info.outputs.map((output) => output.name).sort());
    assert.deepEqual(warnings, [], info.id);
    const typed = Object.fromEntries(info.inputs.filter((input) => input.default !== '').map((input) => [input.name, input.default]));
    assert.deepEqual(calculate(info.id, typed).outputs, outputs, `${info.id}: defaults as inputs`);
    const book = Workbook.fromTemplate(info.id);
    assert.ok(book.sheets().length > 0);
    assert.equal(Workbook.fromJson(book.toJson()).toJson(), book.toJson());
  }
  assert.match(version(), /^\d+\.\d+\.\d+$/);
});

test('an input outside its bounds is computed with a warning', () => {
  const info = templates().find((one) => one.inputs.some((input) => input.max));
  const input = info.inputs.find((one) => one.max);
  const { warnings } = calculate(info.id, { [input.name]: `${Number(input.max) + 1}` });
  assert.ok(warnings.some((warning) => warning.startsWith(`${input.name}: `)), warnings.join());
});

/** A proxy's traps that run a caller's code at every reading. */
const hostile = (run) => ({ get: run, has: run, ownKeys: run, getOwnPropertyDescriptor: run });

// What is done wrong, and how the message begins.
const MISTAKES = [
  ['a formula that ends early', (book) => book.set('Sheet1!B2', '=1+'), 'Sheet1!B2: '],
  ['a number for a text', (book) => book.set('Sheet1!B2', 5), 'Sheet1!B2: '],
  ['nothing for a text', (book) => book.set('Sheet1!B2'), 'Sheet1!B2: '],
  ['a reference that is none', (book) => book.set('B2', '1'), 'B2: '],
  ['a sheet that is not there', (book) => book.get('Plan!B2'), 'Plan!B2: there is no sheet'],
  ['a cell past the last', (book) => book.get('Sheet1!XFE1'), 'Sheet1!XFE1: '],
  ['a range for a cell', (book) => book.get('Sheet1!A1:A2'), 'Sheet1!A1:A2: '],
  ['a range of millions', (book) => book.getRange('Sheet1!A1:XFD1048576'), 'Sheet1!A1:XFD1048576: '],
  ['a text too long for a cell', (book) => book.set('Sheet1!A1', 'x'.repeat(40_000)), 'Sheet1!A1: '],
  ['one wrong edit among many', (book) => book.setMany([['Sheet1!A1', '9'], ['Sheet1!A2', '=(']]), 'Sheet1!A2: '],
  ['a pair that is none', (book) => book.setMany([['Sheet1!A1', '9'], ['Sheet1!A2']]), 'edits[1]'],
  ['a pair with a number', (book) => book.setMany([['Sheet1!A1', '9'], ['Sheet1!A2', 3]]), 'Sheet1!A2: '],
  ['no list of pairs', (book) => book.setMany('Sheet1!A1'), 'edits'],
  ['an array that throws when it is read', (book) => book.setMany([new Proxy([], hostile(() => { throw new Error('mine and mine'); }))]), 'mine'],
  ['an array that edits while it is read', (book) => book.setMany([new Proxy([], hostile(() => book.set('Sheet1!A1', '7')))]), ''],
  ['inputs that throw when they are read', () => calculate('joint-value', { get years() { throw new Error('mine and mine'); } }), 'mine'],
  ['a sheet name twice', (book) => book.addSheet('sheet1'), 'sheet1: '],
  ['a name that is a cell', (book) => book.define('B2', 'Sheet1!A1'), 'B2: '],
  ['a row from zero', (book) => book.insertRows('Sheet1', 0, 1), 'Sheet1'],
  ['half a row', (book) => book.deleteRows('Sheet1', 1, 0.5), 'Sheet1'],
  ['rows past the last', (book) => book.insertRows('Sheet1', 1, 2_000_000), 'Sheet1: '],
  ['a CSV of no sheet', (book) => book.toCsv('Plan'), 'Plan: '],
  ['a page that is not there', (book) => book.toMarkdown('Plan'), 'Plan: '],
  ['xlsx in', () => Workbook.fromXlsx(new Uint8Array(4)), 'xlsx'],
  ['xlsx as text', () => Workbook.fromXlsx('PK'), 'bytes'],
  ['a file that is none', () => Workbook.fromJson('{"a":1}'), ''],
  ['a file of a newer version', (book) => Workbook.fromJson(book.toJson().replace('"version": 1', '"version": 99')), 'The file has version 99'],
  ['a file that is cut off', (book) => Workbook.fromJson(book.toJson().slice(0, 200)), ''],
  ['a CSV with an open quotation mark', () => Workbook.fromCsv('Data', '"a'), 'Data: '],
  ['a template that is not there', () => Workbook.fromTemplate('nowhere'), ''],
  ['a calculation of nothing', () => calculate('nowhere', {}), ''],
  ['an input that is not there', () => calculate('joint-value', { nothing: 1 }), 'nothing: '],
  ['an input that is no value', () => calculate('joint-value', { [templates().find((one) => one.id === 'joint-value').inputs[0].name]: {} }), ''],
];

for (const [what, mistake, begin] of MISTAKES) {
  test(`${what} throws an Error and changes nothing`, () => {
    const book = bookOf({ A1: '1', A2: '=A1*2', B2: 'kept' });
    const before = book.toJson();
    assert.throws(() => mistake(book), (thrown) => {
      assert.ok(thrown instanceof Error, String(thrown));
      assert.ok(thrown.message.startsWith(begin) && thrown.message.length > 8, thrown.message);
      return true;
    });
    assert.equal(book.toJson(), before);
    book.set('Sheet1!A1', '3');
    assert.equal(value(book, 'A2'), '6');
    book.undo();
    assert.equal(book.toJson(), before);
    book.free();
  });
}

test('what is freed throws, and everything else goes on', () => {
  const [gone, kept] = [new Workbook(), bookOf({ A1: '1' })];
  gone.free();
  assert.throws(() => gone.get('Sheet1!A1'), Error);
  assert.equal(value(kept, 'A1'), '1');
});

test('many edits hold every text exactly', () => {
  const texts = ['plain', 'quo"te', 'back\\slash', 'tab\tline\nend', '\u001f', '\u0000', '売上', 'é', '\uffff', 'null', '[1]'];
  const ascii = texts.filter((text) => /^[\0-\x7f]*$/.test(text));
  for (const some of [ascii, texts, [...texts, '😀', 'a😀é😀', 'after']]) {
    const book = new Workbook();
    book.setMany(some.map((text, row) => [`Sheet1!A${row + 1}`, `'${text}`]));
    assert.deepEqual(book.getRange(`Sheet1!A1:A${some.length}`).map((row) => row[0].value), some);
  }
  // Halves of a character in two inputs don't become one, wherever they meet.
  const book = new Workbook();
  book.setMany([['Sheet1!A1', 'x\ud83d'], ['Sheet1!A2', '\ude00y'], ['Sheet1!A3', '売上']]);
  assert.deepEqual(book.getRange('Sheet1!A1:A3').map((row) => row[0].value), ['x\ufffd', '\ufffdy', '売上']);
});

test('many edits take references of every form', () => {
  const book = new Workbook();
  book.addSheet("It's");
  book.define('price', 'Sheet1!B2');
  const edits = [['Sheet1!A1', '1'], ["'It''s'!A1", '2'], ['sheet1!xfd1048576', '3'], ["'It''s'!b2", '=A1*2']];
  book.setMany(edits);
  book.setMany([...edits, ['price', '5'], ['Sheet1!$A$1', '7']]);
  const found = ['Sheet1!A1', "'It''s'!A1", 'Sheet1!XFD1048576', "'It''s'!B2", 'price'].map((ref) => book.get(ref).value);
  assert.deepEqual(found, ['7', '2', '3', '4', '5']);
  for (const wrong of ['Sheet1!A0', 'Sheet1!XFE1', 'Sheet1!A1048577', 'Sheet1!A', 'Sheet1!1', 'Nowhere!A1', 'A1', '', 'Sheet1!A1\nSheet1!A2']) {
    assert.throws(() => book.setMany([['Sheet1!A1', '9'], [wrong, '1']]), (error) => error.message.startsWith(`${wrong}: `), wrong);
    assert.equal(book.get('Sheet1!A1').value, '7', wrong);
  }
});

test('a hundred thousand edits are one step', () => {
  const book = new Workbook();
  const edits = Array.from({ length: 100_000 }, (_, row) => [`Sheet1!A${row + 1}`, row === 0 ? '1' : `=A${row}+1`]);
  book.setMany(edits);
  assert.equal(value(book, 'A100000'), '100000');
  book.set('Sheet1!A1', '11');
  assert.equal(value(book, 'A100000'), '100010');
  assert.deepEqual([book.undo(), book.undo(), book.undo()], [true, true, false]);
  assert.equal(value(book, 'A100000'), '');
  assert.ok(book.redo());
  assert.equal(value(book, 'A100000'), '100000');
  book.free();
});

test('a lone edit of a large sheet costs no more than one of a small sheet', () => {
  const cost = (rows) => {
    const book = new Workbook();
    book.setMany(Array.from({ length: rows }, (_, row) => [`Sheet1!A${row + 1}`, row === 0 ? '1' : `=A${row}+1`]));
    const times = Array.from({ length: 400 }, (_, turn) => {
      const start = process.hrtime.bigint();
      book.set('Sheet1!C5', `${turn}`);
      return Number(process.hrtime.bigint() - start);
    });
    book.free();
    return times.sort((a, b) => a - b)[100];
  };
  const [small, large] = [cost(100), cost(50_000)];
  assert.ok(large < small * 20, `${small} ns in 100 rows, ${large} ns in 50,000`);
});
