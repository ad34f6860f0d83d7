import { Injectable } from '@nestjs/common';
import type { AdviceSubject } from '../../domain/recommendation/advice-subject.js';
import { wholeText } from '../../domain/recommendation/compose.js';
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
  /** The account's or household's own part. */
  readonly body: string;
  readonly verdictId: string;
}

/** The part that recommendations share, to be stored. */
export interface NewVerdict {
  readonly id: string;
  readonly body: string;
  /** RecordedEntries as JSON. */
  readonly entries: Prisma.InputJsonObject;
}

/** A row with everything; `body` is whole, whether it was stored so or in two parts. */
export interface RecommendationRow extends Omit<RecommendationModel, 'verdictId'> {
  /** Of the verdict, where the shared part is stored on its own. */
  readonly entries?: Prisma.JsonValue;
}

/** A row without its two large columns. */
export type RecommendationHeader = Omit<RecommendationModel, 'body' | 'inputs'>;

const WITH_VERDICT = { include: { verdict: { select: { body: true, entries: true } } } } as const;
type StoredRecommendation = Prisma.RecommendationGetPayload<typeof WITH_VERDICT>;

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

  /** Stores the shared part, unless it is stored already. */
  async insertVerdict(tx: Transaction, firmId: string, verdict: NewVerdict, createdAt: Date): Promise<void> {
    await tx.recommendationVerdict.createMany({
      data: { ...verdict, firmId, createdAt },
      skipDuplicates: true,
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
    return this.database.asFirm(firmId, async (tx) =>
      whole(await tx.recommendation.findUnique({ where: { firmId_id: { firmId, id } }, ...WITH_VERDICT })),
    );
  }

  async latestIn(tx: Transaction, firmId: string, subject: AdviceSubject): Promise<RecommendationRow | null> {
    const where = { firmId, ...subject };
    return whole(await tx.recommendation.findFirst({ where, orderBy: [...LATEST_FIRST], ...WITH_VERDICT }));
  }

  latest(firmId: string, subject: AdviceSubject): Promise<RecommendationRow | null> {
    return this.database.asFirm(firmId, (tx) => this.latestIn(tx, firmId, subject));
  }

  /** Latest first; `limit` rows before the recommendation `before`. */
  list(
    firmId: string,
    subject: AdviceSubject,
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

function whole(row: StoredRecommendation | null): RecommendationRow | null {
  if (row === null) return null;
  const { verdict, verdictId: _, ...rest } = row;
  if (verdict === null) return rest;
  return { ...rest, body: wholeText(row.body, verdict.body), entries: verdict.entries };
}
