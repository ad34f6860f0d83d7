import { accountTarget } from '../allocation/account-target.js';
import { WHOLE_BPS, type Asset, type Weights } from '../allocation/assets.js';
import { assertFeasibleBounds, type Constraints } from '../allocation/bounds.js';
import { MOST_CENTS, valueOf, valueTooLarge, type Cents, type Micros } from '../allocation/money.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { DomainError } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import type { PolicyDocument, RiskProfile } from '../policy/policy-document.js';
import { amountsOf, decideDrift, weightsOf } from '../rebalancing/drift.js';
import type { Verdict } from './verdict.js';

/** A holding. `marketValue` counts only where the symbol is outside the advised four. */
export interface Position {
  readonly symbol: string;
  readonly quantity: Micros;
  readonly marketValue?: Cents;
}

/** An account as advice needs it. */
export interface AdvisedAccount {
  readonly riskProfile: string;
  readonly cash: Cents;
  readonly positions: readonly Position[];
  readonly constraints: Constraints;
}

/** What an account holds now, against its target; only where there is any advised value. */
export interface Holdings {
  readonly currentBps: Weights;
  /** Target amounts in the order of ASSETS; they sum to the advised value. */
  readonly amounts: readonly Cents[];
}

/** One account's advice, in numbers. */
export interface Advice {
  readonly profile: RiskProfile;
  /** Equity of the target, basis points of advised value. */
  readonly equityExposureBps: number;
  readonly targets: Weights;
  /** The account's own steps; the sleeve's come before them. */
  readonly steps: readonly WaterfallStep[];
  readonly advisedValue: Cents;
  readonly excludedValue: Cents;
  /** Symbols outside the four that came without a market value. */
  readonly unvalued: readonly string[];
  readonly holdings?: Holdings;
  readonly action: 'hold' | 'rebalance';
  /** The asset furthest past its band; absent on hold. */
  readonly trigger?: Asset;
}

/** Written field by field: spreading one object into another costs more than all the arithmetic. */
type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

/**
 * Turns a verdict into one account's advice. Cheap: everything about the market is in the verdict.
 * Holdings of the four are valued at the verdict's closes; all others are excluded and left alone.
 * @throws DomainError `unknown-risk-profile`, `infeasible-bounds`.
 */
export function recommend(verdict: Verdict, account: AdvisedAccount): Advice {
  const { policy, sleeve, exposure, prices } = verdict;
  const profile = profileOf(policy, account.riskProfile);
  const bounds = assertFeasibleBounds(account.constraints, profile);
  const target = accountTarget(sleeve.weights, exposure.levelBps, profile, bounds);

  const values: Cents[] = [0, 0, 0, 0, account.cash];
  let advisedValue = account.cash;
  let excludedValue = 0;
  const unvalued: string[] = [];
  for (const { symbol, quantity, marketValue } of account.positions) {
    const i = (ADVISED as readonly string[]).indexOf(symbol);
    if (i >= 0) {
      const value = valueOf(quantity, prices[i]!);
      values[i] = value;
      advisedValue += value;
    } else if (marketValue === undefined) unvalued.push(symbol);
    else excludedValue += marketValue;
  }

  const { weights, steps } = target;
  const advice: Draft<Advice> = {
    profile,
    equityExposureBps: WHOLE_BPS - weights[weights.length - 1]!,
    targets: weights,
    steps,
    advisedValue,
    excludedValue,
    unvalued,
    action: 'hold',
  };
  if (advisedValue <= 0) return advice;
  if (advisedValue > MOST_CENTS) {
    throw valueTooLarge();
  }
  const currentBps = weightsOf(values);
  advice.holdings = { currentBps, amounts: amountsOf(advisedValue, weights) };
  const { action, trigger } = decideDrift(weights, currentBps, policy.drift);
  advice.action = action;
  if (trigger !== undefined) advice.trigger = trigger;
  return advice;
}

/** The policy's risk profile of an id. @throws DomainError `unknown-risk-profile` naming the valid ones. */
export function profileOf(policy: PolicyDocument, id: string): RiskProfile {
  const profile = policy.riskProfiles.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  const message = `'${id}' is not a risk profile of this policy; it has ${policy.riskProfiles
    .map((one) => one.id)
    .join(', ')}.`;
  throw new DomainError('unprocessable', 'unknown-risk-profile', message, [
    { pointer: '/riskProfile', code: 'unknown-risk-profile', message },
  ]);
}
