// Reading and writing comma-separated values as they come: quotes, quoted line breaks, and either kind of line end.
import { once } from 'node:events';

/** The rows of a stream of text, one after the other. */
export async function* readRows(stream) {
  let [row, field, isQuoted, wasQuote] = [[], '', false, false];
  for await (const chunk of stream.setEncoding('utf8')) {
    for (const sign of chunk) {
      if (isQuoted) {
        if (!wasQuote && sign === '"') { wasQuote = true; continue; }
        if (!wasQuote) { field += sign; continue; }
        wasQuote = false;
        if (sign === '"') { field += sign; continue; }
        isQuoted = false;
      }
      if (sign === '"' && field === '') isQuoted = true;
      else if (sign === ',') { row.push(field); field = ''; }
      else if (sign === '\n') { yield [...row, field]; [row, field] = [[], '']; }
      else if (sign !== '\r' && sign !== '\uFEFF') field += sign;
    }
  }
  if (field !== '' || row.length) yield [...row, field];
}

/** A line of a file. A text that a spreadsheet would take for a formula is kept from being one. */
export function line(fields) {
  const guarded = fields.map((field) => (/^[=+\-@\t\r]/.test(field) ? `'${field}` : field));
  return `${guarded.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
}

/** Groups of partners from a list: their names, and their marks in the order of `columns`. */
export async function* readGroups(stream, columns, size) {
  let places = null;
  let group = { names: [], marks: [] };
  for await (const row of readRows(stream)) {
    if (!places) {
      places = ['name', ...columns].map((column) => row.indexOf(column));
      const absent = ['name', ...columns].filter((_, at) => places[at] < 0);
      if (absent.length) throw new Error(`The first line names no column ${absent.join(', ')}.`);
      continue;
    }
    const [name, ...marks] = places.map((place) => row[place] ?? '');
    group.names.push(name);
    group.marks.push(marks);
    if (group.names.length === size) {
      yield group;
      group = { names: [], marks: [] };
    }
  }
  if (group.names.length) yield group;
}

/** Writes scored partners, and waits while the file is slower than the engine. */
export async function writeGroup(out, { names, marks }, scored) {
  const text = scored.map(({ score, tier, problem }, index) => line([names[index], ...marks[index], score, tier, problem])).join('');
  if (!out.write(text)) await once(out, 'drain');
}

/** Says on the second stream how far the work is, and how quick. */
export function progress() {
  const started = performance.now();
  let rows = 0;
  const rate = () => Math.round((1000 * rows) / (performance.now() - started));
  return {
    add(count) {
      rows += count;
      process.stderr.write(`\r${rows} partners, ${rate()} a second `);
    },
    end() {
      process.stderr.write(`\r${rows} partners in ${((performance.now() - started) / 1000).toFixed(1)} s, ${rate()} a second\n`);
    },
  };
}
