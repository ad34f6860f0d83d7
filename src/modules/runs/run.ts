import type { Book, BookFilter } from '../../domain/book/slice.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';

export const RUN_STATE_MEANINGS = {
  running: 'accounts are being advised, or wait for a worker',
  completed: 'every account has its item, advised or with its error',
  failed:
    'some accounts have no item, since what was tried for them failed again and again; ask for another run',
} as const;
export type RunState = keyof typeof RUN_STATE_MEANINGS;

/** Advice is stored; an impact only compares two versions of a policy. */
export type RunKind = 'advice' | 'impact';

/** A version of a policy of the firm. */
export interface PolicyVersionRef {
  readonly id: string;
  readonly version: number;
}

/** Everything a run was asked for with; it never changes. */
export interface RunTerms {
  readonly kind: RunKind;
  readonly asOf: string;
  /** The session asked for; absent where the latest complete one was taken. */
  readonly askedAsOf?: string;
  readonly knownAt: Date;
  readonly revision: string;
  /** The firm's entries known then, and the record that all of its advice tells. */
  readonly entries: AdvisorAt['entries'];
  readonly policy: PolicyVersionRef;
  /** Of an impact: the version that is compared with. */
  readonly against?: PolicyVersionRef;
  readonly filter: BookFilter;
  /** Also the instant that its recommendations carry, and that the book is counted at. */
  readonly createdAt: Date;
  readonly createdBy: string;
}

export interface Run extends RunTerms {
  readonly id: string;
  readonly state: RunState;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly finishedAt?: Date;
}

/** The accounts that a run is over. */
export const bookOf = ({ id, createdAt, filter }: Pick<Run, 'id' | 'createdAt' | 'filter'>): Book => ({
  id,
  openedAt: createdAt,
  filter,
});

/** The job of advising one slice. */
export interface SliceJob {
  readonly firmId: string;
  readonly runId: string;
  readonly position: number;
}

export const SLICE_QUEUE = 'run-slices';

/** Small enough to be done well before a job expires, large enough that a transaction each costs little. */
export const SLICE_ACCOUNTS = 1_000;
