const TEXT_OID = 25;
const NULL_LENGTH = -1;

/**
 * A text[] in PostgreSQL's binary form: one parameter whatever the number of rows, and nothing of the
 * values has to be quoted. The parameter must be declared, as in `$1::text[]`.
 * (array_recv: dimensions, whether there are nulls, the elements' type, length and lower bound, elements.)
 */
export function textArray(values: readonly (string | null)[]): Buffer {
  const lengths = values.map((value) => (value === null ? NULL_LENGTH : Buffer.byteLength(value)));
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), 20);
  const buffer = Buffer.allocUnsafe(size);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  buffer.writeInt32BE(TEXT_OID, 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = 20;
  values.forEach((value, i) => {
    at = buffer.writeInt32BE(lengths[i]!, at);
    if (value !== null) at += buffer.write(value, at);
  });
  return buffer;
}
