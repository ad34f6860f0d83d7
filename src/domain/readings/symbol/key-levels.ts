import { isUnavailable, type Unavailable } from '../unavailable.js';
import type { SymbolReading } from './symbol-reading.js';

/** What each level is, and what a close beyond it would say. */
export const KEY_LEVEL_MEANINGS = {
  'base-resistance': 'the top of the base: a close above it is a breakout',
  'base-support': 'the lowest close of the base',
  'breakout-level': 'the level that the breakout broke: a close under it voids the breakout',
  'voided-breakout-level': 'the level of the breakout that failed, which may resist from below',
  'downtrend-line': 'the downtrend line: a close above it breaks the line',
  'flag-invalidation': 'a next close under it ends the tight flag',
  'swing-high': 'the last confirmed swing high',
  'swing-low': 'the last confirmed swing low: a close under it breaks the structure',
  'gap-edge': 'the far edge of the gap: a close beyond it has closed the gap',
  sma50: 'the 50-session average',
  sma100: 'the 100-session average',
  sma200: 'the 200-session average',
  'sma-weekly-50': 'the 50-week average',
  'year-high': 'the highest close of 52 weeks',
  'all-time-high': 'the highest close in the store',
  'fib-1.272': 'a projection of the last completed drawdown, never a signal',
  'fib-1.618': 'a projection of the last completed drawdown, never a signal',
} as const;
export type KeyLevelKind = keyof typeof KEY_LEVEL_MEANINGS;

/** A price that a chart reader would mark. */
export interface KeyLevel {
  readonly kind: KeyLevelKind;
  /** Dollars. */
  readonly level: number;
  /** The level against the close, per cent; negative under it. */
  readonly distancePct: number;
  readonly meaning: string;
}

/** The levels of a symbol's readings, the nearest to its close first. */
export function keyLevels(reading: SymbolReading): KeyLevel[] {
  const { close } = reading;
  return [...levelsOf(reading)]
    .map(([kind, level]) => ({
      kind,
      level,
      distancePct: (level / close - 1) * 100,
      meaning: KEY_LEVEL_MEANINGS[kind],
    }))
    .sort((a, b) => Math.abs(a.distancePct) - Math.abs(b.distancePct));
}

function* levelsOf(reading: SymbolReading): Generator<readonly [KeyLevelKind, number]> {
  const base = made(reading.base);
  if (base) yield* [['base-resistance', base.resistance] as const, ['base-support', base.support] as const];
  const breakout = made(reading.breakout);
  if (breakout) {
    yield [breakout.state === 'active' ? 'breakout-level' : 'voided-breakout-level', breakout.level];
  }
  const line = made(reading.downtrendLine);
  if (line?.state === 'holding') yield ['downtrend-line', line.level];
  const flag = made(reading.flag);
  if (flag?.tight && flag.invalidation !== undefined) yield ['flag-invalidation', flag.invalidation];
  for (const kind of ['high', 'low'] as const) {
    const swing = made(reading.structure)?.swings.findLast((one) => one.kind === kind);
    if (swing) yield [`swing-${kind}`, swing.price];
  }
  const gap = made(reading.gap);
  if (gap?.from !== undefined) yield ['gap-edge', gap.from];
  for (const average of reading.movingAverages) {
    if (!isUnavailable(average) && average.period !== 10) yield [`sma${average.period}`, average.value];
  }
  const weekly = made(reading.weekly);
  if (weekly) yield ['sma-weekly-50', (weekly.running ?? weekly.completed).average50];
  const highs = made(reading.distanceFromHigh);
  if (highs) {
    yield ['year-high', highs.year.high];
    if (highs.allTime.date !== highs.year.date) yield ['all-time-high', highs.allTime.high];
  }
  for (const { ratio, level } of made(reading.fibExtension)?.levels ?? []) yield [`fib-${ratio}`, level];
}

const made = <T extends object>(reading: T | Unavailable | undefined): T | undefined =>
  reading === undefined || isUnavailable(reading) ? undefined : reading;
