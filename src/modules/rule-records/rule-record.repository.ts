import { Injectable } from '@nestjs/common';
import type { PolicyRecord } from '../../domain/policy/rule-record.js';
import { toDateColumn } from '../../platform/database/date-column.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { Prisma } from '../../platform/database/generated/client.js';

/** What there is of a record besides its figures. */
export interface RecordHeader {
  readonly id: string;
  readonly policyId: string;
  readonly version: number;
  readonly computedAt: Date;
  /** The last session it saw. */
  readonly through: string;
  readonly revision: string;
  readonly engineVersion: string;
}

export interface StoredRecord extends RecordHeader {
  readonly record: PolicyRecord;
}

const HEADER = `id, policy_id AS "policyId", version, computed_at AS "computedAt",
  through_session AS "through", data_revision AS "revision", engine_version AS "engineVersion"`;

const READ_HEADERS = `
  SELECT ${HEADER} FROM rule_records
  WHERE firm_id = $1 AND policy_id = $2 AND version = $3
  ORDER BY computed_at DESC, id DESC`;

const READ_ONE = `SELECT ${HEADER}, record FROM rule_records WHERE firm_id = $1 AND id = $2`;

/** The records of rules as rows; they are added and read, never changed. */
@Injectable()
export class RuleRecordRepository {
  constructor(private readonly database: Database) {}

  /** Every firm there is. */
  async firms(): Promise<readonly string[]> {
    const rows = await this.database.queryAsOperator<{ id: string }>('SELECT id FROM firms ORDER BY id');
    return rows.map(({ id }) => id);
  }

  /** Of one policy version, the newest first. */
  headers(firmId: string, policyId: string, version: number): Promise<RecordHeader[]> {
    return this.database.queryAsFirm<RecordHeader>(firmId, READ_HEADERS, [firmId, policyId, version]);
  }

  async find(firmId: string, id: string): Promise<StoredRecord | undefined> {
    const [row] = await this.database.queryAsFirm<StoredRecord>(firmId, READ_ONE, [firmId, id]);
    return row;
  }

  /** False where the same version has a record of the same data by the same engine already. */
  async insert(tx: Transaction, firmId: string, stored: StoredRecord): Promise<boolean> {
    const { through, revision, record, ...row } = stored;
    const { count } = await tx.ruleRecord.createMany({
      data: [
        {
          ...row,
          firmId,
          throughSession: toDateColumn(through),
          dataRevision: BigInt(revision),
          record: record as unknown as Prisma.InputJsonObject,
        },
      ],
      skipDuplicates: true,
    });
    return count === 1;
  }
}
