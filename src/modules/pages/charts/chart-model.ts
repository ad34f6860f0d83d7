import { INSTRUMENTS, type Ticker } from '../../../domain/market/instruments.js';
import type { SessionDate } from '../../../domain/market/price-bar.js';
import { lastAtOrBefore } from '../../../domain/readings/market.js';
import type { Moment } from '../../../domain/readings/signal.js';
import { keyLevels, type KeyLevel } from '../../../domain/readings/symbol/key-levels.js';
import type { MovingAverage } from '../../../domain/readings/symbol/moving-averages.js';
import { readSymbol, type SymbolReading } from '../../../domain/readings/symbol/symbol-reading.js';
import type { TrendState } from '../../../domain/readings/symbol/trend.js';
import { isUnavailable, type Unavailable } from '../../../domain/readings/unavailable.js';

/** A column over the sessions shown; undefined where it has not warmed up. */
export type Column = readonly (number | undefined)[];

/** A price at a session shown, by its index. */
export interface Point {
  readonly at: number;
  readonly price: number;
}

/** A stretch of sessions between two prices; `from` is 0 where it began before the chart does. */
export interface Area {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** What a reader of the chart would mark. Each part is absent where its reading has nothing to show. */
export interface Marks {
  readonly base?: Area & { readonly start: SessionDate; readonly tests: readonly Point[] };
  readonly breakout?: Point & {
    readonly level: number;
    readonly date: SessionDate;
    readonly state: 'active' | 'false' | 'lost';
    readonly voided?: Point;
  };
  readonly flag?: Area;
  readonly downtrendLine?: {
    readonly from: Point;
    readonly to: Point;
    readonly state: 'holding' | 'broken';
    readonly brokenAt?: Point;
  };
  /** The last two confirmed swing highs and lows that the chart reaches back to. */
  readonly swings: readonly (Point & { readonly kind: 'high' | 'low' })[];
  readonly levels: readonly KeyLevel[];
}

/** All that a chart of one symbol shows. Prices in dollars; every column is as long as `sessions`. */
export interface ChartModel {
  readonly symbol: Ticker;
  readonly name: string;
  readonly sessions: readonly SessionDate[];
  readonly open: readonly number[];
  readonly high: readonly number[];
  readonly low: readonly number[];
  readonly close: readonly number[];
  readonly averages: readonly { readonly period: number; readonly values: Column }[];
  readonly macd: { readonly line: Column; readonly signal: Column };
  /** The close over SPY's and the average of that ratio; absent for SPY. */
  readonly relativeStrength?: { readonly line: Column; readonly average: Column };
  readonly marks: Marks;
  readonly reading: SymbolReading;
  readonly trend?: TrendState;
  /** True where the prices are the synthetic sample's. */
  readonly sample: boolean;
}

const AVERAGES = [50, 100, 200] as const;

/** The averages that can be read, of the periods that pictures and pages show. */
export const shownAverages = ({ movingAverages }: SymbolReading): readonly MovingAverage[] =>
  movingAverages.flatMap((average) => (isUnavailable(average) || average.period === 10 ? [] : [average]));

/** Absent where a reading is missing or can't be made. */
export const made = <T extends object>(reading: T | Unavailable | undefined): T | undefined =>
  reading === undefined || isUnavailable(reading) ? undefined : reading;

/**
 * The last `count` sessions of a symbol up to a moment, with what its readings mark; undefined where the
 * symbol has no bar at the moment. Sessions on which it has none are left out.
 */
export function chartModel(
  moment: Moment,
  symbol: Ticker,
  count: number,
  sample = false,
): ChartModel | undefined {
  const { market, t, parameters } = moment;
  const reading = market.has(symbol) ? readSymbol(moment, symbol) : undefined;
  if (reading === undefined) return undefined;
  const moments: number[] = [];
  for (let at = Math.max(0, t - count + 1); at <= t; at++)
    if (market.indexOf(symbol, at) >= 0) moments.push(at);
  const columns = market.columns(symbol);
  const own = moments.map((at) => market.indexOf(symbol, at));
  const prices = (column: Float64Array): number[] => own.map((i) => column[i]!);
  const shown = (column: Float64Array, at: readonly number[] = own): Column =>
    at.map((i) => known(column[i]));
  const macd = columns.macd(parameters.macd);
  const ratio = symbol === 'SPY' ? undefined : market.ratio(symbol);
  const sessions = moments.map((at) => market.sessions[at]!);
  const { open, high, low, close } = columns.series;
  const trend = made(reading.trend)?.state;
  return {
    symbol,
    name: INSTRUMENTS.find((one) => one.symbol === symbol)?.name ?? symbol,
    sessions,
    open: prices(open),
    high: prices(high),
    low: prices(low),
    close: prices(close),
    averages: AVERAGES.map((period) => ({ period, values: shown(columns.sma(period)) })),
    macd: { line: shown(macd.line), signal: shown(macd.signal) },
    ...(ratio && {
      relativeStrength: {
        line: shown(ratio.line, moments),
        average: shown(ratio.sma(parameters.relativeStrength.averageSessions), moments),
      },
    }),
    marks: marksOf(reading, sessions, prices(close), parameters.tightFlag.flagCloses),
    reading,
    ...(trend && { trend }),
    sample,
  };
}

const known = (value: number | undefined): number | undefined =>
  value === undefined || Number.isNaN(value) ? undefined : value;

function marksOf(
  reading: SymbolReading,
  sessions: readonly SessionDate[],
  close: readonly number[],
  flagCloses: number,
): Marks {
  const last = sessions.length - 1;
  const indexOf = (date: SessionDate): number => lastAtOrBefore(sessions, date);
  const pointAt = (date: SessionDate): Point | undefined => {
    const at = indexOf(date);
    return sessions[at] === date ? { at, price: close[at]! } : undefined;
  };
  const base = made(reading.base);
  const breakout = made(reading.breakout);
  const broke = breakout && pointAt(breakout.date);
  const voided = breakout?.voidedOn === undefined ? undefined : pointAt(breakout.voidedOn);
  const flagFrom = Math.max(0, last - flagCloses + 1);
  const flag = made(reading.flag)?.tight ? close.slice(flagFrom) : undefined;
  const line = downtrendMark(reading, sessions, pointAt);
  return {
    ...(base && {
      base: {
        from: Math.max(0, indexOf(base.start)),
        to: last,
        low: base.support,
        high: base.resistance,
        start: base.start,
        tests: base.tests.flatMap((date) => pointAt(date) ?? []),
      },
    }),
    ...(breakout &&
      broke && {
        breakout: {
          ...broke,
          level: breakout.level,
          date: breakout.date,
          state: breakout.state,
          ...(voided && { voided }),
        },
      }),
    ...(flag && { flag: { from: flagFrom, to: last, low: Math.min(...flag), high: Math.max(...flag) } }),
    ...(line && { downtrendLine: line }),
    swings: (made(reading.structure)?.swings ?? []).flatMap(({ kind, price, pivotDate }) => {
      const at = pointAt(pivotDate)?.at;
      return at === undefined ? [] : [{ kind, price, at }];
    }),
    levels: keyLevels(reading),
  };
}

/** The line from its anchor (or where the chart begins) to the last session, or to where it was broken. */
function downtrendMark(
  reading: SymbolReading,
  sessions: readonly SessionDate[],
  pointAt: (date: SessionDate) => Point | undefined,
): Marks['downtrendLine'] {
  const line = made(reading.downtrendLine);
  if (line === undefined) return undefined;
  const anchor = pointAt(line.anchor.date)?.at;
  const through = pointAt(line.through.date)?.at;
  if (anchor === undefined || through === undefined) return undefined;
  const last = sessions.length - 1;
  const brokenAt = line.brokenOn === undefined ? undefined : pointAt(line.brokenOn);
  const end = brokenAt?.at ?? last;
  return {
    from: { at: anchor, price: line.anchor.price },
    to: { at: end, price: line.brokenLevel ?? line.level },
    state: line.state,
    ...(brokenAt && { brokenAt }),
  };
}
