import type { Constraints, EquityRange } from '../../domain/allocation/bounds.js';
import type { DriftSettings } from '../../domain/rebalancing/drift.js';
import type { CashNeedsText } from '../accounts/account.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import type { MarketFact } from '../../domain/readings/market-fact.js';

/** An account's terms and holdings as callers write them and as recommendations record them. */
export interface AccountTerms {
  readonly riskProfile: string;
  readonly cash?: string;
  readonly positions?: readonly {
    readonly symbol: string;
    readonly quantity: string;
    readonly marketValue?: string;
  }[];
  readonly constraints?: Constraints;
  readonly equity?: EquityRange;
  readonly cashNeeds?: CashNeedsText;
  readonly drift?: Partial<DriftSettings>;
}

/** The terms of what is advised as one: an account, or a household with all of its accounts. */
export type SubjectTerms =
  | { readonly account: AccountTerms }
  | {
      readonly household: {
        readonly riskProfile: string;
        readonly accounts: readonly (AccountTerms & { readonly id: string })[];
      };
    };

/** What a recommendation records of an account; those stored earlier lack the optional ones. */
export type RecordedTerms = AccountTerms & Required<Omit<AccountTerms, 'equity' | 'cashNeeds' | 'drift'>>;

/**
 * What a recommendation was computed from, besides the market at its `knownAt` and its policy version:
 * enough to compute it again. Recommendations stored years ago must stay readable, so fields are only
 * ever added.
 */
export type RecordedInputs = OwnInputs & RecordedEntries;

/** The part that is stored with the recommendation itself. */
export type OwnInputs = RecordedSubject & {
  /** The session asked for; absent where the latest complete one was taken. */
  readonly asOf?: string;
  /** The data revision that was read: rows filled in later don't exist for a replay. */
  readonly revision: string;
};

/** The part that is stored with the verdict, which rests on it; each absent where there was none. */
export interface RecordedEntries {
  /** The firm's own readings of the Fed's statements known then. */
  readonly overrides?: readonly FedOverride[];
  /** The figures that the firm had entered by then. */
  readonly facts?: readonly MarketFact[];
  /** The record that was told beside the rules. */
  readonly recordId?: string;
}

/** What was known then as it is recorded. */
export const recordedEntries = ({
  overrides,
  facts,
  record,
}: {
  readonly overrides: readonly FedOverride[];
  readonly facts: readonly MarketFact[];
  readonly record?: { readonly id: string } | undefined;
}): RecordedEntries => ({
  ...(overrides.length === 0 ? {} : { overrides }),
  ...(facts.length === 0 ? {} : { facts }),
  ...(record === undefined ? {} : { recordId: record.id }),
});

/** The account that was advised, or the household. */
export type RecordedSubject = { readonly account: RecordedTerms } | { readonly household: RecordedHousehold };

/** A household that was advised as one, with its accounts as they were. */
export interface RecordedHousehold {
  readonly riskProfile: string;
  readonly accounts: readonly (RecordedTerms & { readonly id: string })[];
}
