/**
 * Index of the highest value of the last `window` values up to and including each position; the
 * latest of equals. With `window` Infinity, of all values so far. One pass, amortised constant.
 */
export function highestIndex(values: Float64Array, window: number): Int32Array {
  return extremeIndex(values, window, 1);
}

/** Index of the lowest value of the last `window` values, the latest of equals; see `highestIndex`. */
export function lowestIndex(values: Float64Array, window: number): Int32Array {
  return extremeIndex(values, window, -1);
}

/** The queue holds the indices that may still become the extreme, the present one first. */
function extremeIndex(values: Float64Array, window: number, sign: 1 | -1): Int32Array {
  const out = new Int32Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let i = 0; i < values.length; i++) {
    const value = sign * values[i]!;
    while (tail > head && value >= sign * values[queue[tail - 1]!]!) tail--;
    queue[tail++] = i;
    if (queue[head]! <= i - window) head++;
    out[i] = queue[head]!;
  }
  return out;
}
