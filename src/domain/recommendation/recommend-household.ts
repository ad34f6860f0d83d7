import { equityExposure, exposedSplit } from '../allocation/account-target.js';
import { ASSETS, WHOLE_BPS, type Weights } from '../allocation/assets.js';
import {
  nearestBase,
  setFunctionOf,
  withinBox,
  type AccountBox,
  type SetFunction,
} from '../allocation/base-polytope.js';
import { boundName } from '../allocation/bound-origin.js';
import { MOST_CENTS, valueTooLarge, type Cents } from '../allocation/money.js';
import type { WaterfallStep } from '../allocation/target-weights.js';
import { DomainError } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import { amountsOf, bandEdges, weightsOf } from '../rebalancing/drift.js';
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
}

/** One split for the sum of a household's accounts. */
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
 * cent. Amounts are exact; weights are those amounts as whole basis points. Accounts of no value hold
 * nothing and bind nothing.
 * @throws DomainError `no-accounts`; as `situationOf` does, naming the account.
 */
export function recommendHousehold(verdict: Verdict, household: AdvisedHousehold): HouseholdAdvice {
  const { policy, sleeve, exposure } = verdict;
  const profile = profileOf(policy, household.riskProfile);
  if (household.members.length === 0) throw noAccounts();
  const seats = household.members.map((member) => seatOf(verdict, member));
  const advisedValue = sumOf(seats, ({ situation }) => situation.valuation.advisedValue);
  if (advisedValue > MOST_CENTS) throw valueTooLarge();
  const exposed = exposedSplit(sleeve.weights, equityExposure(profile, exposure.levelBps));
  const needs = seats.filter(({ situation }) => situation.need !== undefined);
  const common = {
    profile,
    advisedValue,
    excludedValue: sumOf(seats, ({ situation }) => situation.valuation.excludedValue),
    excluded: seats.flatMap(({ situation }) => situation.valuation.excluded),
    heldAs: heldTogether(verdict, seats),
    ...(needs.length === 0 ? {} : { cashNeed: sumOf(needs, ({ situation }) => situation.need ?? 0) }),
  };
  const first: WaterfallStep = { step: 'exposure', weights: exposed };
  if (advisedValue <= 0) {
    return {
      ...common,
      equityExposureBps: equityOf(exposed),
      targets: exposed,
      steps: [first],
      action: 'hold',
      reason: 'nothing-to-invest',
      members: seats.map((seat) => memberAdvice(seat, [])),
    };
  }

  const wanted = amountsOf(advisedValue, exposed);
  const together = setFunctionOf(
    seats.map(({ box }) => box),
    ASSETS.length,
  );
  const { point, tight } = nearestBase(together, wanted.map(BigInt));
  const amounts = point.map(Number);
  const isWanted = amounts.every((amount, i) => amount === wanted[i]);
  const targets = isWanted ? exposed : weightsOf(amounts);
  const isMoved = targets.some((weight, i) => weight !== exposed[i]);
  const values = ASSETS.map((_, i) => sumOf(seats, ({ situation }) => situation.valuation.values[i]!));
  const holdings: Holdings = { currentBps: weightsOf(values), amounts };
  const isCashShort = seats.some(({ account, situation }) => account.cash < (situation.need ?? 0));
  const decision = decideTrade(targets, holdings.currentBps, policy.drift, isCashShort);
  return {
    ...common,
    equityExposureBps: equityOf(targets),
    targets,
    steps: isMoved ? [first, { step: 'constraint:accounts', weights: targets }] : [first],
    holdings,
    ...decision,
    ...(decision.trigger === undefined
      ? {}
      : { trade: tradeOf(verdict, targets, holdings, values, together) }),
    members: seats.map((seat) => memberAdvice(seat, tight)),
  };
}

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

/** Bounds in basis points as whole cents, wide enough that whatever they allow stays allowed. */
function boxOf({ valuation, bounds }: Situation): AccountBox {
  const total = BigInt(Math.max(0, valuation.advisedValue));
  const whole = BigInt(WHOLE_BPS);
  return {
    total,
    min: bounds.min.map((bps) => (total * BigInt(bps)) / whole),
    max: bounds.max.map((bps) => (total * BigInt(bps) + whole - 1n) / whole),
  };
}

/**
 * The bounds of an account that the household's split lies on. A set of assets that is full over all accounts
 * is full in each: either the account holds the most of each of them, or the least of each of the others.
 */
function memberAdvice({ id, situation, box }: Seat, tight: readonly number[]): MemberAdvice {
  const { profile, valuation, bounds } = situation;
  const binding = new Set<string>();
  for (const set of box.total > 0n ? tight : []) {
    const inSet = (i: number): boolean => ((set >> i) & 1) === 1;
    const most = box.max.reduce((sum, one, i) => (inSet(i) ? sum + one : sum), 0n);
    const least = box.min.reduce((sum, one, i) => (inSet(i) ? sum : sum + one), 0n);
    const isByMost = most <= box.total - least;
    ASSETS.forEach((asset, i) => {
      if (inSet(i) !== isByMost) return;
      const from = isByMost ? bounds.maxFrom[i] : bounds.minFrom[i];
      if (from !== undefined) binding.add(boundName(asset, from));
    });
  }
  return { id, riskProfile: profile.id, advisedValue: valuation.advisedValue, binding: [...binding] };
}

/** As for an account: to the target, or to the nearest amounts within the bands that the accounts can hold. */
function tradeOf(
  { policy }: Verdict,
  targets: Weights,
  { amounts }: Holdings,
  values: readonly Cents[],
  together: SetFunction,
): Trade {
  if (policy.drift.to !== 'band-edge') return { to: 'target', weights: targets, amounts };
  const total = BigInt(amounts.reduce((sum, one) => sum + one, 0));
  const whole = BigInt(WHOLE_BPS);
  const edges = bandEdges(targets, policy.drift);
  // The exact target may lie a fraction of a basis point beside its rounded weight: it stays inside.
  const { point } = nearestBase(
    withinBox(together, {
      min: edges.min.map((bps, i) => {
        const edge = (total * BigInt(bps) + whole - 1n) / whole;
        return edge < amounts[i]! ? edge : BigInt(amounts[i]!);
      }),
      max: edges.max.map((bps, i) => {
        const edge = (total * BigInt(bps)) / whole;
        return edge > amounts[i]! ? edge : BigInt(amounts[i]!);
      }),
    }),
    values.map(BigInt),
  );
  const edgeAmounts = point.map(Number);
  return { to: 'band-edge', weights: weightsOf(edgeAmounts), amounts: edgeAmounts };
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
