// node bench/beside.mjs PKG_NODE PEERS [WORKLOAD ...]: the workloads at their full size in Tandem, HyperFormula and IronCalc, as a table.
// PEERS is a folder in which `npm install hyperformula@3.5.0 @ironcalc/wasm@0.8.4` was run; they are no part of this repository.
// Every engine takes every workload in a process of its own, several times over; figures are compared within one run only.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { WORKLOADS } from './workloads.mjs';

/** How often an engine takes a workload. */
const ROUNDS = 5;

/** The most edits of one round: some engines take seconds for one. */
const EDITS_MAX = 400;
const SLOW_EDITS_MAX = 11;

/** The longest that an engine may take for one workload, in milliseconds. */
const LIMIT_MS = 900_000;

const require = createRequire(import.meta.url);
const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const sorted = (times) => [...times].sort((a, b) => a - b);

/** The row and column of a reference, from 0. */
function place(ref) {
  const [, letters, row] = /^([A-Z]+)(\d+)$/.exec(ref);
  return { row: Number(row) - 1, column: [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1 };
}

/** The engines: each takes the inputs of an empty sheet and gives what edits a cell and reads one. */
const ENGINES = {
  Tandem(pkg) {
    const { Workbook } = require(resolve(pkg, 'tandem.js'));
    return (cells) => {
      const book = new Workbook();
      book.setMany(cells.map(([ref, input]) => [`Sheet1!${ref}`, input]));
      return { set: (ref, input) => book.set(`Sheet1!${ref}`, input), get: (ref) => book.get(`Sheet1!${ref}`).value, free: () => book.free() };
    };
  },
  HyperFormula(_, peers) {
    const { HyperFormula } = createRequire(join(resolve(peers), 'package.json'))('hyperformula');
    // It takes numbers as numbers, rows as arrays, and percentages not as texts.
    const typed = (input) => (/^-?[\d.]+%$/.test(input) ? Number(input.slice(0, -1)) / 100 : /^-?[\d.]+$/.test(input) ? Number(input) : input);
    return (cells) => {
      const rows = [];
      for (const [ref, input] of cells) {
        const { row, column } = place(ref);
        while (rows.length <= row) rows.push([]);
        rows[row][column] = typed(input);
      }
      const engine = HyperFormula.buildFromArray(rows.map((row) => Array.from(row, (value) => value ?? null)), { licenseKey: 'gpl-v3', maxRows: 200_000 });
      const address = (ref) => { const { row, column } = place(ref); return { sheet: 0, row, col: column }; };
      return { set: (ref, input) => engine.setCellContents(address(ref), [[typed(input)]]), get: (ref) => String(engine.getCellValue(address(ref))), free: () => engine.destroy() };
    };
  },
  IronCalc(_, peers) {
    const found = createRequire(join(resolve(peers), 'package.json'));
    const entry = found.resolve('@ironcalc/wasm');
    return import(entry).then((ironcalc) => {
      ironcalc.initSync({ module: new WebAssembly.Module(readFileSync(join(dirname(entry), 'wasm_bg.wasm'))) });
      return (cells) => {
        const model = new ironcalc.Model('bench', 'en', 'UTC', 'en');
        const set = (ref, input) => { const { row, column } = place(ref); model.setUserInput(0, row + 1, column + 1, input); };
        model.pauseEvaluation();
        for (const [ref, input] of cells) set(ref, input);
        model.resumeEvaluation();
        model.evaluate();
        return { set, get: (ref) => { const { row, column } = place(ref); return model.getFormattedCellValue(0, row + 1, column + 1); }, free: () => model.free() };
      };
    });
  },
};

/** One engine and one workload: medians in milliseconds. */
async function measure(engine, workload, pkg, peers) {
  const load = await ENGINES[engine](pkg, peers);
  const [loads, edits] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    const { cells, edit, expect } = workload.make(workload.sizes.at(-1));
    let started = performance.now();
    const book = load(cells);
    loads.push(performance.now() - started);
    const turns = workload.turns === 0 ? 0 : Math.min(workload.turns < 100 ? SLOW_EDITS_MAX : EDITS_MAX, workload.turns);
    for (let turn = 0; turn < turns; turn += 1) {
      const [ref, input] = edit(turn);
      started = performance.now();
      book.set(ref, input);
      edits.push(performance.now() - started);
    }
    for (const [ref, value] of Object.entries(expect(turns - 1))) {
      const found = book.get(ref);
      if (found !== value) throw new Error(`${engine}, ${workload.name}: ${ref} is ${found} and should be ${value}`);
    }
    book.free();
  }
  return { load: at(sorted(loads), 0.5), median: edits.length ? at(sorted(edits), 0.5) : null, p99: edits.length ? at(sorted(edits), 0.99) : null };
}

/** The same in a process of its own; in words why it gave nothing. */
function apart(engine, workload, pkg, peers) {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: LIMIT_MS };
  try {
    return JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=8192', fileURLToPath(import.meta.url), '--one', engine, workload.name, pkg, peers], options));
  } catch (failure) {
    const told = /Error: (.*)/.exec(String(failure.stderr))?.[1];
    return { why: failure.code === 'ETIMEDOUT' ? 'took too long' : (told ?? 'ended with an error') };
  }
}

const shown = (time) => (time < 1 ? time.toFixed(3) : time < 100 ? time.toFixed(1) : Math.round(time).toLocaleString('en'));

/** What a cell of the table says: the median and the slowest hundredth of edits, or the median of loads. */
function told({ load, median, p99, why }, own) {
  if (why) return why;
  const time = median ?? load;
  const ratio = own ? ` (${(time / (own.median ?? own.load)).toFixed(1)}×)` : '';
  return (median === null ? shown(load) : `${shown(median)} / ${shown(p99)}`) + ratio;
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--one') {
  const [engine, name, pkg, peers] = rest;
  console.log(JSON.stringify(await measure(engine, WORKLOADS.find((workload) => workload.name === name), pkg, peers)));
} else {
  const [peers, ...wanted] = rest;
  if (!peers) throw new Error('node bench/beside.mjs PKG_NODE PEERS [WORKLOAD ...]');
  const names = Object.keys(ENGINES);
  console.log(`| workload | ${names.join(' | ')} |\n|---|${names.map(() => '---|').join('')}`);
  for (const workload of WORKLOADS.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    let own = null;
    const cells = names.map((engine) => {
      const result = apart(engine, workload, first, peers);
      const text = told(result, own);
      own ??= result;
      return text;
    });
    console.log(`| ${workload.name}: ${workload.shows} | ${cells.join(' | ')} |`);
  }
}
