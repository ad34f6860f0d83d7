import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { cutFront, momentOf, PARAMETERS, randomBars } from '../../../test/support/synthetic-market.js';
import { signalById } from './catalogue.js';
import { readOneDayRotation } from './cross/one-day-rotation.js';
import { readRelativeStrength } from './cross/relative-strength.js';
import { readRotation } from './cross/rotation.js';
import type { Moment } from './signal.js';
import { baseWarmUp } from './symbol/base-walk.js';
import { readBase, readBreakout } from './symbol/base.js';
import { readHighs } from './symbol/distance-from-high.js';
import { readDowntrendLine } from './symbol/downtrend-line.js';
import { readMacd } from './symbol/macd.js';
import { readMovingAverages } from './symbol/moving-averages.js';
import { readRoleReversal } from './symbol/role-reversal.js';
import { readRsi } from './symbol/rsi.js';
import { readStructure } from './symbol/structure.js';
import { readTightFlag } from './symbol/tight-flag.js';
import { readWeekly } from './symbol/weekly.js';

const BARS = 2000;
const SYMBOL = 'IWM';
const BASE_BARS = baseWarmUp(PARAMETERS.base) + 380;

const average = (m: Moment, at: 0 | 1 | 2 | 3): number =>
  part(readMovingAverages(m, SYMBOL).averages[at]!).value;
const swing = (m: Moment, at: 1 | 3): number => part(readStructure(m.market, SYMBOL, m.t)).swings[at]!.price;

/** Bars from which on each reading is within 0.1 % (of the price, where it is dollars) of one with all history. */
const SETTLES: readonly [name: string, bars: number, read: (moment: Moment) => number][] = [
  ['10-session average', 10, (m) => average(m, 0)],
  ['50-session average', 50, (m) => average(m, 1)],
  ['100-session average', 100, (m) => average(m, 2)],
  ['200-session average', 200, (m) => average(m, 3)],
  ['MACD line', 120, (m) => part(readMacd(m, SYMBOL)).line + 100],
  ['MACD signal line', 130, (m) => part(readMacd(m, SYMBOL)).signal + 100],
  ['RSI 14', 150, (m) => part(readRsi(m, SYMBOL)).value],
  ['last swing high', 60, (m) => swing(m, 1)],
  ['last swing low', 60, (m) => swing(m, 3)],
  ['52-week high', 252, (m) => part(readHighs(m.market, SYMBOL, m.t, PARAMETERS.highs)).year.high],
  ['pole of a flag', 49, (m) => part(readTightFlag(m, SYMBOL)).pole.gainPct],
  ['span that a flag may have (ATR 14)', 150, (m) => part(readTightFlag(m, SYMBOL)).maxSpan],
  ['downtrend line', 4 * 126, (m) => maybe(readDowntrendLine(m, SYMBOL))?.level ?? 0],
  ['base', BASE_BARS, (m) => maybe(readBase(m, SYMBOL))?.resistance ?? 0],
  ['weekly average', 51 * 5 + 5, (m) => part(readWeekly(m, SYMBOL)).completed.average50],
  ['weekly MACD line', 700, (m) => part(readWeekly(m, SYMBOL)).completed.macd.line + 100],
  ['weekly MACD signal line', 700, (m) => part(readWeekly(m, SYMBOL)).completed.macd.signal + 100],
  ['weekly RSI 14', 750, (m) => part(readWeekly(m, SYMBOL)).completed.rsi14],
  ['average of the relative strength line', 71, (m) => part(readRelativeStrength(m, SYMBOL)).average],
  ['trough of the relative strength line', 126, (m) => part(readRelativeStrength(m, SYMBOL)).trough.ratio],
  ['rotation', 200, (m) => part(readRotation(m.market, m.t, PARAMETERS)).evidence.returnsPct[SYMBOL] + 100],
  ['rank of the one-day rotation', 253, (m) => part(readOneDayRotation(m)).rank],
  ['return since the market low', 126, (m) => Number(signalById('performance.since-low')!.read(m, SYMBOL))],
];

const part = <T extends object>(reading: T): Exclude<T, { unavailable: unknown }> => {
  if ('unavailable' in reading) throw new Error(JSON.stringify(reading));
  return reading as Exclude<T, { unavailable: unknown }>;
};
const maybe = <T extends object>(reading: T | undefined) =>
  reading === undefined ? undefined : part<T>(reading);

describe.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])('warm-up on random walk %i', (seed) => {
  const bars = randomBars(seed, BARS);
  const whole = momentOf(bars);

  it.each(SETTLES)('of the %s is over to 0.1 %% with %i bars', (_, count, read) => {
    const settled = read(whole);
    const short = read(momentOf(cutFront(bars, BARS - count)));
    expect(Math.abs(short - settled)).toBeLessThanOrEqual(0.001 * Math.abs(settled));
  });
});

it.each([1, 2, 3, 5, 6])(
  "a breakout and its role reversal need a base's bars before the base that was broken, on random walk %i",
  (seed) => {
    const bars = randomBars(seed, BARS);
    const whole = momentOf(bars);
    const breakout = maybe(readBreakout(whole, SYMBOL))!;
    const start = bars.get(SYMBOL)!.sessions.indexOf(breakout.baseStart);
    expect(start).toBeGreaterThan(BASE_BARS);
    const short = momentOf(cutFront(bars, start - BASE_BARS));
    expect(readBreakout(short, SYMBOL)).toEqual(breakout);
    expect(readRoleReversal(short, SYMBOL)).toEqual(readRoleReversal(whole, SYMBOL));
  },
);

it('the table of warm-ups in the documentation says the same', () => {
  const rows = readFileSync('docs/POLICY.md', 'utf8').matchAll(/^\| ([^|]+?) +\| (\d+) +\|$/gm);
  expect([...rows].map(([, name, bars]) => [name, Number(bars)])).toEqual(
    SETTLES.map(([name, bars]) => [name, bars]),
  );
});
