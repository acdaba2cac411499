// The examples of examples/node and of the package's README, run as a person would run them who installed the package.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
const PACKAGE = process.env.TANDEM_PKG ?? join(ROOT, 'pkg/node');
const home = mkdtempSync(join(tmpdir(), 'tandem-examples-'));
/** More than two sheets hold, and the last one partly filled. */
const PARTNERS = 10_007;

/** What was said while the whole list was scored on one thread, into one.csv. */
let told;

before(() => {
  cpSync(join(ROOT, 'examples/node'), home, { recursive: true });
  mkdirSync(join(home, 'node_modules'));
  symlinkSync(PACKAGE, join(home, 'node_modules/tandem-node'), 'junction');
  writeFileSync(join(home, 'partners.csv'), execFileSync(process.execPath, ['make-partners.mjs', String(PARTNERS)], { cwd: home, maxBuffer: 2 ** 26 }));
  told = run('score.mjs', 'partners.csv', 'one.csv');
});
after(() => rmSync(home, { recursive: true }));

function run(program, ...words) {
  const { status, stderr } = spawnSync(process.execPath, [program, ...words], { cwd: home, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stderr;
}

/** The score in hundredths, from marks in tenths and whole weights: a sum of thousandths, half a hundredth going up. */
const hundredths = (marks) => (marks.reduce((sum, mark, at) => sum + BigInt(mark.replace('.', '')) * [40n, 30n, 20n, 10n][at], 0n) + 5n) / 10n;

test('a list is scored as it is read, exactly, and its progress is said', () => {
  assert.match(told, /\r5000 partners, \d+ a second/);
  assert.match(told, new RegExp(`\\r${PARTNERS} partners in [\\d.]+ s, \\d+ a second\\n$`));
  console.log(told.split('\r').at(-1).trim());
  const lines = readFileSync(join(home, 'one.csv'), 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, PARTNERS + 1);
  for (const line of lines.slice(1)) {
    // Names hold commas; marks, score, tier and problem don't.
    const [a, b, c, d, score, tier, problem] = line.split(',').slice(-7);
    const expected = hundredths([a, b, c, d]);
    const [whole, part = ''] = score.split('.');
    assert.equal(BigInt(whole + part.padEnd(2, '0')), expected, line);
    assert.equal(tier, expected >= 7500n ? 'Gold' : expected >= 5000n ? 'Silver' : 'Bronze', line);
    assert.equal(problem, '', line);
  }
});

test('several threads give the same file', () => {
  run('score-workers.mjs', 'partners.csv', 'several.csv', '3');
  assert.equal(readFileSync(join(home, 'several.csv'), 'utf8'), readFileSync(join(home, 'one.csv'), 'utf8'));
});

test('odd rows are told and hold nobody up', () => {
  const rows = ['name,growth,revenue,certification,engagement', '"Line\nbreak, ""quoted""",50,100,0,25', '=1+1,5,=SUM(9),5,5', 'Short,1', 'Beyond,100.1,999,100.000001,100', 'Below,-1,5,5,5', 'Edge,99.999999,100.0,0,100', 'Last,100,100,100,100'];
  writeFileSync(join(home, 'odd.csv'), `\uFEFF${rows.join('\r\n')}`);
  run('score.mjs', 'odd.csv', 'odd-scored.csv');
  assert.equal(readFileSync(join(home, 'odd-scored.csv'), 'utf8'), [
    'name,revenue,growth,engagement,certification,score,tier,problem',
    '"Line\nbreak, ""quoted""",100,50,25,0,60,Silver,',
    "'=1+1,'=SUM(9),5,5,5,,,no mark from 0 to 100: revenue",
    'Short,,1,,,,,no mark from 0 to 100: revenue engagement certification',
    'Beyond,999,100.1,100,100.000001,,,no mark from 0 to 100: revenue growth certification',
    "Below,5,'-1,5,5,,,no mark from 0 to 100: growth",
    'Edge,100.0,99.999999,100,0,90,Gold,',
    'Last,100,100,100,100,100,Gold,',
    '',
  ].join('\n'));
});

test('a number of threads that is none is refused with what can be said', () => {
  for (const threads of ['0', 'many', '-1', '1.5']) {
    const { status, stderr } = spawnSync(process.execPath, ['score-workers.mjs', 'odd.csv', 'none.csv', threads], { cwd: home, encoding: 'utf8', timeout: 60_000 });
    assert.equal(status, 1, threads);
    assert.match(stderr, /node score-workers\.mjs partners\.csv scored\.csv \[threads\]/, threads);
    assert.ok(!existsSync(join(home, 'none.csv')), `${threads}: nothing is written`);
  }
});

test('a list without its columns is refused with their names', () => {
  writeFileSync(join(home, 'other.csv'), 'partner,revenue\nAcme,1\n');
  const { status, stderr } = spawnSync(process.execPath, ['score.mjs', 'other.csv', 'none.csv'], { cwd: home, encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.match(stderr, /no column name, growth, engagement, certification/);
});

test('the example of the package’s README prints what it says', () => {
  const readme = readFileSync(join(PACKAGE, 'README.md'), 'utf8');
  const example = /```js\n([\s\S]*?require\("tandem-node"\)[\s\S]*?)```/.exec(readme)[1];
  const expected = [...example.matchAll(/console\.log\(.*\); \/\/ "(.*)"/g)].map((found) => found[1]);
  assert.ok(expected.length > 0);
  writeFileSync(join(home, 'readme.cjs'), example);
  assert.deepEqual(execFileSync(process.execPath, ['readme.cjs'], { cwd: home, encoding: 'utf8' }).trim().split('\n'), expected);
});
