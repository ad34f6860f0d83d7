import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { createdAfter } from '../../platform/database/keyset.js';
import type { MacroOverrideModel, PrincipalModel } from '../../platform/database/generated/models.js';

export type StoredOverride = MacroOverrideModel & { readonly author: PrincipalModel };

const WITH_AUTHOR = { author: true } as const;

/** A firm's readings of the Fed's statements as rows. */
@Injectable()
export class OverrideRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredOverride | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredOverride | null> {
    return tx.macroOverride.findUnique({ where: { firmId_id: { firmId, id } }, include: WITH_AUTHOR });
  }

  /** All of them, in order of entry. */
  all(firmId: string): Promise<StoredOverride[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.macroOverride.findMany({
        where: { firmId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        include: WITH_AUTHOR,
      }),
    );
  }

  /** In order of entry; `limit` rows after the override `after`. */
  list(
    firmId: string,
    after: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<StoredOverride[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.macroOverride.findMany({
        where: {
          firmId,
          ...createdAfter(after),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
        include: WITH_AUTHOR,
      }),
    );
  }

  create(tx: Transaction, override: MacroOverrideModel): Promise<StoredOverride> {
    return tx.macroOverride.create({ data: override, include: WITH_AUTHOR });
  }

  /** True where the override was at `version` and not withdrawn yet. */
  async withdraw(
    tx: Transaction,
    { firmId, id, version }: MacroOverrideModel,
    withdrawnAt: Date,
  ): Promise<boolean> {
    const { count } = await tx.macroOverride.updateMany({
      where: { firmId, id, version, withdrawnAt: null },
      data: { withdrawnAt, version: version + 1 },
    });
    return count === 1;
  }
}
