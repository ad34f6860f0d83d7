import type { Weights } from '../allocation/assets.js';
import type { Cents } from '../allocation/money.js';
import type { AdviceSubject } from '../recommendation/advice-subject.js';
import {
  addCounts,
  addWhole,
  largestMoves,
  partBps,
  turnoverOf,
  type BookMove,
  type Counts,
} from './moves.js';
import { dollarsOf, moneyOf, type ChangedMoney } from './statement.js';

/** Advice of an account, or of a household advised as one, under the two versions of a policy that are compared. */
export interface ComparedUnit {
  readonly subject: AdviceSubject;
  /** How many accounts the advice is for. */
  readonly accounts: number;
  /** The profile that is advised by: the account's, or the household's own. */
  readonly riskProfile: string;
  /** A side is the code of why there is no advice under it. */
  readonly before: ComparedAdvice | string;
  readonly after: ComparedAdvice | string;
}

export interface ComparedAdvice {
  readonly targets: Weights;
  readonly equityExposureBps: number;
  readonly advisedValue: Cents;
  readonly action: 'hold' | 'rebalance';
  /** What is advised to be traded; absent on hold. */
  readonly trade?: { readonly weights: Weights; readonly turnover: Cents } | undefined;
}

/** What is summed up of the accounts of one risk profile, or of all. Plain JSON, adding up in any order. */
export interface ImpactPart {
  readonly accounts: number;
  /** Accounts whose target split differs. */
  readonly moved: number;
  /** Accounts whose action differs. */
  readonly actionsChanged: number;
  /** Accounts that trade otherwise: to other weights, or under one version only. */
  readonly tradesChanged: number;
  /** Accounts that trade, and what they turn over; cents, as decimal text. */
  readonly tradingBefore: number;
  readonly tradingAfter: number;
  readonly tradedBefore: string;
  readonly tradedAfter: string;
  /** Of accounts that both versions advise, like all that is compared; cents, as decimal text. */
  readonly valueCents: string;
  /** From the one target to the other. */
  readonly turnoverCents: string;
  /** Cents times basis points. */
  readonly equityBefore: string;
  readonly equityAfter: string;
  /** Accounts that only one version, or neither, can advise, by the code of the error. */
  readonly errorsBefore: Counts;
  readonly errorsAfter: Counts;
}

export interface ImpactTotals {
  readonly profiles: Readonly<Record<string, ImpactPart>>;
  readonly largest: readonly BookMove[];
}

export const NO_IMPACT: ImpactTotals = { profiles: {}, largest: [] };

const NOTHING: ImpactPart = {
  accounts: 0,
  moved: 0,
  actionsChanged: 0,
  tradesChanged: 0,
  tradingBefore: 0,
  tradingAfter: 0,
  tradedBefore: '0',
  tradedAfter: '0',
  valueCents: '0',
  turnoverCents: '0',
  equityBefore: '0',
  equityAfter: '0',
  errorsBefore: {},
  errorsAfter: {},
};

export function impactTotalsOf(units: readonly ComparedUnit[]): ImpactTotals {
  const profiles: Record<string, ImpactPart> = {};
  const moves: BookMove[] = [];
  for (const unit of units) {
    const { subject, riskProfile } = unit;
    const { part, turnoverCents, valueCents } = impactOn(unit);
    profiles[riskProfile] = addParts(profiles[riskProfile] ?? NOTHING, part);
    if (turnoverCents > 0) moves.push({ ...subject, riskProfile, turnoverCents, valueCents });
  }
  return { profiles, largest: largestMoves(moves) };
}

/** Turnover is what going from the one target to the other would move. */
function impactOn({ accounts, before, after }: ComparedUnit): {
  part: ImpactPart;
  turnoverCents: Cents;
  valueCents: Cents;
} {
  if (typeof before === 'string' || typeof after === 'string') {
    const errorsBefore: Counts = typeof before === 'string' ? { [before]: accounts } : {};
    const errorsAfter: Counts = typeof after === 'string' ? { [after]: accounts } : {};
    const part = { ...NOTHING, accounts, errorsBefore, errorsAfter };
    return { part, turnoverCents: 0, valueCents: 0 };
  }
  const valueCents = Math.max(0, after.advisedValue);
  const distances = after.targets.map((weight, i) => weight - before.targets[i]!);
  const turnoverCents = turnoverOf(distances, valueCents);
  const equity = (bps: number): string => String(BigInt(valueCents) * BigInt(bps));
  const part = {
    ...NOTHING,
    accounts,
    moved: distances.some((bps) => bps !== 0) ? accounts : 0,
    actionsChanged: before.action === after.action ? 0 : accounts,
    tradesChanged: tradesAlike(before, after) ? 0 : accounts,
    tradingBefore: before.trade === undefined ? 0 : accounts,
    tradingAfter: after.trade === undefined ? 0 : accounts,
    tradedBefore: String(before.trade?.turnover ?? 0),
    tradedAfter: String(after.trade?.turnover ?? 0),
    valueCents: String(valueCents),
    turnoverCents: String(turnoverCents),
    equityBefore: equity(before.equityExposureBps),
    equityAfter: equity(after.equityExposureBps),
  };
  return { part, turnoverCents, valueCents };
}

const tradesAlike = ({ trade: a }: ComparedAdvice, { trade: b }: ComparedAdvice): boolean =>
  a === undefined || b === undefined ? a === b : a.weights.every((weight, i) => weight === b.weights[i]);

export function addImpacts(a: ImpactTotals, b: ImpactTotals): ImpactTotals {
  const names = [...new Set([...Object.keys(a.profiles), ...Object.keys(b.profiles)])].sort();
  return {
    profiles: Object.fromEntries(
      names.map((name) => [name, addParts(a.profiles[name] ?? NOTHING, b.profiles[name] ?? NOTHING)]),
    ),
    largest: largestMoves([...a.largest, ...b.largest]),
  };
}

const addParts = (a: ImpactPart, b: ImpactPart): ImpactPart => ({
  accounts: a.accounts + b.accounts,
  moved: a.moved + b.moved,
  actionsChanged: a.actionsChanged + b.actionsChanged,
  tradesChanged: a.tradesChanged + b.tradesChanged,
  tradingBefore: a.tradingBefore + b.tradingBefore,
  tradingAfter: a.tradingAfter + b.tradingAfter,
  tradedBefore: addWhole(a.tradedBefore, b.tradedBefore),
  tradedAfter: addWhole(a.tradedAfter, b.tradedAfter),
  valueCents: addWhole(a.valueCents, b.valueCents),
  turnoverCents: addWhole(a.turnoverCents, b.turnoverCents),
  equityBefore: addWhole(a.equityBefore, b.equityBefore),
  equityAfter: addWhole(a.equityAfter, b.equityAfter),
  errorsBefore: addCounts(a.errorsBefore, b.errorsBefore),
  errorsAfter: addCounts(a.errorsAfter, b.errorsAfter),
});

/** What a version of a policy would change. Exposures are shares of value, absent where there is none. */
export interface ImpactSummary {
  readonly accounts: number;
  readonly moved: number;
  readonly actionsChanged: number;
  readonly tradesChanged: number;
  readonly advisedValue: string;
  /** Going from the one target to the other. */
  readonly turnover: string;
  readonly turnoverBps?: number;
  /** What each version advises to trade at present. */
  readonly trades: { readonly before: ImpactTrades; readonly after: ImpactTrades };
  readonly equityExposureBps?: { readonly before: number; readonly after: number };
  readonly errors: { readonly before: Counts; readonly after: Counts };
}

export interface ImpactTrades {
  readonly accounts: number;
  readonly turnover: string;
  readonly turnoverBps?: number;
}

export interface BookImpact extends ImpactSummary {
  readonly byRiskProfile: readonly (ImpactSummary & { readonly riskProfile: string })[];
  readonly mostMoved: readonly ImpactChange[];
}

/** What the targets of an account, or of a household, move. */
export type ImpactChange = AdviceSubject & ChangedMoney & { readonly riskProfile: string };

/** Totals that were stored before a sum of them existed count nothing for it. */
export function impactOf({ profiles, largest }: ImpactTotals): BookImpact {
  const parts = Object.entries(profiles)
    .map(([name, part]) => [name, { ...NOTHING, ...part }] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...summaryOf(parts.reduce((sum, [, part]) => addParts(sum, part), NOTHING)),
    byRiskProfile: parts.map(([riskProfile, part]) => ({ riskProfile, ...summaryOf(part) })),
    mostMoved: largest.map(({ turnoverCents, valueCents, ...whose }) => ({
      ...whose,
      ...moneyOf({ turnoverCents, valueCents }),
    })),
  };
}

function summaryOf(part: ImpactPart): ImpactSummary {
  const turnoverBps = partBps(part.turnoverCents, part.valueCents);
  const before = partBps(part.equityBefore, `${part.valueCents}0000`);
  const after = partBps(part.equityAfter, `${part.valueCents}0000`);
  return {
    accounts: part.accounts,
    moved: part.moved,
    actionsChanged: part.actionsChanged,
    tradesChanged: part.tradesChanged,
    advisedValue: dollarsOf(part.valueCents),
    turnover: dollarsOf(part.turnoverCents),
    ...(turnoverBps === undefined ? {} : { turnoverBps }),
    trades: {
      before: tradesOf(part.tradingBefore, part.tradedBefore, part.valueCents),
      after: tradesOf(part.tradingAfter, part.tradedAfter, part.valueCents),
    },
    ...(before === undefined || after === undefined ? {} : { equityExposureBps: { before, after } }),
    errors: { before: part.errorsBefore, after: part.errorsAfter },
  };
}

function tradesOf(accounts: number, cents: string, valueCents: string): ImpactTrades {
  const turnoverBps = partBps(cents, valueCents);
  return { accounts, turnover: dollarsOf(cents), ...(turnoverBps === undefined ? {} : { turnoverBps }) };
}
