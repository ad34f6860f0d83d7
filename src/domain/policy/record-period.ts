import type { SessionDate } from '../market/price-bar.js';
import { round } from '../words/format.js';
import { heldMean, tQuantile } from './mean-interval.js';

/** What the record of a rule says of its edge, with the meaning of each value. */
export const EDGES = {
  positive: 'the 95 % interval lies above zero',
  negative: 'the 95 % interval lies under zero',
  none_shown: 'the 95 % interval holds zero',
  too_few: 'it was held too few times or too few sessions to say',
} as const;
export type Edge = keyof typeof EDGES;

/** Fewer times or sessions than these say nothing of an edge, whatever the interval. */
export const LEAST_TIMES = 10;
export const LEAST_SESSIONS_HELD = 60;

/** Over how many sessions neighbouring returns may depend on each other: one month. */
export const DEPENDENT_SESSIONS = 21;

const SESSIONS_A_YEAR = 252;
const DECIMALS = 4;

/** How often and for how long something was on in a stretch of sessions. */
export interface Activity {
  readonly from: SessionDate;
  readonly to: SessionDate;
  /** Sessions of the stretch. */
  readonly sessions: number;
  /** Spells of sessions in a row. */
  readonly times: number;
  readonly sessionsHeld: number;
  /** Sessions held, per cent of all. */
  readonly sharePct: number;
  /** Length of the spells; absent where there was none. */
  readonly medianSessions?: number;
  readonly longestSessions?: number;
}

/** What holding a rule earned in a stretch of sessions; nothing of it where it was never held. */
export interface Earned {
  /** What it bought less what it sold, after costs: mean of the sessions held × 252, per cent. */
  readonly activeReturnPctPerYear: number;
  /** The same before costs. */
  readonly grossPctPerYear: number;
  /** The sum of the sessions held, after costs, points. */
  readonly cumulativePoints: number;
  /** Times that earned something after costs, the one still running included, per cent of all. */
  readonly hitRatePct: number;
  /** Of the active return a year, points. Absent, with the interval, where it was held once. */
  readonly standardError?: number;
  /** The 95 % interval of the active return a year, per cent. */
  readonly low95?: number;
  readonly high95?: number;
}

/** The record of a rule over one stretch of sessions. */
export type RecordPeriod = Activity & Partial<Earned> & { readonly edge: Edge };

/** One a session: whether the rule was held through it, and its active return before and after costs. */
export interface HeldSessions {
  readonly held: Uint8Array;
  readonly gross: Float64Array;
  readonly net: Float64Array;
}

type Stretch = readonly [from: number, to: number];

/** Runs of ones in [from, to), each as its first index and the one after its last. */
function spellsOf(held: Uint8Array, [from, to]: Stretch): Stretch[] {
  const spells: Stretch[] = [];
  for (let u = from; u < to; u++) {
    if (held[u] === 0) continue;
    const start = u;
    while (u < to && held[u] === 1) u++;
    spells.push([start, u]);
  }
  return spells;
}

const sumOf = (values: Float64Array, [from, to]: Stretch): number =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How often and for how long something was on in [from, to), which holds at least one session. */
export function activityOf(sessions: readonly SessionDate[], held: Uint8Array, stretch: Stretch): Activity {
  const [from, to] = stretch;
  const lengths = spellsOf(held, stretch).map(([start, end]) => end - start);
  const sessionsHeld = lengths.reduce((sum, length) => sum + length, 0);
  return {
    from: sessions[from]!,
    to: sessions[to - 1]!,
    sessions: to - from,
    times: lengths.length,
    sessionsHeld,
    sharePct: round((100 * sessionsHeld) / (to - from), DECIMALS),
    ...(lengths.length === 0
      ? {}
      : { medianSessions: median(lengths), longestSessions: Math.max(...lengths) }),
  };
}

/**
 * The record over [from, to), which holds at least one session, as if there were no other: a spell that runs
 * across its edge counts with the part inside. The interval is Student's with one degree of freedom less
 * than there were times, so that few times leave it wide however many sessions they lasted.
 */
export function recordPeriod(
  sessions: readonly SessionDate[],
  { held, gross, net }: HeldSessions,
  stretch: Stretch,
): RecordPeriod {
  const activity = activityOf(sessions, held, stretch);
  const { times, sessionsHeld } = activity;
  const of = heldMean(net, held, stretch, DEPENDENT_SESSIONS);
  const grossMean = heldMean(gross, held, stretch, 0);
  if (of === undefined || grossMean === undefined) return { ...activity, edge: 'too_few' };

  const perYear = (daily: number): number => round(daily * SESSIONS_A_YEAR * 100, DECIMALS);
  const earned = spellsOf(held, stretch).map((spell) => sumOf(net, spell));
  const half = times < 2 ? undefined : of.standardError * tQuantile(times - 1);
  const low = half === undefined ? undefined : perYear(of.mean - half);
  const high = half === undefined ? undefined : perYear(of.mean + half);
  const isEnough = times >= LEAST_TIMES && sessionsHeld >= LEAST_SESSIONS_HELD;
  return {
    ...activity,
    activeReturnPctPerYear: perYear(of.mean),
    grossPctPerYear: perYear(grossMean.mean),
    cumulativePoints: round(of.mean * sessionsHeld * 100, DECIMALS),
    hitRatePct: round((100 * earned.filter((points) => points > 0).length) / times, DECIMALS),
    ...(low === undefined || high === undefined
      ? {}
      : { standardError: perYear(of.standardError), low95: low, high95: high }),
    edge: isEnough && low !== undefined && high !== undefined ? edgeOf(low, high) : 'too_few',
  };
}

function edgeOf(low: number, high: number): Edge {
  if (low > 0) return 'positive';
  return high < 0 ? 'negative' : 'none_shown';
}
