/**
 * Simple moving average of the last `period` values, fed one at a time; NaN for the first `period - 1`.
 * The running sum is taken afresh once a period, so that rounding never accumulates.
 */
export class Sma {
  private readonly window: Float64Array;
  private at = 0;
  private isFull = false;
  private sum = 0;

  constructor(private readonly period: number) {
    this.window = new Float64Array(period);
  }

  next(value: number): number {
    const { window, period } = this;
    let sum = this.sum + value - window[this.at]!;
    window[this.at] = value;
    if (++this.at === period) {
      this.at = 0;
      this.isFull = true;
      sum = 0;
      for (let i = 0; i < period; i++) sum += window[i]!;
    }
    this.sum = sum;
    return this.isFull ? sum / period : NaN;
  }

  /** What `next` would give once its window is full, without taking the value in. */
  peek(value: number): number {
    return this.isFull ? (this.sum + value - this.window[this.at]!) / this.period : NaN;
  }
}

/**
 * The simple moving average as a column; see `Sma`. Each indicator has a loop of its own: one that they
 * shared would call each by pointer and box every number.
 */
export function sma(values: Float64Array, period: number): Float64Array {
  const average = new Sma(period);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = average.next(values[i]!);
  return out;
}
