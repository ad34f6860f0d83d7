/**
 * Wilder's relative strength index, 0 to 100, fed one value at a time; NaN for the first `period`
 * values, and while nothing has moved at all (no gain and no loss is no reading, not a neutral one).
 * Averages are seeded with the plain mean of the first `period` changes, then smoothed by 1/period
 * (Wilder, New Concepts in Technical Trading Systems, 1978).
 */
export class Rsi {
  private previous = NaN;
  private seen = 0;
  private gain = 0;
  private loss = 0;

  constructor(private readonly period: number) {}

  next(value: number): number {
    const { period } = this;
    const change = value - this.previous;
    this.previous = value;
    if (change !== change) return NaN;
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    if (this.seen < period) {
      this.gain += up / period;
      this.loss += down / period;
      if (++this.seen < period) return NaN;
    } else {
      this.gain += (up - this.gain) / period;
      this.loss += (down - this.loss) / period;
    }
    return strength(this.gain, this.loss);
  }

  /** What `next` would give, without taking the value in. */
  peek(value: number): number {
    const { period, gain, loss } = this;
    const change = value - this.previous;
    if (change !== change || this.seen < period) return NaN;
    const up = change > 0 ? change : 0;
    const down = change < 0 ? -change : 0;
    return strength(gain + (up - gain) / period, loss + (down - loss) / period);
  }
}

const strength = (gain: number, loss: number): number =>
  gain + loss === 0 ? NaN : (100 * gain) / (gain + loss);

/** The relative strength index as a column; see `Rsi`. */
export function rsi(values: Float64Array, period: number): Float64Array {
  const index = new Rsi(period);
  const out = new Float64Array(values.length);
  for (let i = 0; i < out.length; i++) out[i] = index.next(values[i]!);
  return out;
}
