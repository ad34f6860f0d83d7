import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import type { AccountTerms } from './advised-account.mapper.js';

/**
 * What a recommendation was computed from, besides the market at its `knownAt` and its policy version:
 * enough to compute it again. Recommendations stored years ago must stay readable, so fields are only
 * ever added.
 */
export interface RecordedInputs {
  readonly account: Required<AccountTerms>;
  /** The session asked for; absent where the latest complete one was taken. */
  readonly asOf?: string;
  /** The data revision that was read: rows filled in later don't exist for a replay. */
  readonly revision: string;
  /** The firm's own readings of the Fed's statements known then; stored with the verdict. */
  readonly overrides?: readonly FedOverride[];
}
