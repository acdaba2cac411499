// node score.mjs partners.csv scored.csv
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { MARKS, ROWS_AT_ONCE, score } from './scoring.mjs';
import { line, progress, readGroups, writeGroup } from './table.mjs';

const [from, to] = process.argv.slice(2);
if (!from || !to) throw new Error('node score.mjs partners.csv scored.csv');

const out = createWriteStream(to);
out.write(line(['name', ...MARKS, 'score', 'tier', 'problem']));
const told = progress();
for await (const group of readGroups(createReadStream(from), MARKS, ROWS_AT_ONCE)) {
  await writeGroup(out, group, score(group.marks));
  told.add(group.names.length);
}
out.end();
await finished(out);
told.end();
