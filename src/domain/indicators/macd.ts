import { Ema, emaWeight } from './ema.js';

/** Periods of Appel's moving average convergence/divergence. */
export interface MacdPeriods {
  readonly fast: number;
  readonly slow: number;
  readonly signal: number;
}

/** Columns of one length; NaN until each has warmed up (`line` at slow - 1, `signal` signal - 1 later). */
export interface MacdColumns {
  readonly fast: Float64Array;
  readonly slow: Float64Array;
  readonly line: Float64Array;
  readonly signal: Float64Array;
}

/** MACD of a column of closes: fast EMA minus slow EMA, and the EMA of that difference. */
export function macd(closes: Float64Array, periods: MacdPeriods): MacdColumns {
  const size = closes.length;
  const columns = {
    fast: new Float64Array(size),
    slow: new Float64Array(size),
    line: new Float64Array(size),
    signal: new Float64Array(size),
  };
  const fast = new Ema(periods.fast);
  const slow = new Ema(periods.slow);
  const signal = new Ema(periods.signal);
  for (let i = 0; i < size; i++) {
    const close = closes[i]!;
    const f = (columns.fast[i] = fast.next(close));
    const s = (columns.slow[i] = slow.next(close));
    const line = (columns.line[i] = f - s);
    columns.signal[i] = line === line ? signal.next(line) : NaN;
  }
  return columns;
}

/**
 * The next close at which the MACD line meets its signal line. With weights a, b of the fast and slow
 * averages f, s and the present signal g, the next line is f + a(x - f) - s - b(x - s); the next
 * signal equals it exactly where it equals g, so x = (g - f(1 - a) + s(1 - b)) / (a - b).
 * A close above makes it buy, below sell. NaN before the signal line is ready.
 */
export function macdFlipClose(columns: MacdColumns, periods: MacdPeriods, index: number): number {
  const a = emaWeight(periods.fast);
  const b = emaWeight(periods.slow);
  const f = columns.fast[index]!;
  const s = columns.slow[index]!;
  const g = columns.signal[index]!;
  return (g - f * (1 - a) + s * (1 - b)) / (a - b);
}
