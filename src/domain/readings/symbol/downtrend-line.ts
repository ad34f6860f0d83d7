import { PIVOT_SIDE, type SwingColumns } from '../../indicators/swings.js';
import { READ_SYMBOLS, type Ticker } from '../../market/instruments.js';
import type { SessionDate } from '../../market/price-bar.js';
import type { FlipClose, Moment, SignalDefinition } from '../signal.js';
import { insufficientHistory, isUnavailable, type Unavailable } from '../unavailable.js';
import { walkedAt, type Walk } from '../walked.js';

/** A line through two swing highs, as indices and dollars; falling by `slope` a session. */
interface Line {
  readonly anchor: number;
  readonly anchorPrice: number;
  readonly through: number;
  readonly throughPrice: number;
  readonly slope: number;
  /** The first close above it; -1 while it holds. */
  readonly brokenAt: number;
}

const valueAt = (line: Line, index: number): number => line.anchorPrice + line.slope * (index - line.anchor);

/**
 * The downtrend line, walked forward: from the highest confirmed swing high of `sessions` to the later,
 * lower one that gives the shallowest line no close has exceeded. It is broken by the first close above
 * it; a broken line stays until another is drawn, which is never from the same anchor again.
 */
export const DOWNTREND_LINES: Walk<Line | undefined> = {
  name: 'downtrend-lines',
  all: (columns, { downtrendLine: parameters }) => {
    const { high, close } = columns.series;
    const pivots: number[] = [];
    const { lastHigh } = columns.swings();
    const lines = new Array<Line | undefined>(close.length);
    let line: Line | undefined;
    for (let t = 0; t < lines.length; t++) {
      const before = line;
      const confirmed = lastHigh[t]!;
      const gains = confirmed >= 0 && confirmed === t - PIVOT_SIDE;
      if (gains) pivots.push(confirmed);
      const loses = pivots.length > 0 && pivots[0]! <= t - parameters.sessions;
      if (loses) pivots.shift();
      // Between the same swing highs no other line can appear: a close that exceeded one stays.
      const holds = before === undefined || before.brokenAt >= 0 || close[t]! <= valueAt(before, t);
      if (gains || loses || !holds) line = step(before, pivots, high, close, t, parameters.minApart);
      lines[t] = line;
    }
    return lines;
  },
  step: (before, columns, t, { downtrendLine: parameters }) => {
    const { high, close } = columns.series;
    const pivots = pivotsWithin(columns.swings(), t, parameters.sessions);
    return step(before, pivots, high, close, t, parameters.minApart);
  },
};

/** The swing highs of the last `sessions` bars that are confirmed by bar `t`, oldest first. */
function pivotsWithin({ lastHigh }: SwingColumns, t: number, sessions: number): number[] {
  const pivots: number[] = [];
  for (let i = Math.max(0, t - sessions + 1); i <= t; i++) {
    const pivot = lastHigh[i]!;
    if (pivot >= 0 && pivot > t - sessions && pivot === i - PIVOT_SIDE) pivots.push(pivot);
  }
  return pivots;
}

function step(
  before: Line | undefined,
  pivots: readonly number[],
  high: Float64Array,
  close: Float64Array,
  t: number,
  minApart: number,
): Line | undefined {
  const isBroken = before !== undefined && (before.brokenAt >= 0 || close[t]! > valueAt(before, t));
  const line = isBroken && before.brokenAt < 0 ? { ...before, brokenAt: t } : before;
  const anchor = anchorOf(pivots, high);
  // Only the last broken line's anchor can still be the highest: whatever was higher left the window first.
  if (anchor === undefined || (isBroken && before.anchor === anchor)) return isBroken ? line : undefined;
  // A close over the shallowest line is over all the others too.
  const through = shallowestFrom(anchor, pivots, minApart, high);
  if (through !== undefined) {
    if (!isBroken && before?.anchor === anchor && before.through === through) return before;
    const drawn = lineThrough(anchor, through, high);
    if (holdsSince(drawn, close, t)) return drawn;
  }
  return isBroken ? line : undefined;
}

/** The highest pivot, the later of equals. */
function anchorOf(pivots: readonly number[], high: Float64Array): number | undefined {
  let anchor: number | undefined;
  for (const pivot of pivots) if (anchor === undefined || high[pivot]! >= high[anchor]!) anchor = pivot;
  return anchor;
}

const canCarry = (through: number, anchor: number, minApart: number, high: Float64Array): boolean =>
  through >= anchor + minApart && high[through]! < high[anchor]!;

const slopeOf = (anchor: number, through: number, high: Float64Array): number =>
  (high[through]! - high[anchor]!) / (through - anchor);

const lineThrough = (anchor: number, through: number, high: Float64Array): Line => ({
  anchor,
  anchorPrice: high[anchor]!,
  through,
  throughPrice: high[through]!,
  slope: slopeOf(anchor, through, high),
  brokenAt: -1,
});

/** The pivot that gives the shallowest line from the anchor, the earlier of equals. */
function shallowestFrom(
  anchor: number,
  pivots: readonly number[],
  minApart: number,
  high: Float64Array,
): number | undefined {
  let shallowest: number | undefined;
  let slope = -Infinity;
  for (const through of pivots) {
    if (!canCarry(through, anchor, minApart, high) || slopeOf(anchor, through, high) <= slope) continue;
    shallowest = through;
    slope = slopeOf(anchor, through, high);
  }
  return shallowest;
}

function holdsSince(line: Line, close: Float64Array, t: number): boolean {
  for (let i = line.anchor + 1; i <= t; i++) if (close[i]! > valueAt(line, i)) return false;
  return true;
}

/** A downtrend line with its two swing highs. */
export interface DowntrendLineReading {
  readonly anchor: { readonly date: SessionDate; readonly price: number };
  readonly through: { readonly date: SessionDate; readonly price: number };
  /** The line's value on this session, dollars. */
  readonly level: number;
  readonly state: 'holding' | 'broken';
  readonly brokenOn?: SessionDate;
  /** The close that broke it and the line's value then. */
  readonly brokenClose?: number;
  readonly brokenLevel?: number;
}

function lineAt(moment: Moment, symbol: Ticker): Line | Unavailable | undefined {
  const index = moment.market.indexOf(symbol, moment.t);
  if (index < 0) return { unavailable: { code: 'no-bar', subject: symbol } };
  const needs = moment.parameters.downtrendLine.sessions + PIVOT_SIDE;
  if (index + 1 < needs) return insufficientHistory(symbol, needs, index + 1);
  return walkedAt(DOWNTREND_LINES, moment, symbol);
}

/** The line in force, or the last one that was broken; undefined where none was drawn. */
export function readDowntrendLine(
  moment: Moment,
  symbol: Ticker,
): DowntrendLineReading | Unavailable | undefined {
  const line = lineAt(moment, symbol);
  if (line === undefined || isUnavailable(line)) return line;
  const { market, t } = moment;
  const index = market.indexOf(symbol, t);
  const columns = market.columns(symbol);
  const { sessions } = columns.series;
  const broken = line.brokenAt >= 0;
  return {
    anchor: { date: sessions[line.anchor]!, price: line.anchorPrice },
    through: { date: sessions[line.through]!, price: line.throughPrice },
    level: valueAt(line, index),
    state: broken ? 'broken' : 'holding',
    ...(broken
      ? {
          brokenOn: sessions[line.brokenAt]!,
          brokenClose: columns.close[line.brokenAt]!,
          brokenLevel: valueAt(line, line.brokenAt),
        }
      : {}),
  };
}

export const downtrendLineSignals: readonly SignalDefinition[] = [
  {
    id: 'downtrend-line.state',
    meaning: 'Whether the line through the falling swing highs holds',
    symbols: READ_SYMBOLS,
    values: { none: 'no line is drawn', holding: 'no close is above it', broken: 'a close was above it' },
    read: (moment, symbol) => {
      const line = lineAt(moment, symbol);
      if (line === undefined) return 'none';
      if (isUnavailable(line)) return line;
      return line.brokenAt < 0 ? 'holding' : 'broken';
    },
    observe: (moment, symbol) => {
      const reading = readDowntrendLine(moment, symbol);
      if (reading !== undefined && isUnavailable(reading)) return [];
      if (reading === undefined) return [{ name: 'downtrend-line.none', symbol, value: true }];
      const { anchor, through, level, brokenOn, brokenLevel } = reading;
      return [
        { name: 'downtrend-line.anchor', symbol, value: anchor.price, unit: 'usd', date: anchor.date },
        { name: 'downtrend-line.through', symbol, value: through.price, unit: 'usd', date: through.date },
        brokenOn === undefined || brokenLevel === undefined
          ? { name: 'downtrend-line.level', symbol, value: level, unit: 'usd' }
          : { name: 'downtrend-line.broken', symbol, value: brokenLevel, unit: 'usd', date: brokenOn },
      ];
    },
    flips: downtrendLineFlips,
  },
];

/**
 * Next closes at which a line may be broken or drawn: the value at the next session of each line that
 * may be in force, and the high that the next bar must stay under to confirm a swing high.
 */
function downtrendLineFlips(moment: Moment, symbol: Ticker): FlipClose[] {
  const { market, t, parameters } = moment;
  const index = market.indexOf(symbol, t);
  const { sessions, minApart } = parameters.downtrendLine;
  const line = lineAt(moment, symbol);
  if (index < 1 || (line !== undefined && isUnavailable(line))) return [];
  const columns = market.columns(symbol);
  const { high, close } = columns.series;
  const next = index + 1;
  const confirmed = pivotsWithin(columns.swings(), index, sessions).filter((at) => at > next - sessions);
  const lines = [confirmed, [...confirmed, next - PIVOT_SIDE]].flatMap((pivots) => {
    const anchor = anchorOf(pivots, high);
    if (anchor === undefined) return [];
    return pivots
      .filter((through) => canCarry(through, anchor, minApart, high))
      .map((through) => lineThrough(anchor, through, high));
  });
  const levels = [
    ...(line === undefined ? [] : [line]),
    ...lines.filter((one) => holdsSince(one, close, index)),
  ];
  return [...levels.map((one) => valueAt(one, next)), high[next - PIVOT_SIDE]!].map((level) => ({
    symbol,
    close: level,
  }));
}
