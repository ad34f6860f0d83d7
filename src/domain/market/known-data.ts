import type { MacroHistory } from '../readings/macro/observation.js';
import type { Ticker } from './instruments.js';
import type { BarSeries } from './price-bar.js';

/** Which market an installation holds. Never both. */
export type DatasetName = 'sample' | 'real';

/** Everything the store knew at one instant: the versions in force then, and nothing learned later. */
export interface KnownData {
  readonly dataset: DatasetName;
  /** Counts the store's changes; equal revisions hold equal data. */
  readonly revision: string;
  /** A symbol without bars is absent. */
  readonly bars: ReadonlyMap<Ticker, BarSeries>;
  readonly macro: MacroHistory;
}
