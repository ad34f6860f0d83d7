import { boundsOfStep, equityExposure, setsEquity } from '../allocation/account-target.js';
import { WHOLE_BPS } from '../allocation/assets.js';
import { boundName } from '../allocation/bound-origin.js';
import type { Constraints } from '../allocation/bounds.js';
import { leastBpsOf } from '../allocation/cash-needs.js';
import { parseCents, type Cents } from '../allocation/money.js';
import type { RiskProfile } from '../policy/policy-document.js';
import type { AccountBody } from '../recommendation/recommendation.js';

/** Why an account isn't fully invested. */
export const EXCEPTION_MEANINGS = {
  exposure_lowered: 'the policy holds less than full equity at present',
  cash_need: 'the cash that the account needs or must hold at least leaves less for equity',
  constraint_binds: "others of the account's bounds leave less for equity",
  no_value: 'the account holds nothing that is advised on',
  not_advised: 'no recommendation could be made; the error says why',
} as const;

export type BookException = keyof typeof EXCEPTION_MEANINGS;

/** One account's line in the statement of a whole book. */
export interface BookLine {
  readonly accountId: string;
  /** The household that it is advised with as one; absent where it is advised by itself. */
  readonly householdId?: string;
  readonly riskProfile: string;
  /** Absent where it could not be advised. Advice for a household is each of its accounts'. */
  readonly advised?: {
    readonly action: 'hold' | 'rebalance';
    /** Equity of the target. */
    readonly equityBps: number;
    /** The most equity that the risk profile which is advised by allows. */
    readonly mostBps: number;
    /** The account's own. */
    readonly valueCents: Cents;
    /** What the advice moves of the account's own; 0 on hold. */
    readonly turnoverCents: Cents;
    /**
     * Its limits and bounds that decide its split, by name; of an account of a household its own that bind the
     * household's, and after them those of others, each with `@` and the other's id.
     */
    readonly binding: readonly string[];
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
  return {
    accountId,
    riskProfile,
    advised: {
      action,
      equityBps,
      mostBps,
      valueCents,
      turnoverCents: turnoverOf(advice),
      binding: advice.waterfall.flatMap(({ step }) => boundsOfStep(step)),
    },
    exceptions: exceptionsOf(advice, terms, valueCents),
  };
}

/**
 * The lines of a household's accounts, in the order given: action, equity and exceptions are the household's, value
 * and what is moved each account's own. An account of no value is never fully invested.
 */
export function householdLines(
  householdId: string,
  accounts: readonly { readonly id: string; readonly riskProfile: string }[],
  advice: LineAdvice,
  terms: LineTerms,
): BookLine[] {
  const { action, equityExposureBps: equityBps } = advice;
  const { ceilingBps: mostBps } = terms.profile;
  const exceptions = exceptionsOf(advice, terms, parseCents(advice.advisedValue));
  const ofOthers = (advice.accounts ?? []).flatMap(({ accountId, binding = [] }) =>
    binding.map((name) => ({ accountId, name })),
  );
  const members = new Map(advice.accounts?.map((member) => [member.accountId, member]));
  return accounts.map(({ id, riskProfile }) => {
    const member = members.get(id);
    const valueCents = parseCents(member?.advisedValue ?? '0');
    const turnoverCents = parseCents(member?.turnover ?? '0');
    const others = ofOthers.filter(({ accountId }) => accountId !== id);
    const binding = [
      ...(member?.binding ?? []),
      ...others.map(({ accountId, name }) => `${name}@${accountId}`),
    ];
    const advised = { action, equityBps, mostBps, valueCents, turnoverCents, binding };
    const isEmpty = valueCents === 0 && !exceptions.includes('no_value');
    return {
      accountId: id,
      householdId,
      riskProfile,
      advised,
      exceptions: isEmpty ? [...exceptions, 'no_value'] : exceptions,
    };
  });
}

type LineAdvice = Pick<
  AccountBody,
  'action' | 'equityExposureBps' | 'turnover' | 'advisedValue' | 'waterfall' | 'cashNeed' | 'accounts'
>;

const turnoverOf = ({ turnover }: LineAdvice): Cents => (turnover === undefined ? 0 : parseCents(turnover));

const exceptionsOf = (advice: LineAdvice, terms: LineTerms, valueCents: Cents): BookException[] => [
  ...(advice.equityExposureBps < terms.profile.ceilingBps ? shortfall(advice, terms, valueCents) : []),
  ...(valueCents > 0 ? [] : (['no_value'] as const)),
];

/** The line of an account without advice, for the reason that the error's code gives. */
export const unadvisedLine = (
  accountId: string,
  riskProfile: string,
  error: { readonly code: string; readonly message: string },
  householdId?: string,
): BookLine => ({
  accountId,
  ...(householdId === undefined ? {} : { householdId }),
  riskProfile,
  error,
  exceptions: ['not_advised'],
});

/**
 * What takes equity away, one after the other: the policy's exposure, the account's own range of equity, then
 * its bounds.
 */
function shortfall(advice: LineAdvice, terms: LineTerms, valueCents: Cents): BookException[] {
  const { profile, levelBps } = terms;
  const { equityExposureBps: equityBps } = advice;
  const policyBps = equityExposure(profile, levelBps);
  const exposed = advice.waterfall.findLast(({ step }) => setsEquity(step));
  const exposedBps = exposed === undefined ? policyBps : WHOLE_BPS - exposed.weights.CASH;
  const bound = equityBps < exposedBps ? boundBy(advice, terms, valueCents) : [];
  const exceptions: BookException[] = [];
  if (policyBps < profile.ceilingBps) exceptions.push('exposure_lowered');
  if (bound.includes('cash_need')) exceptions.push('cash_need');
  if (exposedBps < policyBps || bound.includes('constraint_binds')) exceptions.push('constraint_binds');
  return exceptions;
}

/** Which kinds of bounds leave less for equity than the exposure; of a household's, those that bind its accounts. */
function boundBy(advice: LineAdvice, terms: LineTerms, valueCents: Cents): readonly BookException[] {
  if (advice.accounts === undefined) {
    return [isAtLeastCash(advice, terms, valueCents) ? 'cash_need' : 'constraint_binds'];
  }
  const names = new Set(advice.accounts.flatMap(({ binding = [] }) => binding));
  const needsCash = CASH_NEEDS.some((name) => names.has(name));
  const isBoundOtherwise = !needsCash || OTHER_CASH_BOUNDS.some((name) => names.has(name));
  return [
    ...(needsCash ? ['cash_need' as const] : []),
    ...(isBoundOtherwise ? ['constraint_binds' as const] : []),
  ];
}

const CASH_NEEDS = (['cashNeeds', 'min'] as const).map((from) => boundName('CASH', from));
const OTHER_CASH_BOUNDS = (['ceiling', 'equityMax', 'lock', 'neverSell'] as const).map((from) =>
  boundName('CASH', from),
);

/** Whether cash is at the least that the account asks for, which is then what left less room for equity. */
function isAtLeastCash(
  { equityExposureBps, cashNeed }: LineAdvice,
  { constraints }: LineTerms,
  valueCents: Cents,
): boolean {
  const needBps =
    cashNeed === undefined || valueCents === 0 ? 0 : leastBpsOf(parseCents(cashNeed.amount), valueCents);
  return WHOLE_BPS - equityExposureBps === Math.max(constraints?.CASH?.minBps ?? 0, needBps);
}
