import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { createdBefore } from '../../platform/database/keyset.js';
import type { Prisma } from '../../platform/database/generated/client.js';
import type { RecommendationModel } from '../../platform/database/generated/models.js';
import { toDateColumn } from '../../platform/database/date-column.js';

/** A recommendation to be stored; dates as strings, instants as Dates. */
export interface NewRecommendation {
  readonly firmId: string;
  readonly id: string;
  /** One of the two is given. */
  readonly accountId?: string;
  readonly householdId?: string;
  readonly asOf: string;
  readonly knownAt: Date;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly policyId: string;
  readonly policyVersion: number;
  readonly previousId: string | null;
  readonly engineVersion: string;
  readonly templateVersion: string;
  readonly inputsHash: string;
  readonly action: string;
  /** RecordedInputs as JSON. */
  readonly inputs: Prisma.InputJsonObject;
  readonly body: string;
}

/** Whose recommendations: an account's or a household's. */
export type Subject = { readonly accountId: string } | { readonly householdId: string };

/** A row with everything. */
export type RecommendationRow = RecommendationModel;

/** A row without its two large columns. */
export type RecommendationHeader = Omit<RecommendationModel, 'body' | 'inputs'>;

const LATEST_FIRST = [{ createdAt: 'desc' }, { id: 'desc' }] as const;
const HEADER = { omit: { body: true, inputs: true } } as const;

/** Recommendations as rows; they are added and read, never changed. */
@Injectable()
export class RecommendationRepository {
  constructor(private readonly database: Database) {}

  async insert(tx: Transaction, { asOf, ...row }: NewRecommendation): Promise<void> {
    await tx.recommendation.create({
      data: { ...row, asOf: toDateColumn(asOf) },
      select: { id: true },
    });
  }

  /** Until the transaction ends, nobody else advises the account: each recommendation has one before it. */
  async lockAccount(tx: Transaction, firmId: string, accountId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM accounts WHERE firm_id = ${firmId}::uuid AND id = ${accountId}::uuid FOR UPDATE`;
  }

  /** As lockAccount, of a household. */
  async lockHousehold(tx: Transaction, firmId: string, householdId: string): Promise<void> {
    await tx.$queryRaw`SELECT id FROM households WHERE firm_id = ${firmId}::uuid AND id = ${householdId}::uuid FOR UPDATE`;
  }

  find(firmId: string, id: string): Promise<RecommendationRow | null> {
    return this.database.asFirm(firmId, (tx) =>
      tx.recommendation.findUnique({ where: { firmId_id: { firmId, id } } }),
    );
  }

  latestIn(tx: Transaction, firmId: string, subject: Subject): Promise<RecommendationRow | null> {
    return tx.recommendation.findFirst({ where: { firmId, ...subject }, orderBy: [...LATEST_FIRST] });
  }

  latest(firmId: string, subject: Subject): Promise<RecommendationRow | null> {
    return this.database.asFirm(firmId, (tx) => this.latestIn(tx, firmId, subject));
  }

  /** Latest first; `limit` rows before the recommendation `before`. */
  list(
    firmId: string,
    subject: Subject,
    before: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<RecommendationHeader[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.recommendation.findMany({
        where: {
          firmId,
          ...subject,
          ...createdBefore(before),
        },
        orderBy: [...LATEST_FIRST],
        take: limit,
        ...HEADER,
      }),
    );
  }
}
