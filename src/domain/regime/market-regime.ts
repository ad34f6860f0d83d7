import type { Market } from '../readings/market.js';
import type { ReadingParameters } from '../readings/parameters.js';
import type { SignalDefinition } from '../readings/signal.js';
import {
  TREND_MEANINGS,
  readTrendState,
  trendFlips,
  trendState,
  trendWarmUp,
  type TrendState,
} from '../readings/symbol/trend.js';
import { insufficientHistory } from '../readings/unavailable.js';
import { settle } from './settled-state.js';

/** SPY's trend at every moment: of the close, and settled; undefined while warming up. */
export interface RegimeColumns {
  readonly raw: readonly (TrendState | undefined)[];
  readonly settled: readonly (TrendState | undefined)[];
}

/** The market regime is SPY's trend; see `settle` for the settled state. */
export function marketRegime(market: Market, parameters: ReadingParameters): RegimeColumns {
  return market.derive(parameters, 'market-regime', () => {
    const raw = market.sessions.map((_, t) => trendState(market, 'SPY', t, parameters));
    return { raw, settled: settle(raw, parameters.marketRegime.settleCloses) };
  });
}

const observeRegime: SignalDefinition['observe'] = (moment) => {
  const state = readTrendState(moment, 'SPY');
  return typeof state === 'object' ? [] : [{ name: 'trend.state', symbol: 'SPY', value: state }];
};

const warmUp = (moment: { market: Market; t: number; parameters: ReadingParameters }) =>
  insufficientHistory('SPY', trendWarmUp(moment.parameters), moment.market.indexOf('SPY', moment.t) + 1);

export const marketRegimeSignals: readonly SignalDefinition[] = [
  {
    id: 'market-regime.state',
    meaning: "SPY's trend at the close",
    values: TREND_MEANINGS,
    read: (moment) => marketRegime(moment.market, moment.parameters).raw[moment.t] ?? warmUp(moment),
    observe: observeRegime,
    flips: (moment) => trendFlips(moment, 'SPY'),
  },
  {
    id: 'market-regime.settled',
    meaning: "SPY's trend, as the last state that held two closes in a row",
    values: TREND_MEANINGS,
    settled: true,
    read: (moment) => marketRegime(moment.market, moment.parameters).settled[moment.t] ?? warmUp(moment),
    observe: observeRegime,
  },
];
