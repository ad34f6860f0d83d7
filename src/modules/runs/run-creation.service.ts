import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BookFilter } from '../../domain/book/slice.js';
import { DomainError } from '../../domain/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { JobQueue } from '../../platform/queue/job-queue.js';
import { AccountBook } from '../accounts/account-book.service.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';
import {
  bookOf,
  SLICE_ACCOUNTS,
  SLICE_QUEUE,
  type PolicyVersionRef,
  type RunTerms,
  type SliceJob,
} from './run.js';
import { isRunning, RunRepository } from './run.repository.js';

/** What a run is to be made of; all else follows from when it is made. */
export interface RunRequest {
  readonly kind: RunTerms['kind'];
  readonly at: AdvisorAt;
  readonly askedAsOf?: string | undefined;
  readonly policy: PolicyVersionRef;
  readonly against?: PolicyVersionRef;
  readonly filter: BookFilter;
}

/** Makes runs: fixes their terms, cuts the book into slices and hands these to the workers. */
@Injectable()
export class RunCreation {
  constructor(
    private readonly database: Database,
    private readonly runs: RunRepository,
    private readonly book: AccountBook,
    private readonly queue: JobQueue,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * The new run's id. The run, its slices and their jobs are there together or not at all.
   * @throws DomainError 409 `run-in-progress` where advice of the firm is under way, 422 `unknown-account`
   */
  async create(caller: Caller, request: RunRequest): Promise<string> {
    const { firmId } = caller;
    const id = randomUUID();
    try {
      await this.database.asFirm(firmId, (tx) => this.insert(tx, caller, id, request));
    } catch (error) {
      throw isRunning(error) ? runInProgress(await this.runs.runningId(firmId)) : error;
    }
    this.queue.wake();
    return id;
  }

  private async insert(tx: Transaction, caller: Caller, id: string, request: RunRequest): Promise<void> {
    const { firmId, principalId } = caller;
    const { kind, at, askedAsOf, policy, against, filter } = request;
    await this.assertKnown(tx, firmId, filter.accountIds ?? []);
    const createdAt = later(this.clock.now(), await this.runs.latestCreation(tx, firmId));
    const slices = await this.book.open(tx, firmId, bookOf({ id, createdAt, filter }), SLICE_ACCOUNTS);
    const terms: RunTerms = {
      kind,
      asOf: at.advisor.verdict.asOf,
      ...(askedAsOf === undefined ? {} : { askedAsOf }),
      knownAt: new Date(at.knownAt),
      revision: at.revision,
      entries: at.entries,
      policy,
      ...(against === undefined ? {} : { against }),
      filter,
      createdAt,
      createdBy: principalId,
    };
    await this.runs.insert(tx, firmId, id, terms, slices);
    const jobs = slices.map(({ position }): SliceJob => ({ firmId, runId: id, position }));
    await this.queue.enqueue(tx, SLICE_QUEUE, jobs);
    await this.audit.record(tx, {
      firmId,
      principalId,
      action: kind === 'advice' ? 'recommendation_run.created' : 'policy_impact.created',
      subjectType: kind === 'advice' ? 'recommendation_run' : 'policy_impact',
      subjectId: id,
      details: {
        policyId: policy.id,
        policyVersion: policy.version,
        accounts: slices.reduce((sum, { accounts }) => sum + accounts, 0),
      },
    });
  }

  private async assertKnown(tx: Transaction, firmId: string, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    const unknown = new Set(await this.book.unknown(tx, firmId, ids));
    if (unknown.size === 0) return;
    const message = 'The firm has no such account.';
    throw new DomainError(
      'unprocessable',
      'unknown-account',
      `The firm has not all of these accounts: ${unknown.size} of ${ids.length} are unknown.`,
      ids.flatMap((id, i) =>
        unknown.has(id) ? [{ pointer: `/filter/accountIds/${i}`, code: 'unknown-account', message }] : [],
      ),
    );
  }
}

/** Runs of a firm are in order: each sees the recommendations of the one before. */
const later = (now: Date, before: Date | undefined): Date =>
  before !== undefined && before >= now ? new Date(before.getTime() + 1) : now;

const runInProgress = (id: string | undefined): DomainError =>
  new DomainError(
    'conflict',
    'run-in-progress',
    `The firm's book is being advised already${id === undefined ? '' : ` by run ${id}`}; wait for it to end.`,
  );
