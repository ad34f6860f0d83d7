import { DomainError } from '../domain-error.js';
import { ADVISED, type Ticker } from '../market/instruments.js';
import type { BarSeries, Instant, SessionDate } from '../market/price-bar.js';
import type { DataDoubt } from '../market/quality.js';
import {
  CALENDAR_RANGE,
  isCalendarDate,
  isSession,
  lastCompletedSession,
  NOTHING_ANNOUNCED,
  sessionClose,
  sessionsBetween,
  type AnnouncedDays,
} from '../market/trading-calendar.js';
import type { FedStatement } from '../readings/macro/statement.js';
import { overrideInForce, type FedOverride } from '../readings/macro/fed-override.js';
import { factsInForce, type MarketFact } from '../readings/market-fact.js';
import { MacroTimeline } from '../readings/macro/macro-history.js';
import type { MacroHistory } from '../readings/macro/observation.js';
import { Market } from '../readings/market.js';
import type { ReadingParameters } from '../readings/parameters.js';
import type { Moment } from '../readings/signal.js';
import { isUnavailable, type Unavailable } from '../readings/unavailable.js';
import type { PolicyDocument } from '../policy/policy-document.js';

/** All that is known of the market and the economy at one `knownAt`. */
export interface KnownMarket {
  readonly market: Market;
  readonly macro: MacroTimeline;
  /** True where the data is the bundled sample: synthetic, and never stale. */
  readonly sample: boolean;
  /** What is doubtful about the data that an answer as of a session, and about these symbols, rests on. */
  readonly doubtsAt: (asOf: SessionDate, symbols: readonly Ticker[]) => readonly DataDoubt[];
  /** What replaced earlier values of the symbols and series that advice rests on. */
  readonly revisions: readonly DataDoubt[];
}

/** What is known besides prices and macro values; by default nothing. */
export type BesideTheMarket = Partial<Pick<KnownMarket, 'doubtsAt' | 'revisions'>> & {
  readonly announced?: AnnouncedDays;
  readonly statements?: readonly FedStatement[];
};

/** Prepares loaded bars, macro observations and the Fed's statements for any number of readings. */
export function knownMarket(
  bars: ReadonlyMap<Ticker, BarSeries>,
  macro: MacroHistory,
  sample: boolean,
  {
    doubtsAt = () => [],
    revisions = [],
    announced = NOTHING_ANNOUNCED,
    statements = [],
  }: BesideTheMarket = {},
): KnownMarket {
  return {
    market: Market.of(bars, announced),
    macro: new MacroTimeline(macro, statements),
    sample,
    doubtsAt,
    revisions,
  };
}

/** The question's own choice of time. */
export interface Timing {
  /** The last session whose close may be used; by default the latest complete one. */
  readonly asOf?: SessionDate;
  readonly knownAt: Instant;
}

/** Advice given as of an earlier session than asked for, because later prices are missing. */
export interface Freeze {
  readonly code: 'stale-prices';
  /** The session that was asked for or expected. */
  readonly expected: SessionDate;
  readonly last: SessionDate;
  readonly missingSessions: number;
}

/** The session that is answered for. */
export interface ResolvedSession {
  readonly t: number;
  readonly asOf: SessionDate;
  readonly frozen?: Freeze;
}

/**
 * The session to answer for. Asked for explicitly, it must be a completed session of the calendar;
 * where the four have no complete bars on it, the answer is frozen at the last session where they
 * have. By default it is the latest complete one, frozen when that lags the calendar by more than
 * `staleSessions`. The sample ends where it ends and is never frozen.
 * @throws DomainError `invalid-date`, `date-outside-calendar`, `not-a-session`, `as-of-in-future`,
 * `as-of-before-data`, `as-of-after-data`, `missing-history`.
 */
export function resolveSession(
  { market, sample }: KnownMarket,
  { asOf, knownAt }: Timing,
  staleSessions: number,
): ResolvedSession {
  const { sessions, announced } = market;
  const missing = ADVISED.filter((symbol) => !market.has(symbol));
  if (sessions.length === 0 || missing.length > 0) {
    throw new DomainError(
      'unprocessable',
      'missing-history',
      missing.length > 0
        ? `There are no prices of ${missing.join(', ')}; all of ${ADVISED.join(', ')} are needed.`
        : `There is no session on which ${ADVISED.join(', ')} all have prices.`,
      missing.map((symbol) => ({
        pointer: `/symbols/${symbol}`,
        code: 'missing-history',
        message: 'no bars',
      })),
    );
  }
  const last = sessions[sessions.length - 1]!;
  const completed = lastCompletedSession(knownAt, announced);
  if (asOf !== undefined) checkAsOf(asOf, completed, announced, sample ? last : undefined);
  const expected = asOf ?? (sample && last < completed ? last : completed);
  const t = market.momentAt(expected);
  if (t < 0) {
    throw refuse('as-of-before-data', `Prices of all four begin on ${sessions[0]!}, after ${expected}.`);
  }
  const reached = sessions[t]!;
  const missingSessions = sessionsBetween(reached, expected, announced).length - 1;
  if (missingSessions <= (asOf === undefined ? staleSessions : 0)) return { t, asOf: reached };
  return {
    t,
    asOf: reached,
    frozen: { code: 'stale-prices', expected, last: reached, missingSessions },
  };
}

function checkAsOf(
  asOf: SessionDate,
  completed: SessionDate,
  announced: AnnouncedDays,
  sampleEnd: SessionDate | undefined,
): void {
  if (!isCalendarDate(asOf)) {
    throw refuse('invalid-date', `'${asOf}' is not a date written YYYY-MM-DD.`, 'invalid');
  }
  const { from, to } = CALENDAR_RANGE;
  if (asOf < from || asOf > to) {
    throw refuse('date-outside-calendar', `The trading calendar runs from ${from} to ${to}.`, 'invalid');
  }
  if (!isSession(asOf, announced)) {
    throw refuse('not-a-session', `The NYSE was closed on ${asOf}; give a trading session.`);
  }
  if (asOf > completed) {
    throw refuse(
      'as-of-in-future',
      `${asOf} had not closed yet; the last completed session is ${completed}.`,
    );
  }
  if (sampleEnd !== undefined && asOf > sampleEnd) {
    throw refuse('as-of-after-data', `The sample market ends on ${sampleEnd}.`);
  }
}

const refuse = (code: string, message: string, kind: 'invalid' | 'unprocessable' = 'unprocessable') =>
  new DomainError(kind, code, message, [{ pointer: '/asOf', code, message }]);

/**
 * The moment a question asks of, by a policy's parameters.
 * @throws DomainError as `resolveSession` does.
 */
export function momentAsked(
  known: KnownMarket,
  { parameters, staleSessions }: Pick<PolicyDocument, 'parameters' | 'staleSessions'>,
  timing: Timing,
  overrides: readonly FedOverride[] = [],
  facts: readonly MarketFact[] = [],
): { readonly moment: Moment; readonly session: ResolvedSession } {
  const session = resolveSession(known, timing, staleSessions);
  return { moment: momentsOf(known, parameters, timing.knownAt, overrides, facts)(session.t), session };
}

/** A reading that the answer can't do without. @throws DomainError `insufficient-history`. */
export function requireHistory<T extends object>(reading: T | Unavailable, asOf: SessionDate): T {
  if (!isUnavailable(reading)) return reading;
  const { subject, needs, has } = reading.unavailable;
  const message = `${subject} has ${has ?? 0} sessions of prices up to ${asOf}; ${needs ?? 0} are needed.`;
  throw new DomainError('unprocessable', 'insufficient-history', message, [
    { pointer: '/asOf', code: 'insufficient-history', message },
  ]);
}

/**
 * The moments of a market, one a session, each with the macro releases public by the earlier of its
 * own close and `knownAt`. An override or an entered fact counts from the session at whose close it was
 * in force; for the last session known, which is the one advised on until the next closes, from its entry.
 */
export function momentsOf(
  { market, macro }: KnownMarket,
  parameters: ReadingParameters,
  knownAt: Instant,
  overrides: readonly FedOverride[] = [],
  facts: readonly MarketFact[] = [],
): (t: number) => Moment {
  const made: Moment[] = [];
  const last = market.sessions.length - 1;
  return (t) => {
    const known = made[t];
    if (known !== undefined) return known;
    const cutoff = Math.min(knownAt, sessionClose(market.sessions[t]!, market.announced));
    const entryCutoff = t === last ? knownAt : cutoff;
    const override = overrideInForce(overrides, entryCutoff);
    const inForce = factsInForce(facts, entryCutoff);
    return (made[t] = {
      market,
      t,
      parameters,
      macro: macro.viewAt(cutoff),
      ...(override === undefined ? {} : { override }),
      ...(inForce.length === 0 ? {} : { facts: inForce }),
    });
  };
}
