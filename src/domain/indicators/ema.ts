/** Weight of the newest value in an exponential average of `period`: 2 / (period + 1). */
export const emaWeight = (period: number): number => 2 / (period + 1);

/**
 * Exponential moving average, fed one value at a time and seeded with the simple average of its first
 * `period` values; NaN before that. The usual seed of charting packages, so that published values
 * reproduce.
 */
export class Ema {
  private readonly weight: number;
  private seen = 0;
  private average = 0;

  constructor(private readonly period: number) {
    this.weight = emaWeight(period);
  }

  next(value: number): number {
    if (this.seen < this.period) {
      this.average += value;
      if (++this.seen < this.period) return NaN;
      return (this.average /= this.period);
    }
    return (this.average += this.weight * (value - this.average));
  }

  /** What `next` would give once it is seeded, without taking the value in. */
  peek(value: number): number {
    return this.seen < this.period ? NaN : this.average + this.weight * (value - this.average);
  }
}

/** The exponential moving average as a column; see `Ema`. */
export function ema(values: Float64Array, period: number): Float64Array {
  const average = new Ema(period);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = average.next(values[i]!);
  return out;
}
