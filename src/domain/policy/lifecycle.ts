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
    const due = from.length === 1 ? from[0]! : 'not retired';
    const message = `Only a version that is ${due} can be ${act}. This one is ${status}: ${whatMayFollow(status)}.`;
    throw new DomainError('conflict', 'wrong-policy-status', message);
  }
  const isOwn = events.some(({ kind, doneBy }) => kind !== 'retired' && doneBy === principalId);
  if (act === 'approved' && isOwn) {
    const message =
      'Whoever wrote or submitted a version cannot approve it, whichever key is used: another principal of the firm with the scope policies:approve can.';
    throw new DomainError('conflict', 'own-policy', message);
  }
}

function whatMayFollow(status: VersionStatus): string {
  const acts = Object.entries(FROM).flatMap(([act, from]) => (from.includes(status) ? [act] : []));
  const copied = 'a new version can be written as a copy of it';
  if (acts.length === 0) return copied;
  const choices = [acts.slice(0, -1).join(', '), ...acts.slice(-1)]
    .filter((part) => part !== '')
    .join(' or ');
  return `it can be ${choices}${status === 'rejected' ? `, and ${copied}` : ''}`;
}
