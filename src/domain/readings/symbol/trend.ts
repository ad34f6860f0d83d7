import { compare } from '../../indicators/compare.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import { relativeStrengthFlips, relativeStrengthState } from '../cross/relative-strength.js';
import { slopeOf, type Market, type SymbolColumns } from '../market.js';
import type { ReadingParameters } from '../parameters.js';
import type { FlipClose, Moment, Observed, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { readHighs } from './distance-from-high.js';
import { averageFlipClose, slopeFlipClose } from './moving-averages.js';
import { structureFlags, structureFlips } from './structure.js';

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

const CONDITIONS = [
  'above50',
  'above100',
  'above200',
  'belowAll',
  'rising50',
  'rising100',
  'rising200',
  'intactStructure',
  'nearHigh',
  'higherLow',
  'improvingRelativeStrength',
] as const;

/** What the trend rests on, each a yes or no. */
export type TrendConditions = Readonly<Record<(typeof CONDITIONS)[number], boolean>>;

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

/** The conditions at one bar, each looked at when it is asked for: a few of them settle most states. */
class ConditionsAt implements TrendConditions {
  private readonly columns: SymbolColumns;

  constructor(
    private readonly market: Market,
    private readonly symbol: Ticker,
    private readonly t: number,
    private readonly index: number,
    private readonly parameters: ReadingParameters,
  ) {
    this.columns = market.columns(symbol);
  }

  get above50(): boolean {
    return this.sideOf(50) === 1;
  }

  get above100(): boolean {
    return this.sideOf(100) === 1;
  }

  get above200(): boolean {
    return this.sideOf(200) === 1;
  }

  get belowAll(): boolean {
    return this.sideOf(50) === -1 && this.sideOf(100) === -1 && this.sideOf(200) === -1;
  }

  get rising50(): boolean {
    return this.isRising(50);
  }

  get rising100(): boolean {
    return this.isRising(100);
  }

  get rising200(): boolean {
    return this.isRising(200);
  }

  /** Higher highs and higher lows, and no close under the last confirmed low. */
  get intactStructure(): boolean {
    const { higherHigh, higherLow, broken } = this.structure;
    return higherHigh && higherLow && !broken;
  }

  get nearHigh(): boolean {
    const { close } = this.columns;
    const highest = this.columns.highestClose(this.parameters.highs.yearSessions)[this.index]!;
    const near = close[highest]! * (1 - this.parameters.trend.nearHighPct / 100);
    return compare(close[this.index]!, near) >= 0;
  }

  get higherLow(): boolean {
    return this.structure.higherLow;
  }

  /** Never counted for SPY, whose line against itself is flat. */
  get improvingRelativeStrength(): boolean {
    const { market, symbol, t, parameters } = this;
    return symbol !== 'SPY' && relativeStrengthState(market, symbol, t, parameters) === 'improving';
  }

  private sideOf(period: number): number {
    return compare(this.columns.close[this.index]!, this.columns.sma(period)[this.index]!);
  }

  private isRising(period: number): boolean {
    const { slopeSessions } = this.parameters.movingAverages;
    return slopeOf(this.columns.sma(period), this.index, slopeSessions) === 'rising';
  }

  private get structure(): ReturnType<typeof structureFlags> {
    return structureFlags(this.columns.series, this.columns.swings(), this.index);
  }
}

/** The trend's conditions at a moment; undefined while the averages warm up or without a bar. */
function conditionsAt(
  market: Market,
  symbol: Ticker,
  t: number,
  parameters: ReadingParameters,
): TrendConditions | undefined {
  const index = market.indexOf(symbol, t);
  if (index + 1 < trendWarmUp(parameters)) return undefined;
  return new ConditionsAt(market, symbol, t, index, parameters);
}

/** The trend's state alone, cheap enough for every session of a history; undefined while warming up. */
export function trendState(
  market: Market,
  symbol: Ticker,
  t: number,
  parameters: ReadingParameters,
): TrendState | undefined {
  const conditions = conditionsAt(market, symbol, t, parameters);
  return conditions && trendStateOf(conditions);
}

/** The trend's state, or why there is none: all that a test asks about. */
export const readTrendState = (moment: Moment, symbol: Ticker): TrendState | Unavailable =>
  trendState(moment.market, symbol, moment.t, moment.parameters) ?? shortOf(moment, symbol);

function shortOf({ market, t, parameters }: Moment, symbol: Ticker): Unavailable {
  const index = market.indexOf(symbol, t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  return insufficientHistory(symbol, trendWarmUp(parameters), index + 1);
}

/** The trend of one symbol with each condition's observed values. */
export function readTrend(moment: Moment, symbol: Ticker): TrendReading | Unavailable {
  const { market, t, parameters } = moment;
  const conditions = conditionsAt(market, symbol, t, parameters);
  if (conditions === undefined) return shortOf(moment, symbol);
  return {
    state: trendStateOf(conditions),
    conditions: CONDITIONS.map((id) => ({
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
  // The year of the next session leaves this one's oldest out.
  const yearHigh =
    columns.close[columns.highestClose(Math.max(1, parameters.highs.yearSessions - 1))[index]!]!;
  const closes = [
    ...AVERAGES.map((n) => averageFlipClose(columns.close, index, n)),
    ...AVERAGES.map((n) => slopeFlipClose(columns.close, columns.sma(n), index, n, slopeSessions)),
    yearHigh * (1 - parameters.trend.nearHighPct / 100),
  ];
  return [
    ...closes.map((close) => ({ symbol, close })),
    ...structureFlips(moment, symbol),
    ...(symbol === 'SPY' ? [] : relativeStrengthFlips(moment, symbol)),
  ];
}

export const trendSignals: readonly SignalDefinition[] = [
  {
    id: 'trend.state',
    meaning: 'The trend of one symbol from its averages, swings and highs',
    symbols: READ_SYMBOLS,
    values: TREND_MEANINGS,
    read: readTrendState,
    observe: (moment, symbol) => {
      const state = readTrendState(moment, symbol);
      return typeof state === 'object' ? [] : [{ name: 'trend.state', symbol, value: state }];
    },
    flips: trendFlips,
  },
];
