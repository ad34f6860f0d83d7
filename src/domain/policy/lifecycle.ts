import { DomainError } from '../domain-error.js';

/** Where a policy version stands, and what each means. */
export const VERSION_STATUSES = {
  draft: 'written, and nobody has asked for approval yet',
  submitted: 'waits for the approval of somebody who neither wrote nor submitted it',
  approved: 'may be activated',
  rejected: 'was refused; a further version can start from it',
  active: 'is in force from `activeFrom`, until an active version of a later date takes its place',
  retired: 'counts no more; it stays on the record',
} as const;
export type VersionStatus = keyof typeof VERSION_STATUSES;

/** What is done with a version, and where it stands after that. */
const STATUS_AFTER = {
  drafted: 'draft',
  submitted: 'submitted',
  approved: 'approved',
  rejected: 'rejected',
  activated: 'active',
  retired: 'retired',
} as const satisfies Readonly<Record<string, VersionStatus>>;
export type VersionEventKind = keyof typeof STATUS_AFTER;

/** What a principal may do with a version that exists. */
export type VersionAct = Exclude<VersionEventKind, 'drafted'>;

/** Where a version must stand for an act. */
const FROM: Readonly<Record<VersionAct, readonly VersionStatus[]>> = {
  submitted: ['draft'],
  approved: ['submitted'],
  rejected: ['submitted'],
  activated: ['approved'],
  retired: ['draft', 'submitted', 'approved', 'rejected', 'active'],
};

/** One thing done with a version. */
export interface VersionEvent {
  readonly kind: VersionEventKind;
  /** The principal's id. */
  readonly doneBy: string;
}

/** Where a version stands: after the last of its events, which begin with `drafted`. */
export function statusOf(events: readonly Pick<VersionEvent, 'kind'>[]): VersionStatus {
  const last = events[events.length - 1];
  return last === undefined ? 'draft' : STATUS_AFTER[last.kind];
}

/**
 * Refuses what may not be done with a version now, or not by this principal.
 * @throws DomainError 409 `wrong-policy-status`, `own-policy`.
 */
export function assertMay(act: VersionAct, events: readonly VersionEvent[], principalId: string): void {
  const status = statusOf(events);
  const from = FROM[act];
  if (!from.includes(status)) {
    const due = from.length === 1 ? `one that is ${from[0]!}` : 'one that is not retired';
    const message = `The version is ${status}; only ${due} can be ${act}.`;
    throw new DomainError('conflict', 'wrong-policy-status', message);
  }
  const isOwn = events.some(({ kind, doneBy }) => kind !== 'retired' && doneBy === principalId);
  if (act === 'approved' && isOwn) {
    const message =
      'Whoever wrote or submitted a version cannot approve it: another principal of the firm must, whichever key is used.';
    throw new DomainError('conflict', 'own-policy', message);
  }
}
