import { ASSETS, WHOLE_BPS, type Asset, type Weights } from '../allocation/assets.js';
import { giveToLargest, roundToTotal } from '../allocation/rounding.js';
import type { PolicyDocument } from '../policy/policy-document.js';

/** Whether to trade, and the asset furthest past its band. */
export interface DriftDecision {
  readonly action: 'hold' | 'rebalance';
  /** The asset most over its band; absent while all are within. */
  readonly trigger?: Asset;
}

/**
 * An account trades when a weight is off its target by at least max(min, min(max, a share of the
 * target)) basis points. Compared in hundredths, so that nothing is rounded.
 */
export function decideDrift(
  target: Weights,
  current: Weights,
  { minBps, maxBps, ofTargetPct }: PolicyDocument['drift'],
): DriftDecision {
  let worst = -1;
  let trigger: Asset | undefined;
  for (let i = 0; i < ASSETS.length; i++) {
    const band = Math.max(minBps * 100, Math.min(maxBps * 100, ofTargetPct * target[i]!));
    const drift = Math.abs(target[i]! - current[i]!) * 100;
    const past = drift - band;
    if (drift > 0 && past >= 0 && past > worst) {
      worst = past;
      trigger = ASSETS[i];
    }
  }
  return trigger === undefined ? { action: 'hold' } : { action: 'rebalance', trigger };
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
