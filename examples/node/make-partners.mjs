// node make-partners.mjs COUNT: a made-up list on standard output, the same each time. Names show what real lists hold.
import { once } from 'node:events';
import { MARKS } from './scoring.mjs';
import { line } from './table.mjs';

const count = Number(process.argv[2] ?? 1000);
const KINDS = ['Acme', 'Globex, Inc.', '株式会社サンプル', 'Initech "North"', "L'Atelier"];

process.stdout.write(line(['name', ...MARKS]));
for (let at = 0; at < count; at += 1) {
  // Steps that share no factor with 1001 go through every mark from 0 to 100.0 in an order of their own.
  const marks = [37, 101, 401, 809].map((step) => (((at * step) % 1001) / 10).toFixed(1));
  if (!process.stdout.write(line([`${KINDS[at % KINDS.length]} ${at + 1}`, ...marks]))) await once(process.stdout, 'drain');
}
