import { DomainError } from '../domain-error.js';
import { sessionClose, type AnnouncedDays } from '../market/trading-calendar.js';
import type { Ticker } from '../market/instruments.js';
import type { Instant, SessionDate } from '../market/price-bar.js';
import type { MacroTimeline } from '../readings/macro/macro-history.js';
import type { MacroSeriesId, Observations } from '../readings/macro/observation.js';
import type { Market } from '../readings/market.js';
import type { KnownMarket, Timing } from './session.js';

/** What is supposed of the sessions after one; what isn't named stays as it is. */
export interface Suppositions {
  /** Dollars; every bar has open, high and low at its close. */
  readonly closes?: Readonly<Partial<Record<Ticker, number>>>;
  /**
   * Change of the Fed's target range on the first supposed session, basis points; 0 is a hold through all of
   * them, whose days count. Absent, the Fed's last move stays as old as it is.
   */
  readonly fedMoveBps?: number;
  /** Levels of daily series on every supposed session, in the series' own unit. */
  readonly levels?: Readonly<Partial<Record<'DGS2' | 'DGS10' | 'DTWEXBGS', number>>>;
  /** How many sessions in a row close so. */
  readonly sessions: number;
}

/** The series that a change of the target range moves. */
const FED_SERIES: readonly MacroSeriesId[] = ['DFEDTARU', 'DFEDTARL', 'DFF'];

/**
 * The market and economy known at `asOf`, with so many supposed sessions after it: the same question as
 * flip levels ask, for any number of symbols and series at once. What was published after `asOf` isn't
 * known in it, and what isn't supposed grows no older. `knownAt` is that of the question that was asked;
 * `enteredBy` is the last instant at which an entry of the firm counts.
 * @throws DomainError `no-bar` for a close of a symbol that has none at `asOf`.
 */
export function suppose(
  present: KnownMarket,
  asOf: SessionDate,
  knownAt: Instant,
  { closes = {}, fedMoveBps, levels = {}, sessions }: Suppositions,
): { readonly known: KnownMarket; readonly timing: Required<Timing>; readonly enteredBy: Instant } {
  const { market, macro, doubtsAt, revisions } = present;
  let supposed: Market = market.supposeNext(market.momentAt(asOf));
  for (const [symbol, close] of Object.entries(closes) as [Ticker, number][]) {
    if (supposed.indexOf(symbol, supposed.sessions.length - 1) < 0) throw noBar(symbol, asOf);
    supposed = supposed.withLastClose(symbol, close);
  }
  while (supposed.sessions.length < market.momentAt(asOf) + 1 + sessions) {
    supposed = supposed.supposeNext(supposed.sessions.length - 1);
  }
  const dates = supposed.sessions.slice(-sessions);
  const last = dates[dates.length - 1]!;
  const cutoff = Math.min(knownAt, sessionClose(asOf, market.announced));
  return {
    known: {
      ...present,
      market: supposed,
      macro: supposeMacro(macro, cutoff, dates, fedMoveBps, levels, market.announced),
      doubtsAt: (_, symbols) => doubtsAt(asOf, symbols),
      revisions: revisions.filter(({ date }) => date <= asOf),
    },
    timing: { asOf: last, knownAt: sessionClose(last, market.announced) },
    enteredBy: market.sessions.at(-1) === asOf ? knownAt : cutoff,
  };
}

function noBar(symbol: Ticker, asOf: SessionDate): DomainError {
  const message = `${symbol} has no bar on ${asOf}, so there is none to suppose after it.`;
  return new DomainError('unprocessable', 'no-bar', message, [
    { pointer: `/suppose/closes/${symbol}`, code: 'no-bar', message },
  ]);
}

function supposeMacro(
  macro: MacroTimeline,
  cutoff: Instant,
  dates: readonly SessionDate[],
  fedMoveBps: number | undefined,
  levels: NonNullable<Suppositions['levels']>,
  announced: AnnouncedDays,
): MacroTimeline {
  const view = macro.viewAt(cutoff);
  const moved =
    fedMoveBps === undefined ? [] : FED_SERIES.map((id) => [id, shifted(id, fedMoveBps / 100)] as const);
  const releasedAt = Float64Array.from(dates, (date) => sessionClose(date, announced));
  const supposed = new Map<MacroSeriesId, Observations>();
  for (const [id, value] of [...moved, ...(Object.entries(levels) as [MacroSeriesId, number][])]) {
    if (Number.isNaN(value)) continue;
    const values = new Float64Array(dates.length).fill(value);
    supposed.set(id, { dates, values, releasedAt, assumed: new Uint8Array(dates.length).fill(1) });
  }
  return macro.supposing(cutoff, supposed);

  function shifted(id: MacroSeriesId, points: number): number {
    const series = view.series(id);
    return series === undefined ? NaN : Math.round((series.values[series.count - 1]! + points) * 1e4) / 1e4;
  }
}
