import { Injectable } from '@nestjs/common';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { Database } from '../../platform/database/database.js';
import { createdAfter } from '../../platform/database/keyset.js';
import type { PolicyModel, PolicyVersionModel } from '../../platform/database/generated/models.js';

/** A version as callers list it: all but its document. */
export type PolicyVersionHeader = Omit<PolicyVersionModel, 'document'>;
export type StoredPolicyVersion = PolicyVersionHeader & { readonly document: PolicyDocument };
export type StoredPolicy = PolicyModel & { readonly versions: readonly { readonly version: number }[] };

const ACTIVE = 'active';
const WITH_ACTIVE_VERSION = {
  versions: { where: { status: ACTIVE }, orderBy: { version: 'desc' }, take: 1, select: { version: true } },
} as const;

const ACTIVE_VERSION = `
  SELECT v.policy_id, v.version
  FROM policy_versions v
  WHERE v.firm_id = $1 AND v.status = '${ACTIVE}'
    AND v.policy_id = COALESCE($2::uuid, (SELECT default_policy_id FROM firms WHERE id = $1))
  ORDER BY v.version DESC
  LIMIT 1`;

const ACTIVE_VERSIONS = `
  SELECT DISTINCT ON (policy_id) policy_id AS "policyId", version, document_hash AS "documentHash"
  FROM policy_versions
  WHERE firm_id = $1 AND status = '${ACTIVE}'
  ORDER BY policy_id, version DESC`;

/** A version in force, without its document. */
export type ActiveVersion = Pick<PolicyVersionModel, 'policyId' | 'version' | 'documentHash'>;

/** Policies and their immutable versions as rows. The highest version that was activated is in force. */
@Injectable()
export class PolicyRepository {
  constructor(private readonly database: Database) {}

  /** In order of creation, each with the version in force, if any. */
  list(
    firmId: string,
    after: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<StoredPolicy[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.policy.findMany({
        where: {
          firmId,
          ...createdAfter(after),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
        include: WITH_ACTIVE_VERSION,
      }),
    );
  }

  find(firmId: string, id: string): Promise<StoredPolicy | null> {
    return this.database.asFirm(firmId, (tx) =>
      tx.policy.findUnique({ where: { firmId_id: { firmId, id } }, include: WITH_ACTIVE_VERSION }),
    );
  }

  /** The newest first; `limit` versions under `before`. */
  listVersions(
    firmId: string,
    policyId: string,
    before: number | undefined,
    limit: number,
  ): Promise<PolicyVersionHeader[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.policyVersion.findMany({
        where: { firmId, policyId, ...(before !== undefined && { version: { lt: before } }) },
        orderBy: { version: 'desc' },
        take: limit,
        omit: { document: true },
      }),
    );
  }

  async findVersion(firmId: string, policyId: string, version: number): Promise<StoredPolicyVersion | null> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.policyVersion.findUnique({ where: { firmId_policyId_version: { firmId, policyId, version } } }),
    );
    // Only documents that the schema accepts are ever written.
    return row && { ...row, document: row.document as unknown as PolicyDocument };
  }

  /** The version in force of each of the firm's policies that has one. */
  activeVersions(firmId: string): Promise<ActiveVersion[]> {
    return this.database.queryAsFirm<ActiveVersion>(firmId, ACTIVE_VERSIONS, [firmId]);
  }

  /** The version in force of a policy, by default of the firm's default policy. */
  async findActive(
    firmId: string,
    policyId: string | undefined,
  ): Promise<{ policyId: string; version: number } | undefined> {
    const [row] = await this.database.queryAsFirm<{ policy_id: string; version: number }>(
      firmId,
      ACTIVE_VERSION,
      [firmId, policyId ?? null],
    );
    return row && { policyId: row.policy_id, version: row.version };
  }
}
