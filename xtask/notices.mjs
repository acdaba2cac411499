// Writes THIRD-PARTY.md, the notices of everything that is compiled into what we ship: node notices.mjs NAME@VERSION...
// Run by `cargo xtask notices`, which knows what is shipped. Texts are those that the packages bring; one that brings none gets the
// standard text with the authors that its manifest names.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');

/** Of several licences that a package offers we take the first of these: the shortest notice comes first. */
const TAKEN = ['MIT', 'Zlib', 'BSL-1.0', 'BSD-2-Clause', 'BSD-3-Clause', 'Unicode-3.0', 'Apache-2.0', 'CC0-1.0'];

/** How packages call the file of a licence, beside `LICENSE` and `COPYING` alone. */
const FILE_MARKS = { MIT: /MIT/i, Zlib: /ZLIB/i, 'BSL-1.0': /BOOST|BSL/i, 'BSD-2-Clause': /BSD/i, 'BSD-3-Clause': /BSD/i, 'Unicode-3.0': /UNICODE/i, 'Apache-2.0': /APACHE/i, 'CC0-1.0': /CC0/i };

/**
 * The standard library comes with the compiler and stands in no lock file. These are its parts that get into a wasm file, with the
 * copyright of the notices that the compiler brings (share/doc/rust/COPYRIGHT-library.html) and of libm's own licence file.
 */
const STANDARD_LIBRARY = [
  { name: 'Rust standard library', copyright: ['The Rust Project Developers (see https://thanks.rust-lang.org)'] },
  { name: 'std::sync::mpmc', copyright: ['2019 The Crossbeam Project Developers'] },
  { name: 'cfg-if, dlmalloc, rustc-demangle', copyright: ['2014 Alex Crichton'] },
  { name: 'hashbrown', copyright: ['2016 Amanieu d’Antras'] },
  { name: 'libm in compiler-builtins', copyright: ['2018 Jorge Aparicio', '2005-2020 Rich Felker, et al. (musl libc)'] },
];

const permission = readFileSync(join(ROOT, 'LICENSE-MIT'), 'utf8').split(/^Copyright .*\n/m)[1].trim();
const standardMit = (copyright) => `MIT License\n\n${copyright.map((holder) => `Copyright (c) ${holder}`).join('\n')}\n\n${permission}`;

/** The licences that we take of an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0`. */
function taken(name, expression) {
  return expression.split(' AND ').map((part) => {
    const offered = part.replace(/[()]/g, '').split(/ OR |\//).map((word) => word.trim());
    const chosen = TAKEN.find((licence) => offered.includes(licence));
    if (!chosen) throw new Error(`${name}: none of ${TAKEN.join(', ')} in “${expression}”`);
    return chosen;
  });
}

/** The text of one licence as the package brings it, or nothing. */
function textOf(folder, licence) {
  const files = readdirSync(folder).filter((file) => /licen[cs]e|copying/i.test(file)).sort();
  const file = files.find((name) => FILE_MARKS[licence].test(name)) ?? files.find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name));
  return file && readFileSync(join(folder, file), 'utf8');
}

/** Line ends and margins differ between packages that say the same. */
const tidy = (text) => text.replace(/\r\n?/g, '\n').replace(/\t/g, '    ').split('\n').map((line) => line.trimEnd()).join('\n').replace(/^\n+|\n+$/g, '');

const metadata = JSON.parse(execFileSync(process.env.CARGO ?? 'cargo', ['metadata', '--locked', '--format-version', '1'], { cwd: ROOT, maxBuffer: 2 ** 28 }));
const packages = process.argv.slice(2).map((wanted) => {
  const [name, version] = wanted.split('@');
  const found = metadata.packages.find((one) => one.name === name && one.version === version);
  if (!found) throw new Error(`cargo knows no package ${wanted}`);
  return found;
});

/** Text to the names of those who bring it. */
const texts = new Map();
const add = (text, name) => texts.set(text, [...(texts.get(text) ?? []), name]);
for (const { name, version, license, authors, manifest_path: manifest, repository } of packages) {
  const folder = dirname(manifest);
  for (const licence of taken(name, license ?? '')) {
    const brought = textOf(folder, licence);
    if (!brought && licence !== 'MIT') throw new Error(`${name} brings no text of ${licence}`);
    const people = authors.map((author) => author.replace(/ <.*>$/, ''));
    add(brought ? tidy(brought) : standardMit(people.length > 0 ? people : [`the authors of ${name} (${repository})`]), `${name} ${version}`);
  }
  for (const notice of readdirSync(folder).filter((file) => /^notice/i.test(file))) add(tidy(readFileSync(join(folder, notice), 'utf8')), `${name} ${version}`);
}
for (const { name, copyright } of STANDARD_LIBRARY) add(standardMit(copyright), name);

const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
const sections = [...texts].map(([text, names]) => `### ${names.join(', ')}\n\n\`\`\`text\n${text}\n\`\`\``);
writeFileSync(join(ROOT, 'THIRD-PARTY.md'), `# Notices of others

The release folder and the JavaScript module hold compiled code of the packages below and of Rust’s standard library, and scripts that
wasm-bindgen and wasm_split made. Tandem itself is under MIT or Apache-2.0 (LICENSE-MIT, LICENSE-APACHE). Where a package offers a choice, the
text that follows is the one we take. The standard library also holds tables of Unicode, copyright 1991-2024 Unicode, Inc., under the Unicode
licence below. \`cargo xtask notices\` writes this file, and a test holds its packages to Cargo.lock.

| package | version | licence |
|---|---|---|
${rows.join('\n')}

## Texts

${sections.join('\n\n')}
`);
console.log(`THIRD-PARTY.md: ${packages.length} packages, ${texts.size} texts`);
