/**
 * Wilder's average true range: the mean of the first `period` true ranges, then smoothed by 1/period;
 * NaN before. The true range is the largest of high - low and the distances of high and low from the
 * prior close (Wilder, New Concepts in Technical Trading Systems, 1978).
 */
export function atr(
  high: Float64Array,
  low: Float64Array,
  close: Float64Array,
  period: number,
): Float64Array {
  const out = new Float64Array(close.length).fill(NaN);
  let average = 0;
  for (let i = 1; i < close.length; i++) {
    const before = close[i - 1]!;
    const range = Math.max(high[i]! - low[i]!, Math.abs(high[i]! - before), Math.abs(low[i]! - before));
    if (i <= period) average += range / period;
    else average += (range - average) / period;
    if (i >= period) out[i] = average;
  }
  return out;
}
