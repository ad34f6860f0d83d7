import type { AdvisedSymbol } from '../market/instruments.js';
import type { SessionDate } from '../market/price-bar.js';
import type { Market } from '../readings/market.js';
import type { Moment } from '../readings/signal.js';
import { evaluate, holds } from './condition.js';
import type { Brake, BrakeEffect, Moves, PolicyDocument, TiltRule } from './policy-document.js';
import {
  activityOf,
  recordPeriod,
  type Activity,
  type HeldSessions,
  type RecordPeriod,
} from './record-period.js';
import { TiltSteps, type TiltStanding } from './tilt-steps.js';

/** Where the house policy's evidence splits history; rules were thought of before it, and met what came after. */
export const SPLIT_DATE: SessionDate = '2017-01-01';

/** Basis points of the amount traded that each purchase and each sale costs. */
export const COST_BPS_A_SIDE = 5;

/** A decision at a close is filled at the next, so that it first earns the session after that. */
const FILL_SESSIONS = 2;

/** All of history since a condition could first be read, and its parts before the split date and from it on. */
type RecordPeriods = Partial<Record<'all' | 'before' | 'after', RecordPeriod>>;

/** A tilt's record. A period without a session is absent: all three where its condition could never be read. */
export interface RuleRecord extends Readonly<RecordPeriods> {
  readonly ruleId: string;
}

/** How often and for how long a brake acted; it buys and sells nothing by itself. */
export interface BrakeRecord {
  readonly brakeId: string;
  /** Absent where its condition could never be read. */
  readonly all?: Activity;
}

/** The record of every rule of a policy, in its order, from the history known at one time. */
export interface PolicyRecord {
  readonly since: SessionDate;
  readonly through: SessionDate;
  readonly splitDate: SessionDate;
  readonly costBpsASide: number;
  /** Whether dividends are in the returns of all four, or prices alone. */
  readonly returns: 'total' | 'price';
  /** True where the history is the bundled sample: synthetic. */
  readonly sample: boolean;
  readonly rules: readonly RuleRecord[];
  readonly brakes: readonly BrakeRecord[];
}

/** What a record is made from. */
export interface RecordedHistory {
  readonly market: Market;
  /** The last moment to look at. */
  readonly through: number;
  readonly momentAt: (t: number) => Moment;
  /** Total-return lines, one value a bar of the symbol; see `totalReturnLine`. */
  readonly lines: Readonly<Record<AdvisedSymbol, Float64Array>>;
  readonly returns: PolicyRecord['returns'];
  readonly sample: boolean;
  readonly splitDate?: SessionDate;
  readonly costBpsASide?: number;
}

/**
 * Steps through history and says of every tilt how often it was held, for how long, and what it bought
 * returned over what it sold, with how far that is certain; of every brake how often it acted. Tilts that the
 * policy has switched off are walked all the same. It gives way after each rule of each session and each
 * period, so that whoever runs it may do other work; the record is what it returns. The overrides of a firm aren't in it.
 */
export function* recordRules(
  policy: PolicyDocument,
  history: RecordedHistory,
): Generator<undefined, PolicyRecord, undefined> {
  const { market, through, momentAt, splitDate = SPLIT_DATE, costBpsASide = COST_BPS_A_SIDE } = history;
  const sessions = market.sessions.slice(0, through + 1);
  const tilts = policy.tilts.rules.map((rule) => ({
    rule,
    steps: new TiltSteps(rule, policy.tilts, momentAt),
    standings: [] as TiltStanding[],
  }));
  const brakes = policy.brakes.map((brake) => ({ brake, standings: [] as TiltStanding[] }));

  for (let t = 0; t <= through; t++) {
    const braking: BrakeEffect[] = [];
    for (const { brake, standings } of brakes) {
      const standing = brakeStanding(brake, momentAt(t), standings[t - 1]);
      standings.push(standing);
      if (standing === 'held') braking.push(brake.effect);
      yield;
    }
    for (const { steps, standings } of tilts) {
      standings.push(steps.step(t, braking));
      yield;
    }
  }

  const rules: RuleRecord[] = [];
  for (const { rule, standings } of tilts) {
    const earned = heldSessions(rule, standings, history, costBpsASide);
    const first = firstRead(standings) + FILL_SESSIONS;
    const split = sessions.findIndex((session) => session >= splitDate);
    const end = sessions.length;
    const middle = split < 0 ? end : Math.max(first, split);
    const periods: RecordPeriods = {};
    for (const [name, from, to] of [
      ['all', first, end],
      ['before', first, middle],
      ['after', middle, end],
    ] as const) {
      if (from < to) periods[name] = recordPeriod(sessions, earned, [from, to]);
      yield;
    }
    rules.push({ ruleId: rule.id, ...periods });
  }
  return {
    since: sessions[0] ?? '',
    through: sessions.at(-1) ?? '',
    splitDate,
    costBpsASide,
    returns: history.returns,
    sample: history.sample,
    rules,
    brakes: brakes.map(({ brake, standings }) => {
      const from = firstRead(standings);
      if (from >= sessions.length) return { brakeId: brake.id };
      const acted = Uint8Array.from(standings, (standing) => Number(standing === 'held'));
      return { brakeId: brake.id, all: activityOf(sessions, acted, [from, sessions.length]) };
    }),
  };
}

function brakeStanding(brake: Brake, moment: Moment, before: TiltStanding = 'unreadable'): TiltStanding {
  const truth = evaluate(brake.when, (test) => holds(test, moment));
  if (truth === true) return 'held';
  return truth === false ? 'off' : before === 'unreadable' ? 'unreadable' : 'off';
}

/** The first close at which the condition could be read, or the number of closes where there is none. */
function firstRead(standings: readonly TiltStanding[]): number {
  const first = standings.findIndex((standing) => standing !== 'unreadable');
  return first < 0 ? standings.length : first;
}

/**
 * What holding the rule earned on each session, from close to close. The switch on costs its first session,
 * the switch off its last: each buys and sells the whole move once.
 */
function heldSessions(
  { moves }: TiltRule,
  standings: readonly TiltStanding[],
  { market, lines }: RecordedHistory,
  costBpsASide: number,
): HeldSessions {
  const switchCost = (2 * costBpsASide) / 10_000;
  const decided = (t: number): boolean => standings[t] === 'held';
  const held = new Uint8Array(standings.length);
  const gross = new Float64Array(standings.length);
  const net = new Float64Array(standings.length);
  for (let u = FILL_SESSIONS; u < standings.length; u++) {
    const decision = u - FILL_SESSIONS;
    if (!decided(decision)) continue;
    const switches = Number(!decided(decision - 1)) + Number(!decided(decision + 1));
    held[u] = 1;
    gross[u] = activeReturn(moves, market, lines, u);
    net[u] = gross[u]! - switches * switchCost;
  }
  return { held, gross, net };
}

/** The return of what the moves buy, by their weights, less that of what they sell, from one close to the next. */
function activeReturn(moves: Moves, market: Market, lines: RecordedHistory['lines'], u: number): number {
  let bought = 0;
  let sum = 0;
  for (const [symbol, bps] of Object.entries(moves) as [AdvisedSymbol, number][]) {
    const line = lines[symbol];
    sum += bps * (line[market.indexOf(symbol, u)]! / line[market.indexOf(symbol, u - 1)]! - 1);
    bought += Math.max(0, bps);
  }
  return bought === 0 ? 0 : sum / bought;
}
