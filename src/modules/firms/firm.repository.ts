import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import type { FirmModel } from '../../platform/database/generated/models.js';

export type StoredFirm = FirmModel;
export type FirmChanges = Partial<Pick<FirmModel, 'name' | 'disclosures' | 'defaultPolicyId'>>;

@Injectable()
export class FirmRepository {
  constructor(private readonly database: Database) {}

  get(firmId: string): Promise<StoredFirm> {
    return this.database.asFirm(firmId, (tx) => this.getIn(tx, firmId));
  }

  /** As get, and nobody else changes the firm until the transaction ends. */
  async getLocked(tx: Transaction, firmId: string): Promise<StoredFirm> {
    await tx.$queryRaw`SELECT id FROM firms WHERE id = ${firmId}::uuid FOR UPDATE`;
    return this.getIn(tx, firmId);
  }

  private getIn(tx: Transaction, firmId: string): Promise<StoredFirm> {
    return tx.firm.findUniqueOrThrow({ where: { id: firmId } });
  }

  /** The changed firm, or undefined where it is no longer at `version`. */
  async update(
    tx: Transaction,
    { id, version }: Pick<StoredFirm, 'id' | 'version'>,
    changes: FirmChanges,
    updatedAt: Date,
  ): Promise<StoredFirm | undefined> {
    const [changed] = await tx.firm.updateManyAndReturn({
      where: { id, version },
      data: { ...changes, version: version + 1, updatedAt },
    });
    return changed;
  }
}
