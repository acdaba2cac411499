
// Stands at the end of the module's JavaScript, where the wasm calls it: see bulk.rs.

/**
 * Pairs of reference and input as three flat parts: the references as UTF-8, one a line; the inputs as UTF-8, one after the
 * other; and how many UTF-16 units each input has. The engine joins texts that were themselves put together from pieces
 * without making each one whole first, which is most of the cost of looking into them. Nothing when a pair is anything but
 * two texts: then the wasm looks at the pairs one by one.
 */
function packEdits(edits) {
  if (!Array.isArray(edits)) return undefined;
  const count = edits.length;
  const references = new Array(count);
  const inputs = new Array(count);
  const lengths = new Uint32Array(count);
  for (let index = 0; index < count; index += 1) {
    const pair = edits[index];
    if (!Array.isArray(pair) || pair.length !== 2) return undefined;
    const reference = pair[0];
    const input = pair[1];
    if (typeof reference !== 'string' || typeof input !== 'string') return undefined;
    references[index] = reference;
    inputs[index] = input;
    lengths[index] = input.length;
  }
  const encoder = new TextEncoder();
  return [encoder.encode(references.join('\n')), encoder.encode(inputs.join('')), lengths];
}
