import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { toDateColumn } from '../../platform/database/date-column.js';
import type { MarketFactModel, PrincipalModel } from '../../platform/database/generated/models.js';
import { createdAfter, type CreatedKey } from '../../platform/database/keyset.js';

export type StoredFact = MarketFactModel & { readonly author: PrincipalModel };

/** A fact as it is entered; its date as text, its value as a number. */
export interface EnteredFact extends Pick<
  MarketFactModel,
  'firmId' | 'id' | 'symbol' | 'kind' | 'basis' | 'note' | 'source' | 'url' | 'createdBy' | 'createdAt'
> {
  readonly value: number;
  readonly observedOn: string;
}

const WITH_AUTHOR = { author: true } as const;
const IN_ORDER = [{ createdAt: 'asc' }, { id: 'asc' }] as const;

/** Figures that a firm entered, as rows. */
@Injectable()
export class MarketFactRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredFact | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredFact | null> {
    return tx.marketFact.findUnique({ where: { firmId_id: { firmId, id } }, include: WITH_AUTHOR });
  }

  /** All of them, in order of entry. */
  all(firmId: string): Promise<StoredFact[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.marketFact.findMany({ where: { firmId }, orderBy: [...IN_ORDER], include: WITH_AUTHOR }),
    );
  }

  /** In order of entry; `limit` rows after the fact `after`. */
  list(firmId: string, after: CreatedKey | undefined, limit: number): Promise<StoredFact[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.marketFact.findMany({
        where: { firmId, ...createdAfter(after) },
        orderBy: [...IN_ORDER],
        take: limit,
        include: WITH_AUTHOR,
      }),
    );
  }

  create(tx: Transaction, { observedOn, ...fact }: EnteredFact): Promise<StoredFact> {
    return tx.marketFact.create({
      data: { ...fact, observedOn: toDateColumn(observedOn) },
      include: WITH_AUTHOR,
    });
  }

  /** True where the fact was at `version` and not withdrawn yet. */
  async withdraw(
    tx: Transaction,
    { firmId, id, version }: Pick<MarketFactModel, 'firmId' | 'id' | 'version'>,
    withdrawnAt: Date,
  ): Promise<boolean> {
    const { count } = await tx.marketFact.updateMany({
      where: { firmId, id, version, withdrawnAt: null },
      data: { withdrawnAt, version: version + 1 },
    });
    return count === 1;
  }
}
