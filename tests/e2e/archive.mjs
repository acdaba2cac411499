// Files of Excel that are made for a test, part by part: for what no program would write.
import { deflateRawSync } from 'node:zlib';

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The bytes of an archive with these parts, by name. */
export function archive(parts) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const [path, plain] = [Buffer.from(name), Buffer.from(content)];
    const packed = deflateRawSync(plain);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(checksum(plain), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(plain.length, 18);
    fields.writeUInt16LE(path.length, 22);
    locals.push(Buffer.from('PK\x03\x04'), fields, path, packed);
    const entry = Buffer.alloc(16);
    entry.writeUInt32LE(offset, 12);
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), fields, entry.subarray(2), path);
    offset += 4 + fields.length + path.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(Object.keys(parts).length, 4);
  end.writeUInt16LE(Object.keys(parts).length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, Buffer.from('PK\x05\x06'), end]);
}

const relation = (id, kind, target) => `<Relationship Id="${id}" Type="x/${kind}" Target="${target}"/>`;

/** A workbook of one sheet with these cells, with further parts in place of the usual ones or besides. */
export function workbook(cells, { parts = {}, relations = '' } = {}) {
  return archive({
    '_rels/.rels': `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="Plan" sheetId="1" r:id="s"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('s', 'worksheet', 'worksheets/sheet1.xml')}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relations}</Relationships>`,
    'xl/sharedStrings.xml': '<sst><si><t>hello</t></si></sst>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${cells}</sheetData></worksheet>`,
    ...parts,
  });
}

/** A compound file as Excel writes it around a workbook with a password: its list of streams names what is encrypted. */
export function encrypted() {
  const bytes = Buffer.alloc(4096);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  Buffer.from('EncryptionInfo', 'utf16le').copy(bytes, 1024);
  Buffer.from('EncryptedPackage', 'utf16le').copy(bytes, 1152);
  return bytes;
}

/** An archive of some hundred kilobytes that unpacks to more than any workbook has. */
export function bomb() {
  return workbook('', { parts: { 'xl/sharedStrings.xml': Buffer.concat([Buffer.from('<sst><!--'), Buffer.alloc(270 * 1024 * 1024, 0x78), Buffer.from('--></sst>')]) } });
}

/** A part whose entities would expand to gigabytes. */
export function laughs() {
  let text = '<!DOCTYPE lolz [<!ENTITY lol0 "lol">';
  for (let level = 1; level < 10; level += 1) text += `<!ENTITY lol${level} "${`&lol${level - 1};`.repeat(10)}">`;
  return workbook('', { parts: { 'xl/sharedStrings.xml': `${text}]><sst><si><t>&lol9;</t></si></sst>` } });
}
