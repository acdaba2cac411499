// node bench/run.mjs PKG_NODE [WORKLOAD ...]: medians through the JavaScript module, as a caller sees them, and how they grow.
// `cargo xtask bench` builds the module and calls this. Figures vary with the machine; compare them within one run.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { WORKLOADS } from './workloads.mjs';

const [folder, ...wanted] = process.argv.slice(2);
const { Workbook, version } = createRequire(import.meta.url)(resolve(folder, 'tandem.js'));

/** Edits before the measured ones, so that the code is compiled and the caches are warm. */
const WARM_UP = 5;

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
const cell = (ref) => `Sheet1!${ref}`;

/** How often a workload is loaded that is about loading. */
const LOADS = 7;

/** One workload in one size: times in milliseconds. Every expected figure is checked. */
function measure(workload, size) {
  if (workload.turns > 0) return measureOnce(workload, size);
  const results = Array.from({ length: LOADS }, () => measureOnce(workload, size)).sort((a, b) => a.load - b.load);
  return at(results, 0.5);
}

function measureOnce({ name, make, turns }, size) {
  const { cells, edit, expect } = make(size);
  const book = new Workbook();
  const started = performance.now();
  book.setMany(cells.map(([ref, input]) => [cell(ref), input]));
  const load = performance.now() - started;
  const times = [];
  if (turns === 0) check(name, book, expect());
  for (let turn = 0; turns > 0 && turn < turns + WARM_UP; turn += 1) {
    const [ref, input] = edit(turn);
    const before = performance.now();
    book.set(cell(ref), input);
    const took = performance.now() - before;
    if (turn >= WARM_UP) times.push(took);
    if (turn % 50 === 0 || turn === turns + WARM_UP - 1) check(name, book, expect(turn));
  }
  book.free();
  if (turns === 0) return { formulas: formulas(cells), load, median: null, p99: null };
  times.sort((a, b) => a - b);
  return { formulas: formulas(cells), load, median: at(times, 0.5), p99: at(times, 0.99) };
}

const formulas = (cells) => cells.filter(([, input]) => input.startsWith('=')).length;

function check(name, book, expected) {
  for (const [ref, value] of Object.entries(expected)) {
    const found = book.get(cell(ref)).value;
    if (found !== value) throw new Error(`${name}: ${ref} is ${found} and should be ${value}`);
  }
}

/** The power of the number of formulas that a time follows between the smallest and the largest size. */
function exponent(results, key) {
  const [first, last] = [results[0], results.at(-1)];
  return Math.log(last[key] / first[key]) / Math.log(last.formulas / first.formulas);
}

const milliseconds = (time) => (time === null ? '' : `${time < 1 ? time.toFixed(4) : time.toFixed(2)} ms`).padStart(13);

function judge(result, budget) {
  const over = Object.entries(budget).filter(([key, limit]) => result[key] > limit).map(([key, limit]) => `${key} over ${limit} ms`);
  return over.length ? over.join(', ') : 'within budget';
}

const chosen = WORKLOADS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
if (chosen.length === 0) throw new Error(`No such workload. There are ${WORKLOADS.map(({ name }) => name).join(', ')}.`);
console.log(`Tandem ${version()}, Node ${process.version}\n`);
console.log(`${'workload'.padEnd(9)}${'formulas'.padStart(9)}${'load'.padStart(13)}${'edit p50'.padStart(13)}${'edit p99'.padStart(13)}`);
for (const workload of chosen) {
  const results = workload.sizes.map((size) => measure(workload, size));
  results.forEach((result, index) => {
    const verdict = index === results.length - 1 ? `  ${judge(result, workload.budget)}` : '';
    console.log(workload.name.padEnd(9) + String(result.formulas).padStart(9) + milliseconds(result.load) + milliseconds(result.median) + milliseconds(result.p99) + verdict);
  });
  const edit = workload.turns > 0 ? `, edit with n^${exponent(results, 'median').toFixed(2)}` : '';
  console.log(`          ${workload.shows}: load grows with n^${exponent(results, 'load').toFixed(2)}${edit}\n`);
}
