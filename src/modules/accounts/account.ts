import type { Constraints } from '../../domain/allocation/bounds.js';

/** What an account holds of one symbol: shares with up to six decimals, and its value as reported. */
export interface Position {
  readonly symbol: string;
  readonly quantity: string;
  /** Dollars; used only for holdings outside the advised universe. */
  readonly marketValue?: string;
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
  readonly client?: { readonly id: string; readonly name: string };
  readonly externalIds: readonly ExternalId[];
  /** Dollars with two decimals. */
  readonly cash: string;
  /** By symbol; no symbol twice. */
  readonly positions: readonly Position[];
  /** The account's own bounds, basis points of advised value. */
  readonly constraints: Constraints;
  readonly version: number;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly updatedAt: string;
}
