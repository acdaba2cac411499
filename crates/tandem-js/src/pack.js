
// Stands at the end of the module's JavaScript, where the wasm calls it: see bulk.rs.

/**
 * Pairs of reference and input as three flat lists: the inputs' bytes, for each pair its row, column, the byte where its input
 * ends and its sheet, and the sheets as they are written in references. One walk over the characters is several times
 * quicker than handing strings over one by one. Nothing when a pair is anything but two plain texts such as "Sheet1!B2"
 * and "=A1": then the wasm looks at them one by one.
 */
function packEdits(edits) {
  if (!Array.isArray(edits)) return undefined;
  const count = edits.length;
  const cells = new Uint32Array(4 * count);
  let bytes = new Uint8Array(16 * count + 64);
  const sheets = [];
  let prefix = '';
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const pair = edits[index];
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const reference = pair[0];
    const input = pair[1];
    if (typeof reference !== 'string' || typeof input !== 'string') return undefined;

    if (prefix === '' || !reference.startsWith(prefix)) {
      prefix = reference.slice(0, reference.lastIndexOf('!') + 1);
      if (prefix === '') return undefined;
      sheets.push(prefix);
    }
    let place = prefix.length;
    let column = 0;
    let row = 0;
    for (; place < reference.length; place += 1) {
      // The place of a letter in the alphabet, from one, in either case.
      const letter = (reference.charCodeAt(place) | 32) - 96;
      if (letter < 1 || letter > 26) break;
      column = 26 * column + letter;
    }
    const digits = place;
    for (; place < reference.length; place += 1) {
      const digit = reference.charCodeAt(place) - 48;
      if (digit < 0 || digit > 9) return undefined;
      row = 10 * row + digit;
    }
    if (column < 1 || column > 16384 || row < 1 || row > 1048576 || place - digits > 7) return undefined;

    const length = input.length;
    if (at + 3 * length > bytes.length) {
      const longer = new Uint8Array(2 * bytes.length + 3 * length);
      longer.set(bytes);
      bytes = longer;
    }
    for (let character = 0; character < length; character += 1) {
      const code = input.charCodeAt(character);
      if (code < 0x80) {
        bytes[at] = code;
        at += 1;
      } else if (code < 0x800) {
        bytes[at] = 0xc0 | (code >> 6);
        bytes[at + 1] = 0x80 | (code & 63);
        at += 2;
      } else if (code < 0xd800 || code > 0xdfff) {
        bytes[at] = 0xe0 | (code >> 12);
        bytes[at + 1] = 0x80 | ((code >> 6) & 63);
        bytes[at + 2] = 0x80 | (code & 63);
        at += 3;
      } else {
        return undefined;
      }
    }
    cells[4 * index] = row - 1;
    cells[4 * index + 1] = column - 1;
    cells[4 * index + 2] = at;
    cells[4 * index + 3] = sheets.length - 1;
  }
  return [bytes.subarray(0, at), cells, sheets];
}
