import { CONFIRMING, type ConfirmingSymbol } from '../../market/instruments.js';
import type { Moment, SignalDefinition } from '../signal.js';
import { baseFlips, readBreakout, type BreakoutReading } from '../symbol/base.js';
import { readTrendState, trendFlips, type TrendState } from '../symbol/trend.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';

const UPTRENDS: readonly TrendState[] = ['confirmed_uptrend', 'uptrend', 'uptrend_under_pressure'];

/** One sector fund's say: it confirms in an uptrend or while breaking out. */
export interface SectorReading {
  readonly symbol: ConfirmingSymbol;
  readonly trend: TrendState;
  readonly breakout: BreakoutReading['state'] | 'none';
  readonly confirms: boolean;
}

export interface SectorConfirmation {
  readonly sectors: readonly SectorReading[];
  /** Whether all of them confirm. */
  readonly confirms: boolean;
}

/** Whether financials and industrials confirm; unavailable as long as one can't be read. */
export function readSectorConfirmation(moment: Moment): SectorConfirmation | Unavailable {
  const sectors: SectorReading[] = [];
  for (const symbol of CONFIRMING) {
    if (!moment.market.has(symbol)) return { unavailable: { code: 'no-bar', subject: symbol } };
    const trend = readTrendState(moment, symbol);
    if (typeof trend === 'object') return trend;
    const breakout = readBreakout(moment, symbol);
    if (breakout !== undefined && isUnavailable(breakout)) return breakout;
    const state = breakout?.state ?? 'none';
    sectors.push({
      symbol,
      trend,
      breakout: state,
      confirms: UPTRENDS.includes(trend) || state === 'active',
    });
  }
  return { sectors, confirms: sectors.every((sector) => sector.confirms) };
}

export const sectorConfirmationSignals: readonly SignalDefinition[] = [
  {
    id: 'sectors.confirmation',
    meaning: 'Whether financials (XLF) and industrials (XLI) are both in an uptrend or breaking out',
    values: { confirmed: 'both are', unconfirmed: 'one of them is not' },
    read: (moment) => {
      const reading = readSectorConfirmation(moment);
      if (isUnavailable(reading)) return reading;
      return reading.confirms ? 'confirmed' : 'unconfirmed';
    },
    observe: (moment) => {
      const reading = readSectorConfirmation(moment);
      if (isUnavailable(reading)) return [];
      return reading.sectors.map(({ symbol, trend }) => ({ name: 'trend.state', symbol, value: trend }));
    },
    flips: (moment) =>
      CONFIRMING.filter((symbol) => moment.market.indexOf(symbol, moment.t) >= 0).flatMap((symbol) => [
        ...trendFlips(moment, symbol),
        ...baseFlips(moment, symbol, []),
      ]),
  },
];
