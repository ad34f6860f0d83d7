import type { Instant } from '../../market/price-bar.js';

/** A statement of the Federal Open Market Committee. There is at most one a date. */
export interface FedStatement {
  readonly date: string;
  readonly releasedAt: Instant;
  /** True where `releasedAt` follows the release rule rather than somebody's record. */
  readonly assumed: boolean;
  readonly title?: string;
  readonly url?: string;
  readonly body: string;
}
