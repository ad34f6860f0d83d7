import { column, type Step } from './column.js';

/**
 * Wilder's relative strength index, 0 to 100; NaN for the first `period` values, and while nothing
 * has moved at all (no gain and no loss is no reading, not a neutral one).
 * Averages are seeded with the plain mean of the first `period` changes, then smoothed by 1/period
 * (Wilder, New Concepts in Technical Trading Systems, 1978).
 */
export function rsiStep(period: number): Step {
  const state = { previous: NaN, gain: 0, loss: 0 };
  let seen = 0;
  return (value) => {
    const change = value - state.previous;
    state.previous = value;
    if (change !== change) return NaN;
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    if (seen < period) {
      state.gain += up / period;
      state.loss += down / period;
      if (++seen < period) return NaN;
    } else {
      state.gain += (up - state.gain) / period;
      state.loss += (down - state.loss) / period;
    }
    const { gain, loss } = state;
    return gain + loss === 0 ? NaN : (100 * gain) / (gain + loss);
  };
}

/** The relative strength index as a column; see `rsiStep`. */
export const rsi = (values: Float64Array, period: number): Float64Array => column(values, rsiStep(period));
