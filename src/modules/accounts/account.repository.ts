import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { createdAfter } from '../../platform/database/keyset.js';
import { Prisma } from '../../platform/database/generated/client.js';
import type { ExternalId, Position } from './account.js';

const WHOLE = {
  client: true,
  externalIds: { orderBy: [{ system: 'asc' }, { externalId: 'asc' }] },
  positions: { orderBy: { symbol: 'asc' } },
} as const satisfies Prisma.AccountInclude;

export type StoredAccount = Prisma.AccountGetPayload<{ include: typeof WHOLE }>;
/** The columns of what an account asks of its split. */
export type StoredTerms = Pick<StoredAccount, 'constraints' | 'equity' | 'cashNeeds' | 'drift'>;
/** The columns of an account that a caller decides. */
export interface AccountColumns {
  readonly name: string;
  readonly registration: string;
  readonly riskProfile: string;
  readonly cash: string;
  readonly constraints: object;
  readonly equity?: object;
  readonly cashNeeds?: object;
  readonly drift?: object;
  readonly clientId: string | null;
}
export interface AccountFilter {
  readonly riskProfile?: string | undefined;
  readonly externalId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly householdId?: string | undefined;
}

/** Accounts as rows, with their external ids and positions. Deleted accounts are never seen. */
@Injectable()
export class AccountRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredAccount | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredAccount | null> {
    return tx.account.findUnique({ where: { firmId_id: { firmId, id }, deletedAt: null }, include: WHOLE });
  }

  /** As findIn, and nobody else changes the account until the transaction ends. */
  async findLocked(tx: Transaction, firmId: string, id: string): Promise<StoredAccount | null> {
    await tx.$queryRaw`SELECT id FROM accounts WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return this.findIn(tx, firmId, id);
  }

  async idByExternalId(tx: Transaction, firmId: string, externalId: ExternalId): Promise<string | undefined> {
    const row = await tx.accountExternalId.findUnique({
      where: { firmId_system_externalId: { firmId, ...externalId } },
      select: { accountId: true },
    });
    return row?.accountId;
  }

  /** In order of creation; `limit` rows, or all, after the account `after`. */
  list(
    firmId: string,
    { riskProfile, externalId, clientId, householdId }: AccountFilter,
    after: { createdAt: Date; id: string } | undefined,
    limit: number | undefined,
  ): Promise<StoredAccount[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.account.findMany({
        where: {
          firmId,
          deletedAt: null,
          ...(riskProfile !== undefined && { riskProfile }),
          ...(clientId !== undefined && { clientId }),
          ...(householdId !== undefined && { client: { householdId } }),
          ...(externalId !== undefined && { externalIds: { some: { externalId } } }),
          ...createdAfter(after),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        ...(limit !== undefined && { take: limit }),
        include: WHOLE,
      }),
    );
  }

  async insert(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: AccountColumns,
    now: Date,
  ): Promise<void> {
    await tx.account.create({ data: { ...columns, firmId, id, createdAt: now, updatedAt: now } });
  }

  /** Changes the columns given and raises the version. */
  async update(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: Partial<AccountColumns>,
    now: Date,
  ): Promise<void> {
    await tx.account.update({
      where: { firmId_id: { firmId, id } },
      data: { ...columns, version: { increment: 1 }, updatedAt: now },
    });
  }

  /** Marks it deleted and frees its external ids, so that another account can take them. */
  async delete(tx: Transaction, firmId: string, id: string, now: Date): Promise<void> {
    await tx.accountExternalId.deleteMany({ where: { firmId, accountId: id } });
    await tx.account.update({
      where: { firmId_id: { firmId, id } },
      data: { deletedAt: now, version: { increment: 1 }, updatedAt: now },
    });
  }

  async replacePositions(
    tx: Transaction,
    firmId: string,
    accountId: string,
    positions: readonly Position[],
  ): Promise<void> {
    await tx.position.deleteMany({ where: { firmId, accountId } });
    await tx.position.createMany({
      data: positions.map(({ symbol, quantity, marketValue = null }) => ({
        firmId,
        accountId,
        symbol,
        quantity,
        marketValue,
      })),
    });
  }

  async replaceExternalIds(
    tx: Transaction,
    firmId: string,
    accountId: string,
    externalIds: readonly ExternalId[],
  ): Promise<void> {
    await tx.accountExternalId.deleteMany({ where: { firmId, accountId } });
    await tx.accountExternalId.createMany({
      data: externalIds.map(({ system, externalId }) => ({ firmId, accountId, system, externalId })),
    });
  }
}

/** Whether a write failed because another row has the same key, here only ever an external id. */
export const isTaken = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
