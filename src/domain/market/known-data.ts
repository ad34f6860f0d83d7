import type { FedStatement } from '../readings/macro/statement.js';
import type { MacroHistory } from '../readings/macro/observation.js';
import type { CorporateAction } from './corporate-action.js';
import type { Ticker } from './instruments.js';
import type { BarSeries } from './price-bar.js';
import type { AnnouncedDays } from './trading-calendar.js';
import type { Correction, OtherAction, OtherClose } from './provenance.js';

/** Which market an installation holds. Never both. */
export type DatasetName = 'sample' | 'real';

/** Everything the store knew at one instant: the versions in force then, and nothing learned later. */
export interface KnownData {
  readonly dataset: DatasetName;
  /** Counts the store's changes; equal revisions hold equal data. */
  readonly revision: string;
  /** Split-adjusted by the actions known then. A symbol without bars is absent. */
  readonly bars: ReadonlyMap<Ticker, BarSeries>;
  readonly macro: MacroHistory;
  /** The Fed's statements, one a date, in the version in force. */
  readonly statements: readonly FedStatement[];
  /** Splits and dividends by symbol, as far as a provider told of them. */
  readonly actions: ReadonlyMap<string, readonly CorporateAction[]>;
  /** What sources say of actions that another source's word is in force of. */
  readonly otherActions: readonly OtherAction[];
  /** The latest values that replaced others. */
  readonly corrections: readonly Correction[];
  /** What was known of closures beyond the calendar's rules. */
  readonly announced: AnnouncedDays;
  /** What further sources say of the latest sessions. */
  readonly otherCloses: readonly OtherClose[];
}
