// The two forms of the module as packages: their files exist, both load, and both offer exactly what the contract names.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { test } from 'node:test';

const PKG = resolve(dirname(fileURLToPath(import.meta.url)), '../../pkg');
const require = createRequire(import.meta.url);
const contract = readFileSync(join(PKG, 'node/api.d.ts'), 'utf8');

/** The functions and classes that the contract exports. */
const exported = [...contract.matchAll(/^export (?:function|class) (\w+)/gm)].map((found) => found[1]).sort();

/** The members of the contract's Workbook: static ones and those of an object. */
const body = contract.slice(contract.indexOf('export class Workbook {'));
const members = [...body.matchAll(/^ {2}(static )?(\w+)\(/gm)].filter((found) => found[2] !== 'constructor');

async function load(form) {
  const manifest = JSON.parse(readFileSync(join(PKG, form, 'package.json'), 'utf8'));
  const entry = join(PKG, form, manifest.main);
  if (form === 'node') return require(entry);
  const module = await import(pathToFileURL(entry).href);
  await module.default({ module_or_path: readFileSync(join(PKG, form, 'tandem_bg.wasm')) });
  return module;
}

for (const form of ['node', 'web']) {
  test(`pkg/${form} names only files that exist`, () => {
    const manifest = JSON.parse(readFileSync(join(PKG, form, 'package.json'), 'utf8'));
    const { '.': main, ...others } = manifest.exports;
    for (const file of [manifest.main, manifest.types, ...Object.values(main), ...Object.values(others), ...manifest.files]) {
      assert.ok(existsSync(join(PKG, form, file)), file);
    }
    assert.match(manifest.version, /^\d+\.\d+\.\d+$/);
    assert.equal(manifest.license, 'MIT OR Apache-2.0');
    for (const name of ['LICENSE-MIT', 'LICENSE-APACHE', 'THIRD-PARTY.md']) {
      assert.ok(manifest.files.includes(name), `${name} is published`);
      assert.equal(readFileSync(join(PKG, form, name), 'utf8'), readFileSync(join(PKG, '..', name), 'utf8'), name);
    }
  });

  test(`pkg/${form} offers exactly what the contract names`, async () => {
    const module = await load(form);
    const loaders = ['default', 'init', 'initSync', 'module.exports', '__wasm'];
    assert.deepEqual(Object.keys(module).filter((name) => !loaders.includes(name)).sort(), exported);
    for (const [, isStatic, name] of members) {
      const owner = isStatic ? module.Workbook : module.Workbook.prototype;
      assert.equal(typeof owner[name], 'function', name);
    }
    const manifest = JSON.parse(readFileSync(join(PKG, form, 'package.json'), 'utf8'));
    assert.equal(module.version(), manifest.version);
  });

  test(`pkg/${form} computes exactly`, async () => {
    const { Workbook } = await load(form);
    const book = new Workbook();
    book.setMany([['Sheet1!A1', '0.1'], ['Sheet1!A2', '0.2'], ['Sheet1!A3', '=A1+A2']]);
    assert.equal(book.get('Sheet1!A3').value, '0.3');
    book.free();
  });
}
