import { actionsOf, type CorporateAction } from './corporate-action.js';
import type { BarSeries, SessionDate } from './price-bar.js';

/**
 * Bars as stored, each adjusted for the splits up to a date of its own: a price as it was traded up to its
 * own session, a file's prices up to the day it was loaded.
 */
export interface StoredSeries extends BarSeries {
  /** One a bar: the last day whose splits its prices already reflect. */
  readonly adjustedThrough: readonly SessionDate[];
}

/**
 * How many shares at the end of `through` became one share at the end of `until`: prices of `through` times
 * this are prices of `until`. 1 where no split went ex in between.
 */
export function splitFactor(
  splits: readonly CorporateAction[],
  through: SessionDate,
  until: SessionDate,
): number {
  let shares = 1;
  for (const { exDate, value } of splits) if (exDate > through && exDate <= until) shares *= value;
  return 1 / shares;
}

/**
 * The series on the terms of its last session: prices multiplied, volumes divided by the splits that went
 * ex since each bar's own terms. Splits announced for later sessions change nothing yet. Returns the same
 * columns where there was no split.
 */
export function splitAdjusted(series: StoredSeries, actions: readonly CorporateAction[]): BarSeries {
  const { adjustedThrough, ...bars } = series;
  const last = series.sessions.at(-1) ?? '';
  const splits = actionsOf(actions, 'split').filter(({ exDate }) => exDate <= last);
  const latest = splits.at(-1);
  if (latest === undefined || adjustedThrough.every((through) => through >= latest.exDate)) return bars;
  const factors = Float64Array.from(adjustedThrough, (through) => splitFactor(splits, through, last));
  const scaled = (column: Float64Array): Float64Array => column.map((price, i) => price * factors[i]!);
  return {
    ...bars,
    open: scaled(bars.open),
    high: scaled(bars.high),
    low: scaled(bars.low),
    close: scaled(bars.close),
    volume: bars.volume.map((volume, i) => volume / factors[i]!),
  };
}

/**
 * Closes as if every dividend had been put into the fund at the close before its ex-date: each close is
 * multiplied by 1 - dividend / close before, for every dividend after it. The last close is its own.
 * Source: the CRSP adjustment for cash dividends.
 * @param series split-adjusted, as `splitAdjusted` gives it
 */
export function totalReturnCloses(series: BarSeries, actions: readonly CorporateAction[]): Float64Array {
  const { sessions, close } = series;
  const last = sessions.at(-1) ?? '';
  const splits = actionsOf(actions, 'split');
  const dividends = actionsOf(actions, 'dividend');
  const adjusted = close.slice();
  let factor = 1;
  let next = dividends.length - 1;
  while (next >= 0 && dividends[next]!.exDate > last) next--;
  for (let i = sessions.length - 2; i >= 0; i--) {
    for (; next >= 0 && dividends[next]!.exDate > sessions[i]!; next--) {
      const { exDate, value } = dividends[next]!;
      factor *= 1 - (value * splitFactor(splits, exDate, last)) / close[i]!;
    }
    adjusted[i] = close[i]! * factor;
  }
  return adjusted;
}
