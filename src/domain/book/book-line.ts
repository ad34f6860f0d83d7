import { equityExposure } from '../allocation/account-target.js';
import { WHOLE_BPS } from '../allocation/assets.js';
import type { Constraints } from '../allocation/bounds.js';
import { leastBpsOf } from '../allocation/cash-needs.js';
import { parseCents, type Cents } from '../allocation/money.js';
import type { RiskProfile } from '../policy/policy-document.js';
import type { AccountBody } from '../recommendation/recommendation.js';
import { turnoverOf } from './moves.js';

/** Why an account isn't fully invested. */
export const EXCEPTION_MEANINGS = {
  exposure_lowered: 'the policy holds less than full equity at present',
  cash_need: 'the cash that the account needs or must hold at least leaves less for equity',
  constraint_binds: "others of the account's bounds leave less for equity",
  no_value: 'the account holds nothing that is advised on',
  advised_by_household: 'its household is advised as one, by a recommendation of its own',
  not_advised: 'no recommendation could be made; the error says why',
} as const;

export type BookException = keyof typeof EXCEPTION_MEANINGS;

/** The code of an account that isn't advised by itself. */
export const ADVISED_BY_HOUSEHOLD = 'advised-by-household';

/** One account's line in the statement of a whole book. */
export interface BookLine {
  readonly accountId: string;
  readonly riskProfile: string;
  /** Absent where it could not be advised. */
  readonly advised?: {
    readonly action: 'hold' | 'rebalance';
    /** Equity of the target. */
    readonly equityBps: number;
    /** The most equity that its risk profile allows. */
    readonly mostBps: number;
    readonly valueCents: Cents;
    /** What the advice moves; 0 on hold. */
    readonly turnoverCents: Cents;
  };
  /** A code, where it could not be advised. */
  readonly error?: { readonly code: string; readonly message: string };
  /** In the order of EXCEPTION_MEANINGS; none where the account is fully invested. */
  readonly exceptions: readonly BookException[];
}

/** What a line rests on besides the account's advice. */
export interface LineTerms {
  readonly profile: RiskProfile;
  /** How much of the most equity the policy holds at present. */
  readonly levelBps: number;
  readonly constraints?: Constraints | undefined;
}

/**
 * The line of an advised account. It is fully invested where it has something to invest and its target holds
 * all the equity that its risk profile allows.
 */
export function bookLine(accountId: string, advice: LineAdvice, terms: LineTerms): BookLine {
  const { action, equityExposureBps: equityBps } = advice;
  const { id: riskProfile, ceilingBps: mostBps } = terms.profile;
  const valueCents = parseCents(advice.advisedValue);
  const moved = advice.targets.map(({ tradeToBps, currentBps = 0 }) =>
    tradeToBps === undefined ? 0 : tradeToBps - currentBps,
  );
  return {
    accountId,
    riskProfile,
    advised: { action, equityBps, mostBps, valueCents, turnoverCents: turnoverOf(moved, valueCents) },
    exceptions: [
      ...(equityBps < mostBps ? shortfall(advice, terms, valueCents) : []),
      ...(valueCents > 0 ? [] : (['no_value'] as const)),
    ],
  };
}

type LineAdvice = Pick<
  AccountBody,
  'action' | 'equityExposureBps' | 'targets' | 'advisedValue' | 'waterfall' | 'cashNeed'
>;

/** The line of an account without advice, for the reason that the error's code gives. */
export const unadvisedLine = (
  accountId: string,
  riskProfile: string,
  error: { readonly code: string; readonly message: string },
): BookLine => ({
  accountId,
  riskProfile,
  error,
  exceptions: [error.code === ADVISED_BY_HOUSEHOLD ? 'advised_by_household' : 'not_advised'],
});

/**
 * What takes equity away, one after the other: the policy's exposure, the account's own range of equity, then
 * its bounds. Cash at the least that the account asks for is what its bounds left room for.
 */
function shortfall(advice: LineAdvice, { profile, levelBps, constraints }: LineTerms, valueCents: Cents) {
  const { equityExposureBps: equityBps, cashNeed } = advice;
  const policyBps = equityExposure(profile, levelBps);
  const exposed = advice.waterfall.find(({ step }) => step === 'exposure');
  const exposedBps = exposed === undefined ? policyBps : WHOLE_BPS - exposed.weights.CASH;
  const needBps =
    cashNeed === undefined || valueCents === 0 ? 0 : leastBpsOf(parseCents(cashNeed.amount), valueCents);
  const leastCashBps = Math.max(constraints?.CASH?.minBps ?? 0, needBps);
  const isBound = equityBps < exposedBps;
  const needsCash = isBound && WHOLE_BPS - equityBps === leastCashBps;
  const exceptions: BookException[] = [];
  if (policyBps < profile.ceilingBps) exceptions.push('exposure_lowered');
  if (needsCash) exceptions.push('cash_need');
  if (exposedBps < policyBps || (isBound && !needsCash)) exceptions.push('constraint_binds');
  return exceptions;
}
