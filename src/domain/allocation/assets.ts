import { ADVISED } from '../market/instruments.js';

/** What advised value is split between: the four and cash, in the order of every list and rounding. */
export const ASSETS = [...ADVISED, 'CASH'] as const;
export type Asset = (typeof ASSETS)[number];

/** The whole of anything, in basis points. */
export const WHOLE_BPS = 10_000;

/** Whole basis points, one an asset in the order of ASSETS, summing to WHOLE_BPS. */
export type Weights = readonly number[];

/** The same by name, as callers see it. */
export type WeightsByAsset = Readonly<Record<Asset, number>>;

export function byAsset(weights: Weights): WeightsByAsset {
  const [IWM = 0, MDY = 0, SPY = 0, QQQ = 0, CASH = 0] = weights;
  return { IWM, MDY, SPY, QQQ, CASH };
}

/** Passes weights through, or throws where they don't sum to the whole: a fault of ours, never of input. */
export function assertWhole(weights: Weights): Weights {
  let sum = 0;
  for (const weight of weights) sum += weight;
  if (sum !== WHOLE_BPS) throw new RangeError(`weights sum to ${sum}, not ${WHOLE_BPS}`);
  return weights;
}
