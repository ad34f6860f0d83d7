import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { ClientModel } from '../../platform/database/generated/models.js';
import { createdAfter } from '../../platform/database/keyset.js';

export type StoredClient = ClientModel;

/** The people that accounts belong to, as rows. Deleted clients are never seen. */
@Injectable()
export class ClientRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredClient | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredClient | null> {
    return tx.client.findUnique({ where: { firmId_id: { firmId, id }, deletedAt: null } });
  }

  /** As findIn, and nobody else changes the client until the transaction ends. */
  async findLocked(tx: Transaction, firmId: string, id: string): Promise<StoredClient | null> {
    await tx.$queryRaw`SELECT id FROM clients WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR UPDATE`;
    return this.findIn(tx, firmId, id);
  }

  /** Whether there is the client, who then stays until the transaction ends. */
  async exists(tx: Transaction, firmId: string, id: string): Promise<boolean> {
    await tx.$queryRaw`SELECT id FROM clients WHERE firm_id = ${firmId}::uuid AND id = ${id}::uuid FOR SHARE`;
    return (await this.findIn(tx, firmId, id)) !== null;
  }

  /** In order of creation; `limit` rows after the client `after`. */
  list(
    firmId: string,
    householdId: string | undefined,
    after: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<StoredClient[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.client.findMany({
        where: {
          firmId,
          deletedAt: null,
          ...(householdId !== undefined && { householdId }),
          ...createdAfter(after),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
      }),
    );
  }

  async insert(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: { readonly name: string; readonly householdId: string | null },
    now: Date,
  ): Promise<StoredClient> {
    return tx.client.create({ data: { firmId, id, ...columns, createdAt: now, updatedAt: now } });
  }

  /** Changes the columns given and raises the version. */
  async update(
    tx: Transaction,
    firmId: string,
    id: string,
    columns: { readonly name?: string; readonly householdId?: string | null; readonly deletedAt?: Date },
    now: Date,
  ): Promise<StoredClient> {
    return tx.client.update({
      where: { firmId_id: { firmId, id } },
      data: { ...columns, version: { increment: 1 }, updatedAt: now },
    });
  }

  /** Whether an account that isn't deleted belongs to the client. */
  async hasAccounts(tx: Transaction, firmId: string, clientId: string): Promise<boolean> {
    return (await tx.account.count({ where: { firmId, clientId, deletedAt: null } })) > 0;
  }
}
