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
import { changeOf, dollarsOf, type BookChange } from './statement.js';

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
}

/** What is summed up of the accounts of one risk profile, or of all. Plain JSON, adding up in any order. */
export interface ImpactPart {
  readonly accounts: number;
  /** Accounts whose target split differs. */
  readonly moved: number;
  /** Accounts whose action differs. */
  readonly actionsChanged: number;
  /** Of accounts that both versions advise; cents, as decimal text. */
  readonly valueCents: string;
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
    valueCents: String(valueCents),
    turnoverCents: String(turnoverCents),
    equityBefore: equity(before.equityExposureBps),
    equityAfter: equity(after.equityExposureBps),
  };
  return { part, turnoverCents, valueCents };
}

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
  readonly advisedValue: string;
  readonly turnover: string;
  readonly turnoverBps?: number;
  readonly equityExposureBps?: { readonly before: number; readonly after: number };
  readonly errors: { readonly before: Counts; readonly after: Counts };
}

export interface BookImpact extends ImpactSummary {
  readonly byRiskProfile: readonly (ImpactSummary & { readonly riskProfile: string })[];
  readonly mostMoved: readonly BookChange[];
}

export function impactOf({ profiles, largest }: ImpactTotals): BookImpact {
  const parts = Object.entries(profiles).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...summaryOf(parts.reduce((sum, [, part]) => addParts(sum, part), NOTHING)),
    byRiskProfile: parts.map(([riskProfile, part]) => ({ riskProfile, ...summaryOf(part) })),
    mostMoved: largest.map(changeOf),
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
    advisedValue: dollarsOf(part.valueCents),
    turnover: dollarsOf(part.turnoverCents),
    ...(turnoverBps === undefined ? {} : { turnoverBps }),
    ...(before === undefined || after === undefined ? {} : { equityExposureBps: { before, after } }),
    errors: { before: part.errorsBefore, after: part.errorsAfter },
  };
}
