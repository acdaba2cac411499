
// Stands at the end of the module's JavaScript, where the wasm calls it: see bulk.rs.

/** How many inputs are joined at once: few enough that what was just looked at is still at hand. */
const INPUTS_AT_ONCE = 512;

/** The bytes with room for some more after those in use. */
function withRoom(bytes, used, more) {
  if (bytes.length - used >= more) return bytes;
  const longer = new Uint8Array(2 * bytes.length + more);
  longer.set(bytes.subarray(0, used));
  return longer;
}

/**
 * Pairs of reference and input as three flat parts: the references as UTF-8, one a line; the inputs as UTF-8, one after the
 * other; and how many UTF-16 units each input has. The engine joins texts that were themselves put together from pieces
 * without making each one whole first, which is most of the cost of looking into them; references are short, and mostly
 * whole. What is made on the way is little, because collecting it would go through all the pairs of the caller. Nothing
 * when a pair is anything but two texts: then the wasm looks at the pairs one by one.
 */
function packEdits(edits) {
  if (!Array.isArray(edits)) return undefined;
  const count = edits.length;
  const encoder = new TextEncoder();
  const lengths = new Uint32Array(count);
  let references = new Uint8Array(16 * count);
  let referencesEnd = 0;
  let inputs = new Uint8Array(32 * count);
  let inputsEnd = 0;
  const some = new Array(Math.min(count, INPUTS_AT_ONCE));
  for (let first = 0; first < count; first += INPUTS_AT_ONCE) {
    some.length = Math.min(count - first, INPUTS_AT_ONCE);
    for (let index = 0; index < some.length; index += 1) {
      const pair = edits[first + index];
      if (!Array.isArray(pair) || pair.length !== 2) return undefined;
      const reference = pair[0];
      const input = pair[1];
      if (typeof reference !== 'string' || typeof input !== 'string') return undefined;
      some[index] = input;
      lengths[first + index] = input.length;

      // No UTF-16 unit needs more than three bytes, and the line break needs one.
      references = withRoom(references, referencesEnd, 3 * reference.length + 1);
      let unit = 0;
      for (let at = 0; at < reference.length && unit < 128; at += 1) {
        unit = reference.charCodeAt(at);
        references[referencesEnd + at] = unit;
      }
      const isPlain = unit < 128;
      referencesEnd += isPlain
        ? reference.length
        : encoder.encodeInto(reference, references.subarray(referencesEnd)).written;
      references[referencesEnd] = 10;
      referencesEnd += 1;
    }
    const joined = some.join('');
    inputs = withRoom(inputs, inputsEnd, 3 * joined.length);
    inputsEnd += encoder.encodeInto(joined, inputs.subarray(inputsEnd)).written;
  }
  return [references.subarray(0, Math.max(referencesEnd - 1, 0)), inputs.subarray(0, inputsEnd), lengths];
}
