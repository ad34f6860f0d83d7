import type { Instant } from '../../market/price-bar.js';
import type { FedBias } from './fed-bias.js';

/** What a person of the firm reads in the Fed's statements, beside what the data says, for a time. */
export interface FedOverride {
  readonly id: string;
  readonly reading: FedBias;
  /** The principal's name. */
  readonly author: string;
  readonly reason: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly withdrawnAt?: Instant;
}

/** The overrides entered by an instant, as they stood then: what was withdrawn later had not been. */
export const overridesKnownAt = (overrides: readonly FedOverride[], knownAt: Instant): FedOverride[] =>
  overrides
    .filter(({ createdAt }) => createdAt <= knownAt)
    .map((override) => {
      const { withdrawnAt, ...entered } = override;
      return withdrawnAt === undefined || withdrawnAt <= knownAt ? override : entered;
    });

/** The one entered last of those in force at an instant: from its entry until it expires or is withdrawn. */
export function overrideInForce(overrides: readonly FedOverride[], at: Instant): FedOverride | undefined {
  let last: FedOverride | undefined;
  for (const override of overrides) {
    const { createdAt, expiresAt, withdrawnAt = Infinity } = override;
    if (createdAt > at || at >= expiresAt || at >= withdrawnAt) continue;
    if (last === undefined || createdAt >= last.createdAt) last = override;
  }
  return last;
}
