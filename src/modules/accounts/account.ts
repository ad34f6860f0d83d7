import type { Constraints, EquityRange } from '../../domain/allocation/bounds.js';
import type { DriftSettings } from '../../domain/rebalancing/drift.js';

/** What an account holds of one symbol: shares with up to six decimals, and its value as reported. */
export interface Position {
  readonly symbol: string;
  readonly quantity: string;
  /** Dollars; used only for holdings that have no price here. */
  readonly marketValue?: string;
}

/** Cash that an account must hold; money as decimal strings. */
export interface CashNeedsText {
  readonly standing?: string;
  readonly withdrawals?: readonly {
    /** `YYYY-MM-DD`. */
    readonly date: string;
    readonly amount: string;
    readonly note?: string;
  }[];
}

export interface ExternalId {
  readonly system: string;
  readonly externalId: string;
}

/** A client account as callers and advice see it. Money and quantities are decimal strings. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly registration: string;
  /** A risk profile of the firm's policy when it was set. */
  readonly riskProfile: string;
  readonly client?: { readonly id: string; readonly name: string; readonly householdId?: string };
  readonly externalIds: readonly ExternalId[];
  /** Dollars with two decimals. */
  readonly cash: string;
  /** By symbol; no symbol twice. */
  readonly positions: readonly Position[];
  /** The account's own bounds, basis points of advised value. */
  readonly constraints: Constraints;
  /** The account's own least and most equity; absent, like the next two, where there is none. */
  readonly equity?: EquityRange;
  readonly cashNeeds?: CashNeedsText;
  /** Where the account trades otherwise than its policy. */
  readonly drift?: Partial<DriftSettings>;
  readonly version: number;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
}
