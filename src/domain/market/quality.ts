import { splitFactor } from './adjustments.js';
import { actionsOf, withdraws, type CorporateAction } from './corporate-action.js';
import type { Ticker } from './instruments.js';
import type { KnownData } from './known-data.js';
import type { Correction, OtherAction, OtherClose } from './provenance.js';
import type { BarSeries, Instant, SessionDate } from './price-bar.js';
import { previousSession, sessionClose } from './trading-calendar.js';
import { missingSessions } from './validate-bars.js';

/** Every way stored data can be doubtful, by its stable code. */
export const DATA_DOUBTS = {
  'missing-session': 'a session of the calendar without a bar, inside the history',
  outlier: 'a close further from the last one than six average true ranges, without a corporate action',
  'unannounced-split': 'prices changed by a ratio that splits have, and no split is known',
  'sources-disagree': 'a second source has another close',
  'actions-disagree': 'a second source tells otherwise of a split or dividend',
  'withdrawn-action': 'a split or dividend is no longer told of by the source it came from',
  'revised-action': 'a split or dividend is told differently',
  'revised-bar': 'prices of a past session were corrected',
  'revised-observation': 'a published macro value was revised',
} as const;
export type DataDoubtCode = keyof typeof DATA_DOUBTS;

/** One doubt: where, and the two values that make it. */
export interface DataDoubt {
  readonly code: DataDoubtCode;
  readonly symbol?: string;
  readonly series?: string;
  /** Of doubts about one: which kind of corporate action. */
  readonly action?: CorporateAction['kind'];
  /** The session, observation or ex-date. */
  readonly date: string;
  /** The value before, or the one in force. */
  readonly from?: number;
  /** The value after, or the other source's. */
  readonly to?: number;
  readonly source?: string;
  /** RFC 3339; of corrections. */
  readonly learnedAt?: string;
}

const ATR_SESSIONS = 14;
const OUTLIER_ATRS = 6;
/** Two sources that round differently are closer than this; shares of the close. */
const SOURCE_TOLERANCE = 0.001;
/** How close to a split's ratio a jump has to be, so that a day's own move doesn't hide it. */
const RATIO_TOLERANCE = 0.04;
const SPLIT_RATIOS = [1.5, 2, 3, 4, 5, 6, 7, 8, 10, 15, 20, 25, 50];

const ofSplit = (ratio: number): boolean =>
  SPLIT_RATIOS.some(
    (split) => Math.abs(ratio / split - 1) < RATIO_TOLERANCE || Math.abs(ratio * split - 1) < RATIO_TOLERANCE,
  );

/** Mean true range of the sessions before `i`; NaN where there are too few. */
function averageTrueRange({ high, low, close }: BarSeries, i: number): number {
  if (i <= ATR_SESSIONS) return NaN;
  let sum = 0;
  for (let at = i - ATR_SESSIONS; at < i; at++) {
    sum += Math.max(high[at]!, close[at - 1]!) - Math.min(low[at]!, close[at - 1]!);
  }
  return sum / ATR_SESSIONS;
}

/**
 * Closes that jumped without a reason being known. A jump of a split's ratio that the open shows as well is
 * taken for a split nobody announced.
 * @param from sessions before this one are passed over
 */
export function doubtfulCloses(
  series: BarSeries,
  actions: readonly CorporateAction[],
  from: SessionDate,
): DataDoubt[] {
  const { symbol, sessions, open, close } = series;
  const inForce = [...actionsOf(actions, 'split'), ...actionsOf(actions, 'dividend')];
  const explained = new Set(inForce.map(({ exDate }) => exDate));
  const doubts: DataDoubt[] = [];
  for (let i = sessions.length - 1; i > 0 && sessions[i]! >= from; i--) {
    const [before, after] = [close[i - 1]!, close[i]!];
    const isJump = Math.abs(after - before) > OUTLIER_ATRS * averageTrueRange(series, i);
    const isSplit = ofSplit(before / after) && ofSplit(before / open[i]!);
    if ((!isJump && !isSplit) || explained.has(sessions[i]!)) continue;
    doubts.push({
      code: isSplit ? 'unannounced-split' : 'outlier',
      symbol,
      date: sessions[i]!,
      from: before,
      to: after,
    });
  }
  return doubts;
}

/** Sessions on which another source's close is further off than rounding explains. */
export function disagreements(
  series: BarSeries,
  actions: readonly CorporateAction[],
  closes: readonly OtherClose[],
  from: SessionDate,
): DataDoubt[] {
  const last = series.sessions.at(-1) ?? '';
  const splits = actionsOf(actions, 'split');
  return closes.flatMap(({ symbol, session, source, close, adjustedThrough }): DataDoubt[] => {
    if (symbol !== series.symbol || session < from) return [];
    const at = series.sessions.indexOf(session);
    if (at < 0) return [];
    const ours = series.close[at]!;
    const theirs = close * splitFactor(splits, adjustedThrough, last);
    if (Math.abs(theirs / ours - 1) <= SOURCE_TOLERANCE) return [];
    return [{ code: 'sources-disagree', symbol, date: session, from: ours, to: theirs, source }];
  });
}

/** Splits and dividends of which another source says something else. */
const actionDisagreements = (
  symbol: string,
  actions: readonly CorporateAction[],
  others: readonly OtherAction[],
): DataDoubt[] =>
  others.flatMap((other): DataDoubt[] => {
    if (other.symbol !== symbol) return [];
    const ours = actions.find(({ kind, exDate }) => kind === other.kind && exDate === other.exDate);
    if (ours === undefined) return [];
    if (Math.abs(other.value - ours.value) <= SOURCE_TOLERANCE * Math.max(ours.value, other.value)) return [];
    const { kind: action, exDate: date, value: to, source } = other;
    return [{ code: 'actions-disagree', symbol, action, date, from: ours.value, to, source }];
  });

function whatWasRevised({
  kind,
  name,
  to,
}: Correction): Pick<DataDoubt, 'code' | 'symbol' | 'series' | 'action'> {
  if (kind === 'bar') return { code: 'revised-bar', symbol: name };
  if (kind === 'observation') return { code: 'revised-observation', series: name };
  return {
    code: withdraws({ kind, value: to }) ? 'withdrawn-action' : 'revised-action',
    symbol: name,
    action: kind,
  };
}

const revision = (correction: Correction): DataDoubt => ({
  ...whatWasRevised(correction),
  date: correction.date,
  from: correction.from,
  to: correction.to,
  source: correction.source,
  learnedAt: new Date(correction.learnedAt).toISOString(),
});

export interface DoubtRange {
  /** Doubts about sessions from this one on. */
  readonly from: SessionDate;
  /** Doubts about sessions up to this one. */
  readonly to: SessionDate;
  /** Corrections learned after this instant. */
  readonly revisedAfter: Instant;
}

type Described = Pick<
  KnownData,
  'bars' | 'actions' | 'otherActions' | 'corrections' | 'otherCloses' | 'announced'
>;

/** Everything doubtful about stored data in a range, by symbol and then by date. */
export function doubtsAbout(
  { bars, actions, otherActions, corrections, otherCloses, announced }: Described,
  { from, to, revisedAfter }: DoubtRange,
): DataDoubt[] {
  const ofPrices = [...bars.values()].flatMap((series): DataDoubt[] => {
    const known = actions.get(series.symbol) ?? [];
    const recent = series.sessions.filter((session) => session >= from);
    const first = series.sessions.at(-recent.length - 1);
    const missing = missingSessions(first === undefined ? recent : [first, ...recent], announced);
    return [
      ...missing.map((date) => ({ code: 'missing-session' as const, symbol: series.symbol, date })),
      ...doubtfulCloses(series, known, from),
      ...disagreements(series, known, otherCloses, from),
      ...actionDisagreements(series.symbol, known, otherActions),
    ];
  });
  const revisions = corrections.filter(({ learnedAt }) => learnedAt > revisedAfter).map(revision);
  return [...ofPrices.filter(({ date }) => date >= from), ...revisions]
    .filter(({ date }) => date <= to)
    .sort((a, b) => compare(a.symbol ?? a.series, b.symbol ?? b.series) || compare(a.date, b.date));
}

const compare = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** An answer names what is doubtful about so many sessions up to its own. */
const SESSIONS_NAMED = 10;

/** Those of the symbols, and of all series. */
const correctionsOf = (
  corrections: readonly Correction[],
  symbols: readonly Ticker[],
): readonly Correction[] =>
  corrections.filter(({ kind, name }) => kind === 'observation' || symbols.some((symbol) => symbol === name));

/** What replaced earlier values of these symbols and of all series, by the instant it was learned. */
export const revisionsOf = (
  { corrections }: Pick<KnownData, 'corrections'>,
  symbols: readonly Ticker[],
): readonly DataDoubt[] =>
  [...correctionsOf(corrections, symbols)].sort((a, b) => a.learnedAt - b.learnedAt).map(revision);

/**
 * What an answer as of a session has to say about its prices and values.
 * @param symbols whose prices it used
 */
export function doubtsOfAnswer(
  { bars, corrections, ...rest }: Described,
  asOf: SessionDate,
  symbols: readonly Ticker[],
): DataDoubt[] {
  let from = asOf;
  for (let i = 1; i < SESSIONS_NAMED; i++) from = previousSession(from, rest.announced);
  const used = {
    ...rest,
    bars: new Map([...bars].filter(([symbol]) => symbols.includes(symbol))),
    corrections: correctionsOf(corrections, symbols),
  };
  return doubtsAbout(used, { from, to: asOf, revisedAfter: sessionClose(from, rest.announced) });
}
