import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../platform/database/database.js';
import { createdAfter } from '../../platform/database/keyset.js';
import type { ApiKeyModel, PrincipalModel } from '../../platform/database/generated/models.js';

export type StoredApiKey = ApiKeyModel & { readonly principal: PrincipalModel };

/** API keys as rows. Reads take the firm's id or a transaction of the firm; writes take a transaction. */
@Injectable()
export class ApiKeyRepository {
  constructor(private readonly database: Database) {}

  find(firmId: string, id: string): Promise<StoredApiKey | null> {
    return this.database.asFirm(firmId, (tx) => this.findIn(tx, firmId, id));
  }

  findIn(tx: Transaction, firmId: string, id: string): Promise<StoredApiKey | null> {
    return tx.apiKey.findUnique({ where: { firmId_id: { firmId, id } }, include: { principal: true } });
  }

  /** In order of creation; `limit` rows after the key `after`. */
  list(
    firmId: string,
    after: { createdAt: Date; id: string } | undefined,
    limit: number,
  ): Promise<StoredApiKey[]> {
    return this.database.asFirm(firmId, (tx) =>
      tx.apiKey.findMany({
        where: {
          firmId,
          ...createdAfter(after),
        },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
        take: limit,
        include: { principal: true },
      }),
    );
  }

  create(tx: Transaction, key: ApiKeyModel): Promise<StoredApiKey> {
    return tx.apiKey.create({ data: key, include: { principal: true } });
  }

  /** True where the key was at `version` and not revoked yet. */
  async revoke(tx: Transaction, key: ApiKeyModel, at: Date): Promise<boolean> {
    const { firmId, id, version } = key;
    const { count } = await tx.apiKey.updateMany({
      where: { firmId, id, version, revokedAt: null },
      data: { revokedAt: at, version: version + 1 },
    });
    return count === 1;
  }

  /** How many keys but one have a scope and still work at an instant; revocations wait for each other. */
  async countUsable(tx: Transaction, firmId: string, scope: string, but: string, at: Date): Promise<number> {
    await tx.$queryRaw`SELECT id FROM firms WHERE id = ${firmId}::uuid FOR UPDATE`;
    return tx.apiKey.count({
      where: {
        firmId,
        id: { not: but },
        scopes: { has: scope },
        revokedAt: null,
        OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
      },
    });
  }

  findPrincipal(tx: Transaction, firmId: string, name: string): Promise<PrincipalModel | null> {
    return tx.principal.findUnique({ where: { firmId_name: { firmId, name } } });
  }

  createPrincipal(tx: Transaction, principal: PrincipalModel): Promise<PrincipalModel> {
    return tx.principal.create({ data: principal });
  }
}
