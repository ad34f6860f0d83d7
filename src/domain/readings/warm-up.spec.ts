import { describe, expect, it } from '@jest/globals';
import { cutFront, momentOf, PARAMETERS, randomBars } from '../../../test/support/synthetic-market.js';
import type { Ticker } from '../market/instruments.js';
import type { Moment } from './signal.js';
import { baseWarmUp } from './symbol/base-walk.js';
import { readBase } from './symbol/base.js';
import { readHighs } from './symbol/distance-from-high.js';
import { readDowntrendLine } from './symbol/downtrend-line.js';
import { readMacd } from './symbol/macd.js';
import { readMovingAverages } from './symbol/moving-averages.js';
import { readRsi } from './symbol/rsi.js';
import { readTightFlag } from './symbol/tight-flag.js';
import { readWeekly } from './symbol/weekly.js';

const BARS = 1200;
const SYMBOL: Ticker = 'IWM';

/** Bars from which on each reading is within 0.1 % (of the price, where it is dollars) of one with all history. */
const SETTLES: readonly [name: string, bars: number, read: (moment: Moment) => number][] = [
  ['the averages', 200, (m) => part(readMovingAverages(m, SYMBOL)).averages[3]!.value],
  ['the MACD line', 120, (m) => part(readMacd(m, SYMBOL)).line + 100],
  ['the MACD signal', 130, (m) => part(readMacd(m, SYMBOL)).signal + 100],
  ['the RSI', 150, (m) => part(readRsi(m, SYMBOL)).value],
  ['the 52-week high', 252, (m) => part(readHighs(m.market, SYMBOL, m.t, PARAMETERS.highs)).year.high],
  ['the span that a flag may have', 150, (m) => part(readTightFlag(m, SYMBOL)).maxSpan],
  ['the weekly average', 51 * 5 + 5, (m) => part(readWeekly(m, SYMBOL)).completed.average50],
  ['the weekly MACD', 700, (m) => part(readWeekly(m, SYMBOL)).completed.macd.line + 100],
  ['the weekly RSI', 750, (m) => part(readWeekly(m, SYMBOL)).completed.rsi14],
  ['a base', baseWarmUp(PARAMETERS.base) + 380, (m) => maybe(readBase(m, SYMBOL))?.resistance ?? 0],
  ['a downtrend line', 2 * 126 + 2, (m) => maybe(readDowntrendLine(m, SYMBOL))?.level ?? 0],
];

const part = <T extends object>(reading: T): Exclude<T, { unavailable: unknown }> => {
  if ('unavailable' in reading) throw new Error(JSON.stringify(reading));
  return reading as Exclude<T, { unavailable: unknown }>;
};
const maybe = <T extends object>(reading: T | undefined) =>
  reading === undefined ? undefined : part<T>(reading);

describe.each([1, 2, 3])('warm-up on random walk %i', (seed) => {
  const bars = randomBars(seed, BARS);
  const whole = momentOf(bars);

  it.each(SETTLES)('%s settles to 0.1 %% within %i bars', (_, count, read) => {
    const settled = read(whole);
    const short = read(momentOf(cutFront(bars, BARS - count)));
    expect(Math.abs(short - settled)).toBeLessThanOrEqual(0.001 * Math.abs(settled));
  });
});
