// The page on calculators: its examples run and give what they say, and the names in its tables are those of the templates.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';

const require = createRequire(import.meta.url);
const { calculate, templates } = require(process.env.TANDEM_PKG ?? '../../pkg/node');

const page = readFileSync(new URL('../../docs/calculators.md', import.meta.url), 'utf8');
const sections = page.split(/^## /m).map((text) => ({ title: text.split('\n', 1)[0].trim(), text }));

/** The examples of a part of the page. */
const examples = (text) => [...text.matchAll(/^```js\n([\s\S]*?)^```/gm)].map((match) => match[1]);

/** Runs an example; a line that ends with `// → VALUE` is an expression that must give that value. Gives how many there were. */
function run(example) {
  let checks = 0;
  const check = (found, expected, line) => {
    checks += 1;
    assert.deepEqual(found, expected, line);
  };
  const code = example.replace(/^(.+?)\s+\/\/ → (.+)$/gm, (line, expression, expected) => `check((${expression.replace(/;$/, '')}), ${expected}, ${JSON.stringify(line)});`);
  new Function('calculate', 'templates', 'check', code)(calculate, templates, check);
  return checks;
}

for (const { title, text } of sections) {
  for (const [number, example] of examples(text).entries()) {
    test(`example ${number + 1} of “${title}” gives what it says`, () => {
      assert.ok(run(example) > 0, 'an example says what it gives');
    });
  }
}

test('every calculator has a section, and the tables of each section name inputs and outputs of its template', () => {
  const all = templates();
  for (const { id, kind } of all) assert.ok(kind !== 'calculator' || sections.some(({ title }) => title === id), `${id} has no section`);
  for (const section of sections.slice(1)) {
    const info = all.find(({ id }) => id === section.title);
    assert.ok(info, `there is no template ${section.title}`);
    assert.ok(examples(section.text).length > 0, `${info.id} has no example`);
    const [, inputs, outputs] = /\| input \|([\s\S]*?)\n\n\| output \|([\s\S]*?)\n\n/.exec(section.text) ?? [];
    assert.ok(inputs && outputs, `${info.id}: a table of inputs and one of outputs`);
    const named = (table) => table.split('\n').slice(2).flatMap((line) => [...line.split('|')[1].matchAll(/`([^`]+)`/g)].map((match) => match[1]));
    const known = (parts) => new Set(parts.map((part) => part.name));
    for (const name of named(inputs)) assert.ok(known(info.inputs).has(name), `${info.id} has no input ${name}`);
    for (const name of named(outputs)) assert.ok(known(info.outputs).has(name), `${info.id} has no output ${name}`);
  }
});
