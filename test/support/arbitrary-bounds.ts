import fc from 'fast-check';
import { ASSETS, WHOLE_BPS, type Weights } from '../../src/domain/allocation/assets.js';
import type { AssetBounds, Constraints } from '../../src/domain/allocation/bounds.js';

const bps = fc.integer({ min: 0, max: WHOLE_BPS });

/** Whole basis points of the five assets that sum to the whole. */
export const arbitraryWeights: fc.Arbitrary<Weights> = fc
  .array(bps, { minLength: ASSETS.length - 1, maxLength: ASSETS.length - 1 })
  .map((cuts) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), WHOLE_BPS];
    return ASSETS.map((_, i) => edges[i + 1]! - edges[i]!);
  });

const limits = { minBps: fc.oneof(bps, fc.integer({ min: 0, max: 3000 })), maxBps: bps };

const arbitraryAssetBounds: fc.Arbitrary<AssetBounds> = fc.record(limits, { requiredKeys: [] });

/** Constraints of every kind: some that a split can meet and some that none can. */
export const arbitraryConstraints: fc.Arbitrary<Constraints> = fc.record(
  {
    IWM: arbitraryAssetBounds,
    MDY: arbitraryAssetBounds,
    SPY: arbitraryAssetBounds,
    QQQ: arbitraryAssetBounds,
    CASH: arbitraryAssetBounds,
  },
  { requiredKeys: [] },
);

const rarely = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true));

const flags = { lock: rarely, neverBuy: rarely, neverSell: rarely };

/** Half of them so mild that most accounts can meet them together. */
const arbitraryFundBounds: fc.Arbitrary<AssetBounds> = fc.oneof(
  fc.record({ ...limits, ...flags }, { requiredKeys: [] }),
  fc.record(
    { minBps: fc.integer({ min: 0, max: 500 }), maxBps: fc.integer({ min: 3000, max: WHOLE_BPS }), ...flags },
    { requiredKeys: [] },
  ),
);

/** As arbitraryConstraints, the funds' besides with bounds that follow from what is held. */
export const arbitraryTerms: fc.Arbitrary<Constraints> = fc.record(
  {
    IWM: arbitraryFundBounds,
    MDY: arbitraryFundBounds,
    SPY: arbitraryFundBounds,
    QQQ: arbitraryFundBounds,
    CASH: arbitraryAssetBounds,
  },
  { requiredKeys: [] },
);
