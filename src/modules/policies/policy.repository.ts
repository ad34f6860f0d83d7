import { Injectable } from '@nestjs/common';
import { completeDocument, type CompletedDocument } from '../../domain/policy/complete-document.js';
import type { VersionEventKind } from '../../domain/policy/lifecycle.js';
import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { toDateColumn } from '../../platform/database/date-column.js';
import { Database, type JsonObject, type Transaction } from '../../platform/database/database.js';
import { Prisma } from '../../platform/database/generated/client.js';
import { createdAfter } from '../../platform/database/keyset.js';
import type { PolicyModel } from '../../platform/database/generated/models.js';

const EVENTS = { orderBy: { sequence: 'asc' }, include: { principal: true } } as const;
const HEADER = { omit: { document: true }, include: { events: EVENTS } } as const;
const LATEST = { versions: { orderBy: { version: 'desc' }, take: 1, select: { version: true } } } as const;

/** A version as callers list it: all but its document, with what was done with it. */
export type PolicyVersionHeader = Prisma.PolicyVersionGetPayload<typeof HEADER>;
export type StoredPolicyVersion = PolicyVersionHeader & CompletedDocument;
export type StoredPolicy = PolicyModel & { readonly versions: readonly { readonly version: number }[] };

/** A version's document as it is used. */
export interface StoredDocument extends CompletedDocument {
  readonly policyId: string;
  readonly version: number;
  /** Of the document as it is stored. */
  readonly documentHash: string;
}

export interface VersionInForce {
  readonly policyId: string;
  readonly version: number;
}

/** A version and what tells its document from others. */
export interface HashedVersion extends VersionInForce {
  readonly documentHash: string;
}

/** A version to be written, as its author's draft. */
export interface NewVersion extends VersionInForce {
  readonly firmId: string;
  readonly document: PolicyDocument;
  readonly documentHash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly note?: string | undefined;
}

/** Something done with a version. */
export interface NewVersionEvent extends VersionInForce {
  readonly firmId: string;
  readonly sequence: number;
  readonly kind: VersionEventKind;
  readonly activeFrom?: string | undefined;
  readonly note?: string | undefined;
  readonly doneBy: string;
  readonly at: Date;
}

const ACTIVATED = `
  FROM policy_version_events e
  WHERE e.firm_id = $1::uuid AND e.kind = 'activated' AND e.active_from <= $2::date
    AND NOT EXISTS (
      SELECT FROM policy_version_events r
      WHERE r.firm_id = e.firm_id AND r.policy_id = e.policy_id AND r.version = e.version AND r.kind = 'retired'
    )`;

/** The activated version of the latest date reached that isn't retired; of one date, the last activated. */
const LATEST_ACTIVATED = 'e.active_from DESC, e.at DESC, e.version DESC';

const IN_FORCE = `
  SELECT e.policy_id AS "policyId", e.version ${ACTIVATED}
    AND e.policy_id = COALESCE($3::uuid, (SELECT default_policy_id FROM firms WHERE id = $1::uuid))
  ORDER BY ${LATEST_ACTIVATED} LIMIT 1`;

const ALL_IN_FORCE = `
  SELECT DISTINCT ON (e.policy_id) e.policy_id AS "policyId", e.version ${ACTIVATED}
    AND e.policy_id = ANY($3::uuid[])
  ORDER BY e.policy_id, ${LATEST_ACTIVATED}`;

const VERSIONS_IN_FORCE = `
  SELECT f."policyId", f.version, v.document_hash AS "documentHash"
  FROM (
    SELECT DISTINCT ON (e.policy_id) e.policy_id AS "policyId", e.version ${ACTIVATED}
    ORDER BY e.policy_id, ${LATEST_ACTIVATED}
  ) f
  JOIN policy_versions v ON v.firm_id = $1::uuid AND v.policy_id = f."policyId" AND v.version = f.version`;

/** Whether another version of the policy than `$4` would be in force. */
const IN_FORCE_WITHOUT = `
  SELECT e.version ${ACTIVATED} AND e.policy_id = $3::uuid AND e.version <> $4::int LIMIT 1`;

/** Policies, their immutable versions and what was done with these, as rows. Writes take a transaction. */
@Injectable()
export class PolicyRepository {
  constructor(private readonly database: Database) {}

  /** In order of creation, each with its latest version. */
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
        include: LATEST,
      }),
    );
  }

  find(firmId: string, id: string): Promise<StoredPolicy | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredPolicy | null> {
    return tx.policy.findUnique({ where: { firmId_id: { firmId, id } }, include: LATEST });
  }

  /** As findIn, and nobody else adds a version or an event to the policy until the transaction ends. */
  async findLocked(tx: Transaction, firmId: string, id: string): Promise<StoredPolicy | null> {
    await tx.$queryRaw`SELECT id FROM policies WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return this.findIn(tx, firmId, id);
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
        ...HEADER,
      }),
    );
  }

  findHeaderIn(
    tx: Transaction,
    firmId: string,
    policyId: string,
    version: number,
  ): Promise<PolicyVersionHeader | null> {
    return tx.policyVersion.findUnique({
      where: { firmId_policyId_version: { firmId, policyId, version } },
      ...HEADER,
    });
  }

  /** The version in force of each of the firm's policies that has one, without its document. */
  versionsInForce(firmId: string, today: string): Promise<HashedVersion[]> {
    return this.database.queryAsFirm<HashedVersion>(firmId, VERSIONS_IN_FORCE, [firmId, today]);
  }

  async findVersion(firmId: string, policyId: string, version: number): Promise<StoredPolicyVersion | null> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.policyVersion.findUnique({
        where: { firmId_policyId_version: { firmId, policyId, version } },
        include: { events: EVENTS },
      }),
    );
    return row && { ...row, ...documentOf(row) };
  }

  async findDocument(firmId: string, policyId: string, version: number): Promise<StoredDocument | undefined> {
    const row = await this.database.asFirm(firmId, (tx) =>
      tx.policyVersion.findUnique({
        where: { firmId_policyId_version: { firmId, policyId, version } },
        select: { document: true, documentHash: true },
      }),
    );
    return row ? { policyId, version, documentHash: row.documentHash, ...documentOf(row) } : undefined;
  }

  /** The version in force of a policy on a date in New York, by default of the firm's default policy. */
  async findInForce(
    firmId: string,
    policyId: string | undefined,
    today: string,
  ): Promise<VersionInForce | undefined> {
    const params = [firmId, today, policyId ?? null];
    const [row] = await this.database.queryAsFirm<{ policyId: string; version: number }>(
      firmId,
      IN_FORCE,
      params,
    );
    return row;
  }

  /** The same within a transaction, of a given policy. */
  async findInForceIn(
    tx: Transaction,
    firmId: string,
    policyId: string,
    today: string,
  ): Promise<VersionInForce | undefined> {
    const [row] = await tx.$queryRawUnsafe<VersionInForce[]>(IN_FORCE, firmId, today, policyId);
    return row;
  }

  /** The versions in force of several policies. */
  allInForce(firmId: string, policyIds: readonly string[], today: string): Promise<VersionInForce[]> {
    return this.database.queryAsFirm<{ policyId: string; version: number }>(firmId, ALL_IN_FORCE, [
      firmId,
      today,
      policyIds,
    ]);
  }

  /** Whether the policy had a version in force if this one were retired. */
  async hasInForceWithout(
    tx: Transaction,
    firmId: string,
    { policyId, version }: VersionInForce,
    today: string,
  ): Promise<boolean> {
    const rows = await tx.$queryRawUnsafe<object[]>(IN_FORCE_WITHOUT, firmId, today, policyId, version);
    return rows.length > 0;
  }

  /** The firm's default policy, which nobody changes until the transaction ends. */
  async lockDefaultPolicy(tx: Transaction, firmId: string): Promise<string | undefined> {
    const [row] = await tx.$queryRaw<{ id: string | null }[]>`
      SELECT default_policy_id::text AS id FROM firms WHERE id = ${firmId}::uuid FOR UPDATE`;
    return row?.id ?? undefined;
  }

  create(tx: Transaction, policy: PolicyModel): Promise<PolicyModel> {
    return tx.policy.create({ data: policy });
  }

  async createVersion(tx: Transaction, { document, note, ...version }: NewVersion): Promise<void> {
    const { firmId, policyId, createdBy, createdAt } = version;
    await tx.policyVersion.create({
      data: { ...version, document: document as unknown as JsonObject },
      select: { version: true },
    });
    await this.addEvent(tx, {
      firmId,
      policyId,
      version: version.version,
      sequence: 1,
      kind: 'drafted',
      note,
      doneBy: createdBy,
      at: createdAt,
    });
  }

  async addEvent(tx: Transaction, { activeFrom, note, ...event }: NewVersionEvent): Promise<void> {
    await tx.policyVersionEvent.create({
      data: {
        ...event,
        activeFrom: activeFrom === undefined ? null : toDateColumn(activeFrom),
        note: note ?? null,
      },
    });
  }
}

/** Only documents that the schema of their time accepted are ever written. */
const documentOf = ({ document }: { readonly document: unknown }): CompletedDocument =>
  completeDocument(document as PolicyDocument);

/** Whether a write failed because the firm has a policy of that slug. */
export const isSlugTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
