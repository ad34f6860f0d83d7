import type { MarketReading } from '../../../domain/regime/market-reading.js';
import type { OneDayRotation } from '../../../domain/readings/cross/one-day-rotation.js';
import type { SectorConfirmation } from '../../../domain/readings/cross/sector-confirmation.js';
import type { SymbolReading } from '../../../domain/readings/symbol/symbol-reading.js';
import type { Unavailable } from '../../../domain/readings/unavailable.js';
import type { Judged } from './session-changes.js';

/** One of the four with its picture. */
export interface BoardCard {
  readonly reading: SymbolReading;
  readonly name: string;
  /** The close against the one before, per cent; absent on the first session. */
  readonly dayPct?: number;
  readonly picture: string;
}

/** All that the market board shows. Pictures are SVG. */
export interface Board extends Judged {
  readonly firmName: string;
  readonly policyVersion: number;
  readonly market: MarketReading;
  readonly oneDayRotation: OneDayRotation | Unavailable;
  readonly sectors: SectorConfirmation | Unavailable;
  readonly cards: readonly BoardCard[];
  readonly splitPicture: string;
  /** Since the session before; absent where that one can't be judged. */
  readonly changes?: { readonly since: string; readonly sentences: readonly string[] };
}
