import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/domain-error.js';
import type { Instant, SessionDate } from '../../domain/market/price-bar.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { RuleRecordDto } from './dto/rule-record.dto.js';
import { RuleRecordComputer, type ComputedRecord } from './rule-record-computer.service.js';
import { ruleRecordDto } from './rule-record.mapper.js';
import { RuleRecordRepository, type RecordHeader, type StoredRecord } from './rule-record.repository.js';

const REMEMBER_MS = 5_000;
const MOST_VERSIONS = 5_000;
/** Some 20 kB each. */
const MOST_RECORDS = 200;

/** Which version of a policy a record is of. */
export interface VersionOfPolicy {
  readonly policyId: string;
  readonly version: number;
}

/** Keeps the records of policy versions. What another process stored is seen within 5 s. */
@Injectable()
export class RuleRecords {
  private readonly headers: LRUCache<string, readonly RecordHeader[], VersionKey>;
  private readonly stored: LRUCache<string, StoredRecord, RecordKey>;

  constructor(
    private readonly database: Database,
    private readonly records: RuleRecordRepository,
    private readonly policies: PoliciesService,
    private readonly computer: RuleRecordComputer,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {
    this.headers = new LRUCache({
      max: MOST_VERSIONS,
      ttl: REMEMBER_MS,
      fetchMethod: (_key, _stale, { context: { firmId, policyId, version } }) =>
        records.headers(firmId, policyId, version),
    });
    this.stored = new LRUCache({
      max: MOST_RECORDS,
      fetchMethod: (_key, _stale, { context: { firmId, id } }) => records.find(firmId, id),
    });
  }

  /**
   * The newest record that was computed by `knownAt` and saw no session after `asOf`; undefined where there is
   * none: an answer about the past is not shown how the rules did after it.
   */
  async inForce(
    firmId: string,
    version: VersionOfPolicy,
    { knownAt, asOf }: { readonly knownAt: Instant; readonly asOf: SessionDate },
  ): Promise<StoredRecord | undefined> {
    const header = (await this.headersOf(firmId, version)).find(
      ({ computedAt, through }) => computedAt.getTime() <= knownAt && through <= asOf,
    );
    return header && this.byId(firmId, header.id);
  }

  /** A given record, for a replay. */
  byId(firmId: string, id: string): Promise<StoredRecord | undefined> {
    return this.stored.fetch(`${firmId}/${id}`, { context: { firmId, id } });
  }

  /** Throws 404 `policy-version-not-found`, `record-not-ready`. */
  async get(firmId: string, policyId: string, version: number): Promise<RuleRecordDto> {
    const policy = await this.policies.document(firmId, policyId, version);
    const [newest] = await this.headersOf(firmId, policy);
    const stored = newest && (await this.byId(firmId, newest.id));
    if (stored === undefined) {
      throw new DomainError(
        'not_found',
        'record-not-ready',
        'There is no record of this version yet: versions in force get theirs in the background; POST here computes it now.',
      );
    }
    return ruleRecordDto(stored);
  }

  /**
   * Computes the record from all that is known now and stores it, unless the same is stored already.
   * Throws 404 `policy-version-not-found`, 422 `missing-history`.
   */
  async compute(
    { firmId, principalId }: Caller,
    policyId: string,
    version: number,
  ): Promise<{ readonly record: RuleRecordDto; readonly created: boolean }> {
    const policy = await this.policies.document(firmId, policyId, version);
    const computed = await this.computer.compute(policy);
    const added = await this.store(firmId, policy, computed, principalId);
    const same = (await this.headersOf(firmId, policy)).find((header) => isOf(header, computed));
    const stored = added ?? (same && (await this.byId(firmId, same.id)));
    if (stored === undefined) throw new Error('a record is neither stored nor new');
    return { record: ruleRecordDto(stored), created: added !== undefined };
  }

  /** Stores a record unless the same is stored already; undefined then. `principalId` is whoever asked for it. */
  async store(
    firmId: string,
    { policyId, version }: VersionOfPolicy,
    { record, revision }: ComputedRecord,
    principalId?: string,
  ): Promise<StoredRecord | undefined> {
    const stored: StoredRecord = {
      id: randomUUID(),
      policyId,
      version,
      computedAt: this.clock.now(),
      through: record.through,
      revision,
      engineVersion: ENGINE_VERSION,
      record,
    };
    const isNew = await this.database.asFirm(firmId, async (tx) => {
      if (!(await this.records.insert(tx, firmId, stored))) return false;
      if (principalId !== undefined) {
        await this.audit.record(tx, {
          firmId,
          principalId,
          action: 'rule_record.computed',
          subjectType: 'rule_record',
          subjectId: stored.id,
          details: { policyId, version, through: record.through },
        });
      }
      return true;
    });
    this.headers.delete(versionKey(firmId, { policyId, version }));
    return isNew ? stored : undefined;
  }

  private async headersOf(firmId: string, version: VersionOfPolicy): Promise<readonly RecordHeader[]> {
    const { policyId } = version;
    const context = { firmId, policyId, version: version.version };
    return (await this.headers.fetch(versionKey(firmId, version), { context })) ?? [];
  }
}

const versionKey = (firmId: string, { policyId, version }: VersionOfPolicy): string =>
  `${firmId}/${policyId}/${version}`;

/** Whether a stored record is of the same data and engine as one just computed. */
const isOf = (
  { through, revision, engineVersion }: RecordHeader,
  { record, revision: computedOn }: ComputedRecord,
): boolean => through === record.through && revision === computedOn && engineVersion === ENGINE_VERSION;

interface VersionKey extends VersionOfPolicy {
  readonly firmId: string;
}

interface RecordKey {
  readonly firmId: string;
  readonly id: string;
}
