// Makes a built folder start without a network: node offline.mjs FOLDER
// Writes sw.js with the list of all files and their hashes, and tells the page of it. Run anew after every change of a file.
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const WORKER = 'sw.js';
const MARK = `<meta name="tandem-offline" content="${WORKER}">`;
/** Compressed copies are what a server sends in place of a file, and never asked for by name; licences and notices are for whoever copies the folder. */
const LEFT_OUT = /(\.br|\.gz)$|^(sw\.js|LICENSE-MIT|LICENSE-APACHE|THIRD-PARTY\.md)$/;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function filled(template, constant, value) {
  const line = new RegExp(`^const ${constant} = .*;$`, 'm');
  if (!line.test(template)) throw new Error(`static/${WORKER} declares no ${constant}`);
  return template.replace(line, () => `const ${constant} = ${JSON.stringify(value, null, 1)};`);
}

const folder = resolve(process.argv[2] ?? 'dist');
const page = join(folder, 'index.html');
const text = readFileSync(page, 'utf8');
if (!text.includes('</head>')) throw new Error(`${page} has no </head>`);
if (!text.includes(MARK)) writeFileSync(page, text.replace('</head>', `  ${MARK}\n  </head>`));

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll('\\', '/'))
  .filter((name) => !LEFT_OUT.test(name))
  .sort();
const files = Object.fromEntries(names.map((name) => [name === 'index.html' ? '' : name, sha256(readFileSync(join(folder, name)))]));
const template = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '../static', WORKER), 'utf8');
const version = sha256(template + JSON.stringify(files)).slice(0, 16);
writeFileSync(join(folder, WORKER), filled(filled(template, 'VERSION', version), 'FILES', files));
console.log(`offline: ${names.length} files, version ${version}`);
