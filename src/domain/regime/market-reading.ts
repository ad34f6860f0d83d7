import { ADVISED, CONFIRMING } from '../market/instruments.js';
import { countAbove } from '../readings/cross/breadth.js';
import { readBreadthSeries, type BreadthSeriesReading } from '../readings/cross/breadth-series.js';
import { readSectorPerformance, type SectorPerformance } from '../readings/cross/performance.js';
import { readRotation, type RotationReading } from '../readings/cross/rotation.js';
import type { Moment } from '../readings/signal.js';
import { readSymbol, type SymbolReading } from '../readings/symbol/symbol-reading.js';
import { readTrend, type TrendReading, type TrendState } from '../readings/symbol/trend.js';
import { isUnavailable, type Unavailable } from '../readings/unavailable.js';
import { marketRegime } from './market-regime.js';

/** The market regime with what it rests on. */
export interface RegimeReading {
  readonly state: TrendState;
  readonly settledState: TrendState;
  readonly conditions: TrendReading['conditions'];
}

/** The whole market at a moment. */
export interface MarketReading {
  readonly regime: RegimeReading | Unavailable;
  readonly rotation: RotationReading | Unavailable;
  readonly symbols: readonly SymbolReading[];
  /** Of the advised four, how many closed above their averages. */
  readonly breadth: { readonly of: number; readonly above50: number; readonly above200: number };
  /** Breadth of the whole market, where somebody loads its series. */
  readonly breadthSeries: BreadthSeriesReading;
  /** The sector funds that confirm, where they have a bar. */
  readonly sectors: readonly SymbolReading[];
  /** Of every sector fund that is loaded. */
  readonly sectorPerformance: readonly SectorPerformance[];
}

/** SPY's trend, raw and settled. */
export function readRegime(moment: Moment): RegimeReading | Unavailable {
  const trend = readTrend(moment, 'SPY');
  if (isUnavailable(trend)) return trend;
  const settledState = marketRegime(moment.market, moment.parameters).settled[moment.t] ?? trend.state;
  return { state: trend.state, settledState, conditions: trend.conditions };
}

export function readMarket(moment: Moment): MarketReading {
  const { market, t, parameters } = moment;
  return {
    regime: readRegime(moment),
    rotation: readRotation(market, t, parameters),
    symbols: ADVISED.flatMap((symbol) => readSymbol(moment, symbol) ?? []),
    breadth: {
      of: ADVISED.length,
      above50: countAbove(market, t, 50),
      above200: countAbove(market, t, 200),
    },
    breadthSeries: readBreadthSeries(moment),
    sectors: CONFIRMING.flatMap((symbol) => (market.has(symbol) ? (readSymbol(moment, symbol) ?? []) : [])),
    sectorPerformance: readSectorPerformance(moment),
  };
}
