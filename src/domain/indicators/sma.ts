import { column, type Step } from './column.js';

/**
 * Simple moving average of the last `period` values; NaN for the first `period - 1`.
 * The running sum is taken afresh once a period, so that rounding never accumulates.
 */
export function smaStep(period: number): Step {
  const window = new Float64Array(period);
  const state = { sum: 0 };
  let at = 0;
  let isFull = false;
  return (value) => {
    let sum = state.sum + value - window[at]!;
    window[at] = value;
    if (++at === period) {
      at = 0;
      isFull = true;
      sum = 0;
      for (let i = 0; i < period; i++) sum += window[i]!;
    }
    state.sum = sum;
    return isFull ? sum / period : NaN;
  };
}

/** The simple moving average as a column; see `smaStep`. */
export const sma = (values: Float64Array, period: number): Float64Array => column(values, smaStep(period));
