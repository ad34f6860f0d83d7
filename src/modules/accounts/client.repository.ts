import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database/database.js';

/** The people and households that accounts belong to. */
@Injectable()
export class ClientRepository {
  async exists(tx: Transaction, firmId: string, id: string): Promise<boolean> {
    return (await tx.client.count({ where: { firmId, id } })) === 1;
  }

  async insert(tx: Transaction, firmId: string, id: string, name: string, now: Date): Promise<void> {
    await tx.client.create({ data: { firmId, id, name, createdAt: now, updatedAt: now } });
  }

  async rename(tx: Transaction, firmId: string, id: string, name: string, now: Date): Promise<void> {
    await tx.client.update({ where: { firmId_id: { firmId, id } }, data: { name, updatedAt: now } });
  }
}
