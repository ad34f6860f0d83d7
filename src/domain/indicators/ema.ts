import { column, type Step } from './column.js';

/** Weight of the newest value in an exponential average of `period`: 2 / (period + 1). */
export const emaWeight = (period: number): number => 2 / (period + 1);

/**
 * Exponential moving average, seeded with the simple average of its first `period` values; NaN
 * before that. The usual seed of charting packages, so that published values reproduce.
 */
export function emaStep(period: number): Step {
  const weight = emaWeight(period);
  const state = { average: 0 };
  let seen = 0;
  return (value) => {
    if (seen < period) {
      state.average += value;
      if (++seen < period) return NaN;
      return (state.average /= period);
    }
    return (state.average += weight * (value - state.average));
  };
}

/** The exponential moving average as a column; see `emaStep`. */
export const ema = (values: Float64Array, period: number): Float64Array => column(values, emaStep(period));
