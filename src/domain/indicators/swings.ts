/** Bars on each side that a Williams pivot must exceed; it is confirmed that many sessions later. */
export const PIVOT_SIDE = 2;

/**
 * At each position `i`, the confirmed swings as of that close, as indices of the pivot bars; -1 where
 * there is none yet. `brokenAt` is the first close under the last confirmed swing low since it was
 * made, or -1 while it holds.
 */
export interface SwingColumns {
  readonly lastHigh: Int32Array;
  readonly previousHigh: Int32Array;
  readonly lastLow: Int32Array;
  readonly previousLow: Int32Array;
  readonly brokenAt: Int32Array;
}

/**
 * Williams 5-bar pivots on highs and lows, strict inequality on both sides. A pivot at `i` counts
 * from `i + 2` on, never before (Williams, Trading Chaos, 1995).
 */
export function swings(high: Float64Array, low: Float64Array, close: Float64Array): SwingColumns {
  const size = close.length;
  const columns: SwingColumns = {
    lastHigh: new Int32Array(size),
    previousHigh: new Int32Array(size),
    lastLow: new Int32Array(size),
    previousLow: new Int32Array(size),
    brokenAt: new Int32Array(size),
  };
  let lastHigh = -1;
  let previousHigh = -1;
  let lastLow = -1;
  let previousLow = -1;
  let brokenAt = -1;
  for (let i = 0; i < size; i++) {
    const pivot = i - PIVOT_SIDE;
    if (isPivot(high, pivot, 1)) {
      previousHigh = lastHigh;
      lastHigh = pivot;
    }
    if (isPivot(low, pivot, -1)) {
      previousLow = lastLow;
      lastLow = pivot;
      brokenAt = -1;
    }
    if (lastLow >= 0 && brokenAt < 0 && close[i]! < low[lastLow]!) brokenAt = i;
    columns.lastHigh[i] = lastHigh;
    columns.previousHigh[i] = previousHigh;
    columns.lastLow[i] = lastLow;
    columns.previousLow[i] = previousLow;
    columns.brokenAt[i] = brokenAt;
  }
  return columns;
}

function isPivot(values: Float64Array, at: number, sign: 1 | -1): boolean {
  if (at < PIVOT_SIDE) return false;
  const value = sign * values[at]!;
  for (let k = 1; k <= PIVOT_SIDE; k++) {
    if (value <= sign * values[at - k]! || value <= sign * values[at + k]!) return false;
  }
  return true;
}
