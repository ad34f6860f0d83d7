import { WHOLE_BPS } from '../allocation/assets.js';
import { parseCents, type Cents } from '../allocation/money.js';
import type { RiskProfile } from '../policy/policy-document.js';
import type { AccountBody } from '../recommendation/recommendation.js';
import { turnoverOf } from './moves.js';

/** Why an account isn't fully invested. */
export const EXCEPTION_MEANINGS = {
  exposure_lowered: 'the policy holds less than full equity at present',
  cash_need: "the account's least cash leaves less for equity",
  constraint_binds: "others of the account's bounds leave less for equity",
  no_value: 'the account holds nothing that is advised on',
  not_advised: 'no recommendation could be made; the error says why',
} as const;

export type BookException = keyof typeof EXCEPTION_MEANINGS;

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

/**
 * The line of an advised account. It is fully invested where it has something to invest and its target holds
 * all the equity that its risk profile allows.
 */
export function bookLine(
  accountId: string,
  advice: Pick<AccountBody, 'action' | 'equityExposureBps' | 'targets' | 'advisedValue' | 'waterfall'>,
  profile: RiskProfile,
): BookLine {
  const { action, equityExposureBps: equityBps } = advice;
  const mostBps = profile.ceilingBps;
  const valueCents = parseCents(advice.advisedValue);
  const drifts = advice.targets.map(({ driftBps = 0 }) => driftBps);
  return {
    accountId,
    riskProfile: profile.id,
    advised: {
      action,
      equityBps,
      mostBps,
      valueCents,
      turnoverCents: action === 'hold' ? 0 : turnoverOf(drifts, valueCents),
    },
    exceptions: [
      ...(equityBps < mostBps ? shortfall(advice, equityBps, mostBps) : []),
      ...(valueCents > 0 ? [] : (['no_value'] as const)),
    ],
  };
}

export const unadvisedLine = (
  accountId: string,
  riskProfile: string,
  error: { readonly code: string; readonly message: string },
): BookLine => ({ accountId, riskProfile, error, exceptions: ['not_advised'] });

const CONSTRAINT = 'constraint:';
const LEAST_CASH = 'CASH.min';

/** What takes equity away: the exposure, then the bounds that bind after it. */
function shortfall(
  { waterfall }: Pick<AccountBody, 'waterfall'>,
  equityBps: number,
  mostBps: number,
): BookException[] {
  const exposed = waterfall.find(({ step }) => step === 'exposure');
  const exposedBps = exposed === undefined ? mostBps : WHOLE_BPS - exposed.weights.CASH;
  const binding = waterfall.filter(({ step }) => step.startsWith(CONSTRAINT)).map(({ step }) => step);
  const takes = equityBps < exposedBps;
  const needsCash = takes && binding.some((step) => step.includes(LEAST_CASH));
  return [
    ...(exposedBps < mostBps ? (['exposure_lowered'] as const) : []),
    ...(needsCash ? (['cash_need'] as const) : []),
    ...(takes && !needsCash ? (['constraint_binds'] as const) : []),
  ];
}
