import { accountTarget, type EquityDecision } from '../allocation/account-target.js';
import { WHOLE_BPS, type Asset, type Weights } from '../allocation/assets.js';
import {
  assertFeasibleBounds,
  type AccountBounds,
  type Constraints,
  type EquityRange,
} from '../allocation/bounds.js';
import { boundsInCents, heldBounds } from '../allocation/bounds-in-cents.js';
import {
  CASH_NEED_DAYS,
  cashNeeded,
  cashNeedsOverValue,
  leastBpsOf,
  type CashNeeds,
} from '../allocation/cash-needs.js';
import type { Cents } from '../allocation/money.js';
import { project } from '../allocation/project.js';
import type { Bounds, OutsideBound } from '../allocation/tightest-bounds.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { DomainError } from '../domain-error.js';
import type { PolicyDocument, RiskProfile } from '../policy/policy-document.js';
import {
  amountsOf,
  decideDrift,
  nearestWithinBands,
  turnoverBetween,
  weightsOf,
  withinBandsInCents,
  mergedDrift,
  type DriftSettings,
  type DriftTo,
} from '../rebalancing/drift.js';
import { valueHoldings, type Position, type Valuation } from './valuation.js';
import type { Verdict } from './verdict.js';

/** An account as advice needs it. */
export interface AdvisedAccount {
  readonly riskProfile: string;
  readonly cash: Cents;
  readonly positions: readonly Position[];
  readonly constraints: Constraints;
  /** Narrows the risk profile. */
  readonly equity?: EquityRange;
  readonly cashNeeds?: CashNeeds;
  /** What the account has otherwise than the policy's drift settings. */
  readonly drift?: Partial<DriftSettings>;
}

/** What an account holds now, against its target; only where there is any advised value. */
export interface Holdings {
  readonly currentBps: Weights;
  /** Target amounts in the order of ASSETS; they sum to the advised value. */
  readonly amounts: readonly Cents[];
}

/** What to trade to, where a trade is advised. */
export interface Trade {
  readonly to: DriftTo;
  readonly weights: Weights;
  /** In the order of ASSETS; they sum to the advised value. */
  readonly amounts: readonly Cents[];
  /** Half of what is bought and sold together. */
  readonly turnover: Cents;
}

/** Why to trade, or not. */
export type ActionReason = 'nothing-to-invest' | 'within-bands' | 'band-exceeded' | 'cash-short';

/** One account's advice, in numbers. */
export interface Advice extends Omit<Valuation, 'values'> {
  readonly profile: RiskProfile;
  /** Equity of the target, basis points of advised value. */
  readonly equityExposureBps: number;
  readonly targets: Weights;
  /** The account's own steps; the sleeve's come before them. */
  readonly steps: readonly WaterfallStep[];
  /** The limits of equity that decided in the place of the policy's exposure; absent where none did. */
  readonly decision?: EquityDecision;
  readonly holdings?: Holdings;
  readonly action: 'hold' | 'rebalance';
  readonly reason: ActionReason;
  /** The asset furthest past its band, or cash where it is short; absent on hold. */
  readonly trigger?: Asset;
  /** Present on rebalance. */
  readonly trade?: Trade;
  /** What the account needs in cash; absent where it has told of no needs. */
  readonly cashNeed?: Cents;
  /** Bounds that the present weights lie outside of; absent where there are none. */
  readonly outsideBounds?: readonly OutsideBound[];
}

/** Written field by field: spreading one object into another costs more than all the arithmetic. */
type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/** What an account holds and may hold, before any target. */
export interface Situation {
  readonly profile: RiskProfile;
  readonly valuation: Valuation;
  /** Absent without any advised value. */
  readonly current: Weights | undefined;
  readonly bounds: AccountBounds;
  /** Bounds that count to the cent; absent where nothing follows from what is held. */
  readonly held: Bounds | undefined;
  /** Cash that it needs; absent where it has told of no needs. */
  readonly need: Cents | undefined;
  /** Whether it holds less than that. */
  readonly isCashShort: boolean;
}

/**
 * Values an account and finds its bounds. Without any advised value what rests on present holdings (locks,
 * never-buy, never-sell, cash needs) bounds nothing.
 * @throws DomainError `unknown-risk-profile`, `infeasible-bounds`, `cash-needs-over-value`, `price-missing`,
 * `value-too-large`.
 */
export function situationOf(verdict: Verdict, account: AdvisedAccount): Situation {
  const { policy } = verdict;
  const { equity, cashNeeds } = account;
  const profile = profileOf(policy, account.riskProfile);
  const valuation = valueHoldings(verdict, account.positions, account.cash);
  const { values, advisedValue } = valuation;
  const need = cashNeeds && cashNeeded(cashNeeds, verdict.asOf, policy.cashNeedDays ?? CASH_NEED_DAYS);
  const current = advisedValue > 0 ? weightsOf(values) : undefined;
  const isCashShort = need !== undefined && account.cash < need;
  const bounds = assertFeasibleBounds(account.constraints, {
    profile,
    equity,
    current,
    cashNeedBps: current && need && needBps(need, advisedValue),
    isCashShort,
  });
  const held = bounds.keepsHeld ? heldBounds(account.constraints, values, advisedValue, need) : undefined;
  return { profile, valuation, current, bounds, held, need, isCashShort };
}

/**
 * Turns a verdict into one account's advice. Cheap: everything about the market is in the verdict.
 * Holdings of the four and their substitutes are valued at the verdict's closes; all others are excluded
 * and left alone. Without any advised value there is nothing to invest, and the split is that of money to
 * come.
 * @throws DomainError as `situationOf` does.
 */
export function recommend(verdict: Verdict, account: AdvisedAccount): Advice {
  const { policy, sleeve, exposure } = verdict;
  const situation = situationOf(verdict, account);
  const { profile, valuation, current, bounds, need, isCashShort } = situation;
  const target = accountTarget(sleeve.weights, exposure.levelBps, profile, bounds, account.equity);
  const { weights, steps, decision } = target;
  const { advisedValue } = valuation;

  const advice: Draft<Advice> = {
    profile,
    equityExposureBps: WHOLE_BPS - weights[weights.length - 1]!,
    targets: weights,
    steps,
    advisedValue,
    excludedValue: valuation.excludedValue,
    excluded: valuation.excluded,
    heldAs: valuation.heldAs,
    action: 'hold',
    reason: 'nothing-to-invest',
  };
  if (decision !== undefined) advice.decision = decision;
  if (need !== undefined) advice.cashNeed = need;
  if (current === undefined) return advice;
  if (bounds.outside !== undefined) advice.outsideBounds = bounds.outside;
  advice.holdings = { currentBps: current, amounts: targetAmounts(weights, situation) };
  const settings = account.drift === undefined ? policy.drift : mergedDrift(policy.drift, account.drift);
  const trading = decideTrade(weights, current, settings, isCashShort);
  advice.action = trading.action;
  advice.reason = trading.reason;
  if (trading.trigger === undefined) return advice;
  advice.trigger = trading.trigger;
  advice.trade = tradeOf(weights, advice.holdings, settings, situation);
  return advice;
}

/**
 * A target in cents: its weights' shares, and where what is held counts to the cent the nearest amounts to these
 * that keep it.
 */
function targetAmounts(weights: Weights, { valuation, bounds, held }: Situation): readonly Cents[] {
  const total = valuation.advisedValue;
  const amounts = amountsOf(total, weights);
  return held === undefined ? amounts : project(amounts, boundsInCents(bounds, total, held), total);
}

/** Whether to trade and why: cash that is short is raised whatever the bands say. */
export function decideTrade(
  target: Weights,
  current: Weights,
  settings: DriftSettings,
  isCashShort: boolean,
): Pick<Advice, 'action' | 'reason' | 'trigger'> {
  if (isCashShort) return { action: 'rebalance', reason: 'cash-short', trigger: 'CASH' };
  const { action, trigger } = decideDrift(target, current, settings);
  return trigger === undefined
    ? { action, reason: 'within-bands' }
    : { action, reason: 'band-exceeded', trigger };
}

/** The least weight of cash that covers a need. @throws DomainError `cash-needs-over-value`. */
function needBps(need: Cents, advisedValue: Cents): number {
  if (need > advisedValue) throw cashNeedsOverValue(need, advisedValue);
  return leastBpsOf(need, advisedValue);
}

/**
 * Where a trade goes by the settings: to the target, or to the nearest split within the bands. Its amounts are the
 * nearest to that split's shares that keep the same limits to the cent.
 */
function tradeOf(
  target: Weights,
  { currentBps, amounts }: Holdings,
  settings: DriftSettings,
  { valuation: { values, advisedValue: total }, bounds, held }: Situation,
): Trade {
  if (settings.to !== 'band-edge') {
    return { to: 'target', weights: target, amounts, turnover: turnoverBetween(values, amounts) };
  }
  const weights = nearestWithinBands(target, currentBps, settings, bounds);
  const bands = withinBandsInCents(total, target, amounts, values, settings);
  const own = boundsInCents(bounds, total, held);
  const box = {
    min: bands.min.map((least, i) => Math.max(least, own.min[i]!)),
    max: bands.max.map((most, i) => Math.min(most, own.max[i]!)),
  };
  const tradeTo = project(amountsOf(total, weights), box, total);
  return { to: 'band-edge', weights, amounts: tradeTo, turnover: turnoverBetween(values, tradeTo) };
}

/** The policy's risk profile of an id. @throws DomainError `unknown-risk-profile` naming the valid ones. */
export function profileOf(policy: PolicyDocument, id: string, pointer = '/riskProfile'): RiskProfile {
  const profile = policy.riskProfiles.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  const message = `'${id}' is not a risk profile of this policy; it has ${policy.riskProfiles
    .map((one) => one.id)
    .join(', ')}.`;
  throw new DomainError('unprocessable', 'unknown-risk-profile', message, [
    { pointer, code: 'unknown-risk-profile', message },
  ]);
}
