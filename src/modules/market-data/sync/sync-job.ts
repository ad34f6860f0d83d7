export type SyncTrigger = 'request' | 'schedule' | 'command';
export type SyncState = 'running' | 'succeeded' | 'failed';
export type SyncItemState = 'pending' | 'succeeded' | 'failed';

/** A provider that failed for an item. */
export interface SyncFailure {
  readonly source?: string;
  readonly code: string;
  readonly message: string;
}

/** What was done for one symbol or series. */
export interface ItemOutcome {
  readonly state: 'succeeded' | 'failed';
  readonly source?: string;
  readonly rows: number;
  readonly inserted: number;
  readonly corrected: number;
  readonly failures: readonly SyncFailure[];
}

export interface SyncItem extends Omit<ItemOutcome, 'state'> {
  readonly kind: 'bars' | 'macro';
  readonly name: string;
  readonly state: SyncItemState;
}

export interface SyncJob {
  readonly id: string;
  readonly state: SyncState;
  readonly trigger: SyncTrigger;
  /** The first session asked for; absent: what the store lacks. */
  readonly from?: string;
  readonly through: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
  readonly items: readonly SyncItem[];
}
