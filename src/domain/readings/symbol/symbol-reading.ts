import type { Ticker } from '../../market/instruments.js';
import { readRelativeStrength, type RelativeStrength } from '../cross/relative-strength.js';
import { readPerformance, type PerformanceReading } from '../cross/performance.js';
import type { Moment } from '../signal.js';
import type { Unavailable } from '../unavailable.js';
import { readGap, readOutsideDay, type GapReading, type OutsideDayReading } from './bar-patterns.js';
import { readBase, readBreakout, type BaseReading, type BreakoutReading } from './base.js';
import { readHighs, type HighsReading } from './distance-from-high.js';
import { readDowntrendLine, type DowntrendLineReading } from './downtrend-line.js';
import { readFibExtension, type FibExtensionReading } from './fib-extension.js';
import { readMacd, type MacdReading } from './macd.js';
import { readMovingAverages, type MovingAverage } from './moving-averages.js';
import { readRoleReversal, type RoleReversalReading } from './role-reversal.js';
import { readRsi, type RsiReading } from './rsi.js';
import { readStructure, type Structure } from './structure.js';
import { readTightFlag, type TightFlagReading } from './tight-flag.js';
import { readTrend, type TrendReading } from './trend.js';
import { readWeekly, type WeeklyReading } from './weekly.js';

/** Everything read of one symbol at a moment; each part a reading or the reason there is none. */
export interface SymbolReading {
  readonly symbol: Ticker;
  readonly close: number;
  readonly trend: TrendReading | Unavailable;
  /** 10, 50, 100 and 200 sessions. */
  readonly movingAverages: readonly (MovingAverage | Unavailable)[];
  /** Whether 50 > 100 > 200; absent while one of the averages is. */
  readonly stacked?: boolean;
  readonly macd: MacdReading | Unavailable;
  readonly rsi14: RsiReading | Unavailable;
  readonly structure: Structure | Unavailable;
  /** Absent for SPY, which the others are measured against. */
  readonly relativeStrength?: RelativeStrength | Unavailable;
  readonly distanceFromHigh: HighsReading | Unavailable;
  /** Undefined where no base is forming. */
  readonly base: BaseReading | Unavailable | undefined;
  /** The last breakout, voided or not; undefined where there has been none. */
  readonly breakout: BreakoutReading | Unavailable | undefined;
  readonly roleReversal: RoleReversalReading | Unavailable | undefined;
  readonly flag: TightFlagReading | Unavailable;
  readonly downtrendLine: DowntrendLineReading | Unavailable | undefined;
  readonly outsideDay: OutsideDayReading | Unavailable;
  readonly gap: GapReading | Unavailable;
  readonly fibExtension: FibExtensionReading | Unavailable | undefined;
  readonly weekly: WeeklyReading | Unavailable;
  readonly performance: PerformanceReading | Unavailable;
}

/** Reads one symbol; undefined where it has no bar at the moment. */
export function readSymbol(moment: Moment, symbol: Ticker): SymbolReading | undefined {
  const { market, t, parameters } = moment;
  if (market.indexOf(symbol, t) < 0) return undefined;
  const { averages, stacked } = readMovingAverages(moment, symbol);
  return {
    symbol,
    close: market.close(symbol, t),
    trend: readTrend(moment, symbol),
    movingAverages: averages,
    ...(stacked === undefined ? {} : { stacked }),
    macd: readMacd(moment, symbol),
    rsi14: readRsi(moment, symbol),
    structure: readStructure(market, symbol, t),
    ...(symbol === 'SPY' ? {} : { relativeStrength: readRelativeStrength(moment, symbol) }),
    distanceFromHigh: readHighs(market, symbol, t, parameters.highs),
    base: readBase(moment, symbol),
    breakout: readBreakout(moment, symbol),
    roleReversal: readRoleReversal(moment, symbol),
    flag: readTightFlag(moment, symbol),
    downtrendLine: readDowntrendLine(moment, symbol),
    outsideDay: readOutsideDay(moment, symbol),
    gap: readGap(moment, symbol),
    fibExtension: readFibExtension(moment, symbol),
    weekly: readWeekly(moment, symbol),
    performance: readPerformance(moment, symbol),
  };
}
