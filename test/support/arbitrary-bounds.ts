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

const arbitraryAssetBounds: fc.Arbitrary<AssetBounds> = fc.record(
  { minBps: fc.oneof(bps, fc.integer({ min: 0, max: 3000 })), maxBps: bps },
  { requiredKeys: [] },
);

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
