import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import { relativeStrengthFlips, relativeStrengthState } from '../cross/relative-strength.js';
import { slopeOf, type Market } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, Observed, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { readHighs } from './distance-from-high.js';
import { averageFlipClose, slopeFlipClose } from './moving-averages.js';
import { structureFlags } from './structure.js';

/** From the strongest to the weakest: the rank of the market regime. */
export const TREND_STATES = [
  'confirmed_uptrend',
  'uptrend',
  'uptrend_under_pressure',
  'recovering',
  'bottoming',
  'mixed',
  'downtrend',
] as const;
export type TrendState = (typeof TREND_STATES)[number];

export const TREND_MEANINGS: Readonly<Record<TrendState, string>> = {
  confirmed_uptrend:
    'above the 50-, 100- and 200-DMA, all rising, with an unbroken structure of higher highs and higher lows or within 3 % of the 52-week high',
  uptrend: 'above the 50-DMA and above a rising 200-DMA',
  uptrend_under_pressure: 'above a rising 200-DMA but not above the 50-DMA',
  recovering: 'above all three averages, the 200-DMA not yet rising',
  bottoming: 'above the 50-DMA, with a higher low or an improving relative strength line',
  mixed: 'in none of the other states',
  downtrend: 'below all three averages',
};

const AVERAGES = [50, 100, 200] as const;

/** What the trend rests on, each a yes or no. */
export interface TrendConditions {
  readonly above50: boolean;
  readonly above100: boolean;
  readonly above200: boolean;
  readonly belowAll: boolean;
  readonly rising50: boolean;
  readonly rising100: boolean;
  readonly rising200: boolean;
  /** Higher highs and higher lows, and no close under the last confirmed low. */
  readonly intactStructure: boolean;
  readonly nearHigh: boolean;
  readonly higherLow: boolean;
  /** Never counted for SPY, whose line against itself is flat. */
  readonly improvingRelativeStrength: boolean;
}

export interface TrendReading {
  readonly state: TrendState;
  readonly conditions: readonly {
    readonly id: keyof TrendConditions;
    readonly holds: boolean;
    readonly observed: readonly Observed[];
  }[];
}

/** Bars before the 200-DMA has a slope, the longest warm-up the trend has. */
export const trendWarmUp = (parameters: ReadingParameters): number =>
  Math.max(200 + parameters.movingAverages.slopeSessions, parameters.highs.yearSessions);

/** The first state whose conditions hold, in the order of DOMAIN's definition. */
export function trendStateOf(c: TrendConditions): TrendState {
  const aboveAll = c.above50 && c.above100 && c.above200;
  const allRising = c.rising50 && c.rising100 && c.rising200;
  if (aboveAll && allRising && (c.intactStructure || c.nearHigh)) return 'confirmed_uptrend';
  if (c.above50 && c.above200 && c.rising200) return 'uptrend';
  if (c.above200 && c.rising200) return 'uptrend_under_pressure';
  if (aboveAll) return 'recovering';
  if (c.above50 && (c.higherLow || c.improvingRelativeStrength)) return 'bottoming';
  return c.belowAll ? 'downtrend' : 'mixed';
}

/** The trend's conditions at a moment; undefined while the averages warm up or without a bar. */
export function trendConditions(
  market: Market,
  symbol: Ticker,
  t: number,
  parameters: ReadingParameters,
): TrendConditions | undefined {
  const index = market.indexOf(symbol, t);
  if (index + 1 < trendWarmUp(parameters)) return undefined;
  const columns = market.columns(symbol);
  const close = columns.close[index]!;
  const [side50, side100, side200] = AVERAGES.map((n) => compare(close, columns.sma(n)[index]!));
  const { slopeSessions } = parameters.movingAverages;
  const rising = (n: number): boolean => slopeOf(columns.sma(n), index, slopeSessions) === 'rising';
  const high = columns.close[columns.highestClose(parameters.highs.yearSessions)[index]!]!;
  const structure = structureFlags(market, symbol, t);
  return {
    above50: side50 === 1,
    above100: side100 === 1,
    above200: side200 === 1,
    belowAll: side50 === -1 && side100 === -1 && side200 === -1,
    rising50: rising(50),
    rising100: rising(100),
    rising200: rising(200),
    intactStructure: structure.higherHigh && structure.higherLow && !structure.broken,
    nearHigh: compare(close, high * (1 - parameters.trend.nearHighPct / 100)) >= 0,
    higherLow: structure.higherLow,
    improvingRelativeStrength:
      symbol !== 'SPY' && relativeStrengthState(market, symbol, t, parameters) === 'improving',
  };
}

/** The trend's state alone; undefined while warming up. */
export function trendState(
  market: Market,
  symbol: Ticker,
  t: number,
  parameters: ReadingParameters,
): TrendState | undefined {
  const conditions = trendConditions(market, symbol, t, parameters);
  return conditions && trendStateOf(conditions);
}

/** The trend of one symbol with each condition's observed values. */
export function readTrend(moment: Moment, symbol: Ticker): TrendReading | Unavailable {
  const { market, t, parameters } = moment;
  const conditions = trendConditions(market, symbol, t, parameters);
  if (conditions === undefined) {
    const index = market.indexOf(symbol, t);
    if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
    return insufficientHistory(symbol, trendWarmUp(parameters), index + 1);
  }
  return {
    state: trendStateOf(conditions),
    conditions: (Object.keys(conditions) as (keyof TrendConditions)[]).map((id) => ({
      id,
      holds: conditions[id],
      observed: observe(moment, symbol, id),
    })),
  };
}

function observe(moment: Moment, symbol: Ticker, id: keyof TrendConditions): readonly Observed[] {
  const { market, t, parameters } = moment;
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const { series } = columns;
  const close: Observed = { name: 'close', symbol, value: columns.close[index]!, unit: 'usd' };
  const average = (n: number): Observed => ({
    name: `sma${n}`,
    symbol,
    value: columns.sma(n)[index]!,
    unit: 'usd',
  });
  const before = (n: number): Observed => {
    const then = index - parameters.movingAverages.slopeSessions;
    return {
      name: `sma${n}.before`,
      symbol,
      value: columns.sma(n)[then]!,
      unit: 'usd',
      date: series.sessions[then]!,
    };
  };
  const pivots = columns.swings();
  const pivot = (kind: 'high' | 'low', at: number): Observed[] =>
    at < 0
      ? []
      : [
          {
            name: `swing.${kind}`,
            symbol,
            value: series[kind][at]!,
            unit: 'usd',
            date: series.sessions[at]!,
          },
        ];
  const lows = [...pivot('low', pivots.previousLow[index]!), ...pivot('low', pivots.lastLow[index]!)];
  switch (id) {
    case 'above50':
      return [close, average(50)];
    case 'above100':
      return [close, average(100)];
    case 'above200':
      return [close, average(200)];
    case 'belowAll':
      return [close, ...AVERAGES.map(average)];
    case 'rising50':
      return [average(50), before(50)];
    case 'rising100':
      return [average(100), before(100)];
    case 'rising200':
      return [average(200), before(200)];
    case 'intactStructure':
      return [
        ...pivot('high', pivots.previousHigh[index]!),
        ...pivot('high', pivots.lastHigh[index]!),
        ...lows,
        close,
      ];
    case 'higherLow':
      return lows;
    case 'nearHigh': {
      const highs = readHighs(market, symbol, t, parameters.highs);
      if (isUnavailable(highs)) return [];
      const { distancePct, date } = highs.year;
      return [{ name: 'year-high.distance', symbol, value: distancePct, unit: 'pct', date }];
    }
    case 'improvingRelativeStrength': {
      const state = relativeStrengthState(market, symbol, t, parameters);
      return state === undefined || symbol === 'SPY'
        ? []
        : [{ name: 'relative-strength.state', symbol, value: state }];
    }
  }
}

/** Next closes at which one of the trend's conditions may turn. */
export function trendFlips(moment: Moment, symbol: Ticker): readonly FlipClose[] {
  const { market, t, parameters } = moment;
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const { slopeSessions } = parameters.movingAverages;
  const { high, low } = columns.series;
  const lastLow = columns.swings().lastLow[index]!;
  // The year of the next session leaves this one's oldest out.
  const yearHigh =
    columns.close[columns.highestClose(Math.max(1, parameters.highs.yearSessions - 1))[index]!]!;
  const closes = [
    ...AVERAGES.map((n) => averageFlipClose(columns.close, index, n)),
    ...AVERAGES.map((n) => slopeFlipClose(columns.close, columns.sma(n), index, n, slopeSessions)),
    yearHigh * (1 - parameters.trend.nearHighPct / 100),
    ...(lastLow < 0 ? [] : [low[lastLow]!]),
    // The next session confirms a pivot of the one before this, or doesn't.
    high[index - 1] ?? NaN,
    low[index - 1] ?? NaN,
  ];
  return [
    ...closes.map((close) => ({ symbol, close })),
    ...(symbol === 'SPY' ? [] : relativeStrengthFlips(moment, symbol)),
  ];
}

export const trendSignals: readonly SignalDefinition[] = [
  {
    id: 'trend.state',
    meaning: 'The trend of one symbol from its averages, swings and highs',
    symbols: READ_SYMBOLS,
    values: TREND_MEANINGS,
    read: (moment, symbol) => {
      const state = trendState(moment.market, symbol, moment.t, moment.parameters);
      if (state !== undefined) return state;
      const reading = readTrend(moment, symbol);
      return isUnavailable(reading) ? reading : reading.state;
    },
    observe: (moment, symbol) => {
      const reading = readTrend(moment, symbol);
      if (isUnavailable(reading)) return [];
      return [{ name: 'trend.state', symbol, value: reading.state }];
    },
    flips: trendFlips,
  },
];
