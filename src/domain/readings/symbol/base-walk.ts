import type { ReadingParameters } from '../parameters.js';
import type { Walk } from '../walked.js';

type BaseParameters = ReadingParameters['base'];

/** Sessions in a trading week: the forms of a base are given in weeks. */
const WEEK = 5;

/** A base as indices into a symbol's bars. Prices are closes. */
export interface Base {
  readonly start: number;
  /** The start's close, or the highest close of a breakout that failed. */
  readonly resistance: number;
  /** The lowest close since the start. */
  readonly low: number;
}

/** A close above a base's resistance, and what became of it. */
export interface Breakout {
  readonly at: number;
  readonly level: number;
  readonly base: Base;
  readonly outcome: 'active' | 'false' | 'lost';
  /** The close that voided it; -1 while active. */
  readonly voidedAt: number;
}

/** As of one close; the same object for as long as no close changes any of it. */
export interface BaseState {
  /** The base that the next close may break. */
  readonly base: Base | undefined;
  readonly breakout: Breakout | undefined;
  /** The base of a false breakout that goes on with its resistance raised. */
  readonly raised: Base | undefined;
  /** The highest close since the last breakout. */
  readonly highest: number;
}

/**
 * Bases and breakouts, each as of the prior close. A base starts at a swing-high close (highest of
 * `swingSessions` either side, counted once that many have followed) not exceeded since, at most
 * `maxSessions` back; of several, the earliest of the long or the flat form. A close above its
 * resistance is a breakout; a close back under the level within `falseSessions` makes it false, and the
 * base goes on with its resistance raised to the highest close; after that the breakout is lost.
 */
export const BASES: Walk<BaseState> = {
  name: 'bases',
  all: ({ close }, { base: parameters }) => {
    const candidates: Candidates = { starts: [], lows: [] };
    let state: BaseState = { base: undefined, breakout: undefined, raised: undefined, highest: 0 };
    const states = new Array<BaseState>(close.length);
    for (let t = 0; t < states.length; t++) {
      follow(candidates, close, t, parameters);
      states[t] = state = step(state, candidates, close, t, parameters);
    }
    return states;
  },
  step: (before, { close }, t, { base: parameters }) =>
    step(before, standing(close, t, t, parameters), close, t, parameters),
};

/** Bars that hold the oldest base that counts, with the sessions before its start. */
export const baseWarmUp = ({ maxSessions, swingSessions }: BaseParameters): number =>
  maxSessions + swingSessions + 1;

/**
 * Swing-high closes that have not been exceeded since, oldest first: where each is, and the lowest close
 * since. In two lists of numbers, which change at most closes, where a base is made only of one that counts.
 */
interface Candidates {
  readonly starts: number[];
  readonly lows: number[];
}

function step(
  before: BaseState,
  candidates: Candidates,
  close: Float64Array,
  t: number,
  parameters: BaseParameters,
): BaseState {
  const price = close[t]!;
  let { breakout, raised } = before;
  let highest = Math.max(before.highest, price);
  if (breakout?.outcome === 'active' && price < breakout.level) {
    const isFalse = t - breakout.at <= parameters.falseSessions;
    raised = isFalse ? { ...breakout.base, resistance: highest } : undefined;
    breakout = { ...breakout, outcome: isFalse ? 'false' : 'lost', voidedAt: t };
  }
  if (before.base !== undefined && price > before.base.resistance) {
    breakout = { at: t, level: before.base.resistance, base: before.base, outcome: 'active', voidedAt: -1 };
    highest = price;
    raised = undefined;
  }
  if (raised !== undefined && price < raised.low) raised = { ...raised, low: price };
  if (raised !== undefined && formOf(raised, t, parameters) === undefined) raised = undefined;
  const base = raised ?? earliest(candidates, close, t, parameters, before.base);
  const isSame =
    base === before.base &&
    breakout === before.breakout &&
    raised === before.raised &&
    highest === before.highest;
  return isSame ? before : { base, breakout, raised, highest };
}

/** Drops exceeded and old candidates, deepens the others, and adds the swing high confirmed at `t`. */
function follow(
  { starts, lows }: Candidates,
  close: Float64Array,
  t: number,
  { swingSessions, maxSessions }: BaseParameters,
): void {
  const price = close[t]!;
  while (starts.length > 0 && close[starts[starts.length - 1]!]! < price) {
    starts.pop();
    lows.pop();
  }
  if (starts.length > 0 && starts[0]! < t - maxSessions) {
    starts.shift();
    lows.shift();
  }
  // The earlier a candidate, the lower its low.
  for (let i = lows.length - 1; i >= 0 && lows[i]! > price; i--) lows[i] = price;
  const swing = t - swingSessions;
  if (swing < 0 || !isSwingHigh(close, swing, t, swingSessions)) return;
  let low = Infinity;
  for (let i = swing; i <= t; i++) low = Math.min(low, close[i]!);
  starts.push(swing);
  lows.push(low);
}

function isSwingHigh(close: Float64Array, at: number, t: number, side: number): boolean {
  if (at < side) return false;
  for (let i = at - side; i <= t; i++) if (close[i]! > close[at]!) return false;
  return true;
}

/**
 * The candidates that a walk to bar `t` would hold and that are not too old, found by looking back from
 * it; swing highs count that are confirmed by bar `by`.
 */
function standing(
  close: Float64Array,
  t: number,
  by: number,
  { swingSessions, maxSessions }: BaseParameters,
): Candidates {
  const starts: number[] = [];
  const lows: number[] = [];
  let highest = -Infinity;
  let low = Infinity;
  for (let at = t; at >= Math.max(0, t - maxSessions); at--) {
    low = Math.min(low, close[at]!);
    if (close[at]! < highest) continue;
    highest = close[at]!;
    const confirmedBy = Math.min(t, at + swingSessions);
    if (at + swingSessions <= by && isSwingHigh(close, at, confirmedBy, swingSessions)) {
      starts.push(at);
      lows.push(low);
    }
  }
  return { starts: starts.reverse(), lows: lows.reverse() };
}

/** The earliest candidate that has a form; `before` itself where it is that one, unchanged. */
function earliest(
  { starts, lows }: Candidates,
  close: Float64Array,
  t: number,
  parameters: BaseParameters,
  before: Base | undefined,
): Base | undefined {
  for (let i = 0; i < starts.length; i++) {
    const start = starts[i]!;
    const low = lows[i]!;
    const resistance = close[start]!;
    if (formAt(start, resistance, low, t, parameters) === undefined) continue;
    const isBefore = before?.start === start && before.resistance === resistance && before.low === low;
    return isBefore ? before : { start, resistance, low };
  }
  return undefined;
}

/** Which form a base has at a bar, the long one first; undefined where it is too young, old or deep. */
export const formOf = (
  { start, resistance, low }: Base,
  t: number,
  parameters: BaseParameters,
): 'long' | 'flat' | undefined => formAt(start, resistance, low, t, parameters);

function formAt(
  start: number,
  resistance: number,
  low: number,
  t: number,
  { long, flat, maxSessions }: BaseParameters,
): 'long' | 'flat' | undefined {
  const sessions = t - start;
  if (sessions > maxSessions) return undefined;
  const depthPct = (1 - low / resistance) * 100;
  if (sessions >= long.weeks * WEEK && depthPct <= long.depthPct) return 'long';
  return sessions >= flat.weeks * WEEK && depthPct <= flat.depthPct ? 'flat' : undefined;
}

/**
 * Next closes at which the base or the breakout may become another: each resistance that may be in
 * force, the depths at which a base no longer is one, and the level of the last breakout; with the
 * closes `underPct` per cent under each resistance.
 */
export function baseFlipCloses(
  { base, breakout, raised, highest }: BaseState,
  close: Float64Array,
  t: number,
  parameters: BaseParameters,
  underPct: readonly number[],
): number[] {
  const resistances = [
    ...(base === undefined ? [] : [base.resistance]),
    ...(raised === undefined ? [] : [raised.resistance]),
    ...(breakout?.outcome === 'active' ? [highest] : []),
    ...standing(close, t, t + 1, parameters).starts.map((start) => close[start]!),
  ];
  const depths = [parameters.long.depthPct, parameters.flat.depthPct, ...underPct];
  return [
    ...(breakout === undefined ? [] : [breakout.level]),
    ...resistances.flatMap((resistance) => [
      resistance,
      ...depths.map((pct) => resistance * (1 - pct / 100)),
    ]),
  ];
}
