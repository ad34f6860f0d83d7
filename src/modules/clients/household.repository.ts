import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { HouseholdModel } from '../../platform/database/generated/models.js';
import { createdAfter } from '../../platform/database/keyset.js';

export type StoredHousehold = HouseholdModel;

/** The columns of a household that a caller decides. */
export interface HouseholdColumns {
  readonly name: string;
  readonly adviceUnit: string;
  readonly riskProfile: string | null;
}

/** Households as rows. Deleted households are never seen. */
@Injectable()
export class HouseholdRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredHousehold | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredHousehold | null> {
    return tx.household.findUnique({ where: { firmId_id: { firmId, id }, deletedAt: null } });
  }

  /** As findIn, and nobody else changes the household until the transaction ends. */
  async findLocked(tx: Transaction, firmId: string, id: string): Promise<StoredHousehold | null> {
    await tx.$queryRaw`SELECT id FROM households WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return this.findIn(tx, firmId, id);
  }

  /** Whether there is the household, which then stays until the transaction ends. */
  async exists(tx: Transaction, firmId: string, id: string): Promise<boolean> {
    await tx.$queryRaw`SELECT id FROM households WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR SHARE`;
    return (await this.findIn(tx, firmId, id)) !== null;
  }

  /** In order of creation; `limit` rows after the household `after`. */
  list(
    firmId: string,
    after: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<StoredHousehold[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.household.findMany({
        where: { firmId, deletedAt: null, ...createdAfter(after) },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
      }),
    );
  }

  async insert(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: HouseholdColumns,
    now: Date,
  ): Promise<StoredHousehold> {
    return tx.household.create({ data: { ...columns, firmId, id, createdAt: now, updatedAt: now } });
  }

  /** Changes the columns given and raises the version. */
  async update(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: Partial<HouseholdColumns> & { readonly deletedAt?: Date },
    now: Date,
  ): Promise<StoredHousehold> {
    return tx.household.update({
      where: { firmId_id: { firmId, id } },
      data: { ...columns, version: { increment: 1 }, updatedAt: now },
    });
  }

  /** Whether a client who isn't deleted belongs to the household. */
  async hasClients(tx: Transaction, firmId: string, householdId: string): Promise<boolean> {
    return (await tx.client.count({ where: { firmId, householdId, deletedAt: null } })) > 0;
  }
}
