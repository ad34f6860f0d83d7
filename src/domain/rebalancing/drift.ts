import { ASSETS, WHOLE_BPS, assertWhole, type Asset, type Weights } from '../allocation/assets.js';
import { centsDown, centsUp } from '../allocation/bounds-in-cents.js';
import type { Cents } from '../allocation/money.js';
import type { Box } from '../allocation/tightest-bounds.js';
import { project } from '../allocation/project.js';
import { giveToLargest, roundToTotal } from '../allocation/rounding.js';
import type { PolicyDocument } from '../policy/policy-document.js';

/** Where a trade goes to: the target itself, or no further than it must. */
export type DriftTo = 'target' | 'band-edge';

/** The bands of a policy and where trades go; the target where the policy names none. */
export type DriftSettings = PolicyDocument['drift'];

/**
 * The policy's settings with what an account has otherwise. Where the account gives the least or the most alone
 * and it crosses the policy's other one, the account's figure counts for both.
 */
export function mergedDrift(policy: DriftSettings, own: Partial<DriftSettings>): DriftSettings {
  const merged = { ...policy, ...own };
  if (merged.minBps <= merged.maxBps) return merged;
  return own.maxBps === undefined
    ? { ...merged, maxBps: merged.minBps }
    : { ...merged, minBps: merged.maxBps };
}

/** Whether to trade, and the asset furthest past its band. */
export interface DriftDecision {
  readonly action: 'hold' | 'rebalance';
  /** The asset most over its band; absent while all are within. */
  readonly trigger?: Asset;
}

/** The band around a target weight in hundredths of a basis point, so that nothing is rounded. */
const bandOf = (target: number, { minBps, maxBps, ofTargetPct }: DriftSettings): number =>
  Math.max(minBps * 100, Math.min(maxBps * 100, ofTargetPct * target));

/**
 * An account trades when a weight is off its target by at least max(min, min(max, a share of the
 * target)) basis points.
 */
export function decideDrift(target: Weights, current: Weights, settings: DriftSettings): DriftDecision {
  let worst = -1;
  let trigger: Asset | undefined;
  for (let i = 0; i < ASSETS.length; i++) {
    const drift = Math.abs(target[i]! - current[i]!) * 100;
    const past = drift - bandOf(target[i]!, settings);
    if (drift > 0 && past >= 0 && past > worst) {
      worst = past;
      trigger = ASSETS[i];
    }
  }
  return trigger === undefined ? { action: 'hold' } : { action: 'rebalance', trigger };
}

/**
 * What to trade to where bands are left by the shortest way: of all splits whose weights lie within their bands
 * and the account's bounds, none of them past its target or further from it than it is, the nearest to the
 * present one. It calls for no further trade. The target meets the bounds, so there is such a split.
 */
export function nearestWithinBands(
  target: Weights,
  current: Weights,
  settings: DriftSettings,
  { min, max }: Box,
): Weights {
  const bands = bandEdges(target, settings);
  const box = {
    min: target.map((weight, i) => Math.max(min[i]!, bands.min[i]!, Math.min(weight, current[i]!))),
    max: target.map((weight, i) => Math.min(max[i]!, bands.max[i]!, Math.max(weight, current[i]!))),
  };
  return assertWhole(project(current, box));
}

/**
 * The same limits in whole cents of a total: within the bands around `target`, between what is held and the
 * target's amounts. These may lie some cents beside their weights in whole basis points, and always stay inside.
 */
export function withinBandsInCents(
  total: Cents,
  target: Weights,
  amounts: readonly Cents[],
  values: readonly Cents[],
  settings: DriftSettings,
): Box {
  const bands = bandEdges(target, settings);
  return {
    min: amounts.map((amount, i) => {
      return Math.min(amount, Math.max(values[i]!, centsUp(total, bands.min[i]!)));
    }),
    max: amounts.map((amount, i) => {
      return Math.max(amount, Math.min(values[i]!, centsDown(total, bands.max[i]!)));
    }),
  };
}

/** The edges of the bands: the furthest whole basis points that call for no trade. */
function bandEdges(target: Weights, settings: DriftSettings): Box {
  const reach = target.map((weight) => Math.max(0, Math.ceil(bandOf(weight, settings) / 100) - 1));
  return {
    min: target.map((weight, i) => Math.max(0, weight - reach[i]!)),
    max: target.map((weight, i) => Math.min(WHOLE_BPS, weight + reach[i]!)),
  };
}

/** Decimal digits of a weight: WHOLE_BPS is 10 to this power. */
const BPS_DIGITS = 4;

/**
 * Values in cents as weights of their sum, rounded by largest remainder. The sum must be over zero
 * and a tenth of the largest safe integer at most: the long division below is then exact.
 */
export function weightsOf(cents: readonly number[]): Weights {
  let total = 0;
  for (const value of cents) total += value;
  const weights = new Array<number>(cents.length);
  const remainders = new Array<number>(cents.length);
  let missing = WHOLE_BPS;
  for (let i = 0; i < cents.length; i++) {
    let remainder = cents[i]! % total;
    let weight = (cents[i]! - remainder) / total;
    for (let digit = 0; digit < BPS_DIGITS; digit++) {
      const tenfold = remainder * 10;
      remainder = tenfold % total;
      weight = weight * 10 + (tenfold - remainder) / total;
    }
    weights[i] = weight;
    remainders[i] = remainder;
    missing -= weight;
  }
  giveToLargest(weights, remainders, missing);
  return weights;
}

/** What trading from the one to the other turns over: half of what is bought and sold, half a cent rounded up. */
export function turnoverBetween(values: readonly Cents[], amounts: readonly Cents[]): Cents {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(amounts[i]! - values[i]!);
  return Math.ceil(sum / 2);
}

/** A total in cents split by weights, by largest remainder; the parts sum to the total. */
export function amountsOf(total: number, weights: Weights): number[] {
  const rest = total % WHOLE_BPS;
  const share = (total - rest) / WHOLE_BPS;
  const amounts = roundToTotal(
    weights.map((weight) => rest * weight),
    WHOLE_BPS,
    rest,
  );
  for (let i = 0; i < amounts.length; i++) amounts[i]! += share * weights[i]!;
  return amounts;
}
