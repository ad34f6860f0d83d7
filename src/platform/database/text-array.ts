const TEXT_OID = 25;
const NULL_LENGTH = -1;
const HEADER_BYTES = 20;
const FIRST_BYTES = 4_096;

/**
 * A text[] in PostgreSQL's binary form: one parameter whatever the number of rows, and nothing of the
 * values has to be quoted. The parameter must be declared, as in `$1::text[]`.
 * (array_recv: dimensions, whether there are nulls, the elements' type, length and lower bound, elements.)
 *
 * Values are encoded as they are added, so that long texts needn't be kept until all are there: thousands of
 * them would outlive the collector's young generation, which costs more than encoding them.
 */
export class TextArray {
  private buffer = Buffer.allocUnsafe(FIRST_BYTES);
  private at = HEADER_BYTES;
  private length = 0;
  private hasNulls = false;

  add(value: string | null): void {
    this.length += 1;
    const bytes = value === null ? 0 : Buffer.byteLength(value);
    this.makeRoomFor(4 + bytes);
    if (value === null) {
      this.hasNulls = true;
      this.at = this.buffer.writeInt32BE(NULL_LENGTH, this.at);
      return;
    }
    this.at = this.buffer.writeInt32BE(bytes, this.at);
    this.at += this.buffer.write(value, this.at);
  }

  /** What was added so far. */
  parameter(): Buffer {
    this.buffer.writeInt32BE(1, 0);
    this.buffer.writeInt32BE(this.hasNulls ? 1 : 0, 4);
    this.buffer.writeInt32BE(TEXT_OID, 8);
    this.buffer.writeInt32BE(this.length, 12);
    this.buffer.writeInt32BE(1, 16);
    return this.buffer.subarray(0, this.at);
  }

  private makeRoomFor(bytes: number): void {
    const needed = this.at + bytes;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.buffer.length));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }
}

/** The same of values that are all there. */
export function textArray(values: readonly (string | null)[]): Buffer {
  const array = new TextArray();
  for (const value of values) array.add(value);
  return array.parameter();
}
