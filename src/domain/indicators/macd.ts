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

/** What the next value of the line depends on. */
type MacdAverages = Pick<MacdColumns, 'fast' | 'slow' | 'signal'>;

/**
 * The next close at which the MACD line takes a value. With weights a, b of the fast and slow averages
 * f, s the next line is f + a(x - f) - s - b(x - s), so x = (line - f(1 - a) + s(1 - b)) / (a - b).
 * A close above makes it higher. NaN before the averages are ready.
 */
export function macdLineClose(
  columns: Pick<MacdAverages, 'fast' | 'slow'>,
  periods: MacdPeriods,
  index: number,
  line: number,
): number {
  const a = emaWeight(periods.fast);
  const b = emaWeight(periods.slow);
  return (line - columns.fast[index]! * (1 - a) + columns.slow[index]! * (1 - b)) / (a - b);
}

/**
 * The next close at which the line is `gap` over its signal line, by default on it. The next signal is
 * g + w(line - g), so the line that is a gap over it is g + gap / (1 - w). NaN before the signal is ready.
 */
export function macdFlipClose(columns: MacdAverages, periods: MacdPeriods, index: number, gap = 0): number {
  const line = columns.signal[index]! + gap / (1 - emaWeight(periods.signal));
  return macdLineClose(columns, periods, index, line);
}
