import { exposedTarget } from '../allocation/account-target.js';
import { ASSETS, WHOLE_BPS, type Weights } from '../allocation/assets.js';
import {
  nearestBase,
  setFunctionOf,
  tightSets,
  withinBox,
  type AccountBox,
  type SetFunction,
} from '../allocation/base-polytope.js';
import { boundName } from '../allocation/bound-origin.js';
import { assertFeasibleBounds } from '../allocation/bounds.js';
import type { Box, OutsideBound } from '../allocation/tightest-bounds.js';
import { boundsInCents } from '../allocation/bounds-in-cents.js';
import { place } from '../allocation/placement.js';
import { MOST_CENTS, valueTooLarge, type Cents } from '../allocation/money.js';
import { DomainError } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import { amountsOf, turnoverBetween, weightsOf, withinBandsInCents } from '../rebalancing/drift.js';
import { assertWithinLimits, limitPassed, limitsOf } from './household-limits.js';
import {
  decideTrade,
  profileOf,
  situationOf,
  type Advice,
  type AdvisedAccount,
  type Holdings,
  type Situation,
  type Trade,
} from './recommend.js';
import type { HeldFund } from './valuation.js';
import type { Verdict } from './verdict.js';

/** An account of a household, by the id that refusals and answers name it with. */
export interface HouseholdMember {
  readonly id: string;
  readonly account: AdvisedAccount;
}

/** A household that is advised as one: its own profile, and accounts with bounds of their own. */
export interface AdvisedHousehold {
  readonly riskProfile: string;
  readonly members: readonly HouseholdMember[];
}

/** What an account has to do with the household's split. */
export interface MemberAdvice {
  readonly id: string;
  readonly riskProfile: string;
  readonly advisedValue: Cents;
  /** The account's bounds that keep the household from its target; by name, none where it can hold it. */
  readonly binding: readonly string[];
  /** How much less cash it holds than it needs; absent where it holds enough. */
  readonly cashShort?: Cents;
  /** The account's bounds that its own present weights lie outside of; absent where there are none. */
  readonly outsideBounds?: readonly OutsideBound[];
  /** Its part of the trade; absent on hold. */
  readonly placement?: Placement;
}

/** What an account holds and what to trade to, in the order of ASSETS. */
export interface Placement {
  readonly held: readonly Cents[];
  readonly tradeTo: readonly Cents[];
  /** Half of what it buys and sells together. */
  readonly turnover: Cents;
}

/** One split for the sum of a household's accounts; `outsideBounds` are the limits of its own profile. */
export interface HouseholdAdvice extends Advice {
  readonly members: readonly MemberAdvice[];
}

interface Seat {
  readonly id: string;
  readonly account: AdvisedAccount;
  readonly situation: Situation;
  readonly box: AccountBox;
}

/**
 * One split for a household: the sleeve at the exposure of the household's own profile, moved to the nearest
 * amounts that its accounts can hold together, each within its own profile and bounds, every bound kept to the
 * cent, and all of them within the household's. What is traded is placed in the accounts with the least buying
 * (`place`). Amounts are exact; weights are those amounts as whole basis points. Accounts of no value hold nothing
 * and bind nothing.
 * @throws DomainError `no-accounts`; as `situationOf` and `assertWithinLimits` do, naming the accounts.
 */
export function recommendHousehold(verdict: Verdict, household: AdvisedHousehold): HouseholdAdvice {
  const { policy, sleeve, exposure } = verdict;
  const profile = profileOf(policy, household.riskProfile);
  if (household.members.length === 0) throw noAccounts();
  const seats = household.members.map((member) => seatOf(verdict, member));
  const advisedValue = sumOf(seats, ({ situation }) => situation.valuation.advisedValue);
  if (advisedValue > MOST_CENTS) throw valueTooLarge();
  const target = exposedTarget(sleeve.weights, exposure.levelBps, profile);
  const { weights: exposed, steps, decision } = target;
  const needs = seats.filter(({ situation }) => situation.need !== undefined);
  const common = {
    profile,
    advisedValue,
    excludedValue: sumOf(seats, ({ situation }) => situation.valuation.excludedValue),
    excluded: seats.flatMap(({ situation }) => situation.valuation.excluded),
    heldAs: heldTogether(verdict, seats),
    ...(decision === undefined ? {} : { decision }),
    ...(needs.length === 0 ? {} : { cashNeed: sumOf(needs, ({ situation }) => situation.need ?? 0) }),
  };
  if (advisedValue <= 0) {
    return {
      ...common,
      equityExposureBps: equityOf(exposed),
      targets: exposed,
      steps,
      action: 'hold',
      reason: 'nothing-to-invest',
      members: seats.map((seat) => memberAdvice(seat, [], undefined)),
    };
  }

  const wanted = amountsOf(advisedValue, exposed);
  const together = setFunctionOf(
    seats.map(({ box }) => box),
    ASSETS.length,
  );
  const limits = limitsOf(profile, advisedValue);
  assertWithinLimits(seats, profile, limits);
  const { amounts, tight, limit } = nearestWithin(together, limits, wanted);
  const isWanted = amounts.every((amount, i) => amount === wanted[i]);
  const targets = isWanted ? exposed : weightsOf(amounts);
  const isMoved = targets.some((weight, i) => weight !== exposed[i]);
  const values = ASSETS.map((_, i) => sumOf(seats, ({ situation }) => situation.valuation.values[i]!));
  const holdings: Holdings = { currentBps: weightsOf(values), amounts };
  // What an account of no value is short of can't be raised in it.
  const isCashShort = seats.some(({ situation, box }) => situation.isCashShort && box.total > 0n);
  const trading = decideTrade(targets, holdings.currentBps, policy.drift, isCashShort);
  const { outside } = assertFeasibleBounds({}, { profile, current: holdings.currentBps });
  const tradeTo =
    trading.trigger === undefined
      ? undefined
      : tradeToOf(verdict, targets, holdings, values, together, limits);
  const placements = tradeTo && placementsOf(seats, tradeTo.amounts);
  return {
    ...common,
    equityExposureBps: equityOf(targets),
    targets,
    steps: isMoved
      ? [...steps, { step: `constraint:accounts${limit === undefined ? '' : `,${limit}`}`, weights: targets }]
      : steps,
    holdings,
    ...(outside === undefined ? {} : { outsideBounds: outside }),
    ...trading,
    ...(tradeTo && placements && { trade: { ...tradeTo, turnover: turnoverOf(placements) } }),
    members: seats.map((seat, k) => memberAdvice(seat, tight, placements?.[k])),
  };
}

/** The nearest amounts that the accounts can hold within the household's limits; and the limit that then binds. */
function nearestWithin(
  together: SetFunction,
  limits: Box,
  wanted: readonly Cents[],
): { amounts: readonly Cents[]; tight: readonly number[]; limit: string | undefined } {
  const target = wanted.map(BigInt);
  const free = nearestBase(together, target);
  const limit = limitPassed(free.point.map(Number), limits);
  if (limit === undefined) return { amounts: free.point.map(Number), tight: free.tight, limit };
  const { point } = nearestBase(withinLimits(together, limits), target);
  return { amounts: point.map(Number), tight: tightSets(together, point), limit };
}

const withinLimits = (together: SetFunction, { min, max }: Box): SetFunction =>
  withinBox(together, { min: min.map(BigInt), max: max.map(BigInt) });

const equityOf = (weights: Weights): number => WHOLE_BPS - weights[weights.length - 1]!;

const sumOf = (seats: readonly Seat[], of: (seat: Seat) => number): number =>
  seats.reduce((sum, seat) => sum + of(seat), 0);

function noAccounts(): DomainError {
  return new DomainError('unprocessable', 'no-accounts', 'The household has no accounts to advise.');
}

/** An account's situation, and its bounds in cents; a refusal names the account. */
function seatOf(verdict: Verdict, { id, account }: HouseholdMember): Seat {
  try {
    const situation = situationOf(verdict, account);
    return { id, account, situation, box: boxOf(situation) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fields = error.fields.map((field) => ({ ...field, pointer: `/accounts/${id}${field.pointer}` }));
    throw new DomainError(error.kind, error.code, `Account ${id}: ${error.message}`, fields);
  }
}

/** An account's bounds to the cent. */
function boxOf({ valuation, bounds, held }: Situation): AccountBox {
  const total = Math.max(0, valuation.advisedValue);
  const { min, max } = boundsInCents(bounds, total, held);
  return { total: BigInt(total), min: min.map(BigInt), max: max.map(BigInt) };
}

/** Each account's part of what the household trades to. */
function placementsOf(seats: readonly Seat[], amounts: readonly Cents[]): Placement[] {
  const accounts = seats.map(({ situation, box }) => ({
    held: situation.valuation.values,
    min: box.min.map(Number),
    max: box.max.map(Number),
  }));
  return place(accounts, amounts).map((tradeTo, k) => {
    const { held } = accounts[k]!;
    return { held, tradeTo, turnover: turnoverBetween(held, tradeTo) };
  });
}

/** What the accounts trade is what counts: some trade with one another where the household as a whole does not. */
const turnoverOf = (placements: readonly Placement[]): Cents =>
  placements.reduce((sum, { turnover }) => sum + turnover, 0);

/**
 * The bounds of an account that the household's split lies on. A set of assets that is full over all accounts
 * is full in each: either the account holds the most of each of them, or the least of each of the others.
 */
function memberAdvice(
  { id, account, situation, box }: Seat,
  tight: readonly number[],
  placement: Placement | undefined,
): MemberAdvice {
  const { profile, valuation, bounds, need = 0, isCashShort } = situation;
  const binding = new Set<string>();
  for (const set of box.total > 0n ? tight : []) {
    const inSet = (i: number): boolean => ((set >> i) & 1) === 1;
    const most = box.max.reduce((sum, one, i) => (inSet(i) ? sum + one : sum), 0n);
    const least = box.min.reduce((sum, one, i) => (inSet(i) ? sum : sum + one), 0n);
    const isByMost = most <= box.total - least;
    ASSETS.forEach((asset, i) => {
      if (inSet(i) !== isByMost) return;
      const from = isByMost ? bounds.maxFrom[i]! : bounds.minFrom[i]!;
      for (const one of from) binding.add(boundName(asset, one));
    });
  }
  return {
    id,
    riskProfile: profile.id,
    advisedValue: valuation.advisedValue,
    binding: [...binding],
    ...(isCashShort ? { cashShort: need - account.cash } : {}),
    ...(bounds.outside === undefined ? {} : { outsideBounds: bounds.outside }),
    ...(placement === undefined ? {} : { placement }),
  };
}

/** As for an account: to the target, or to the nearest amounts within the bands that the accounts can hold. */
function tradeToOf(
  { policy }: Verdict,
  targets: Weights,
  { amounts }: Holdings,
  values: readonly Cents[],
  together: SetFunction,
  limits: Box,
): Omit<Trade, 'turnover'> {
  if (policy.drift.to !== 'band-edge') return { to: 'target', weights: targets, amounts };
  const total = amounts.reduce((sum, one) => sum + one, 0);
  const bands = withinBandsInCents(total, targets, amounts, values, policy.drift);
  const within = withinLimits(together, {
    min: bands.min.map((cents, i) => Math.max(cents, limits.min[i]!)),
    max: bands.max.map((cents, i) => Math.min(cents, limits.max[i]!)),
  });
  const tradeTo = nearestBase(within, values.map(BigInt)).point.map(Number);
  return { to: 'band-edge', weights: weightsOf(tradeTo), amounts: tradeTo };
}

/** The funds that each exposure is held through over all accounts, where a substitute is among them. */
function heldTogether({ closes }: Verdict, seats: readonly Seat[]): Advice['heldAs'] {
  return ADVISED.map((symbol, i) => {
    const throughOthers = seats.filter(({ situation }) => situation.valuation.heldAs[i] !== undefined);
    if (throughOthers.length === 0) return undefined;
    const funds = new Map<string, HeldFund>();
    for (const { situation } of seats) {
      const { heldAs, values } = situation.valuation;
      for (const fund of heldAs[i] ?? [{ symbol, value: values[i]!, close: closes[symbol] }]) {
        const before = funds.get(fund.symbol)?.value ?? 0;
        if (fund.value > 0 || before > 0) funds.set(fund.symbol, { ...fund, value: before + fund.value });
      }
    }
    return [...funds.values()];
  });
}
