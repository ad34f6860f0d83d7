import type { Constraints } from '../../domain/allocation/bounds.js';
import type { Account } from './account.js';
import type { StoredAccount } from './account.repository.js';

export function accountOf(row: StoredAccount): Account {
  const { id, name, registration, riskProfile, client, version } = row;
  return {
    id,
    name,
    registration,
    riskProfile,
    ...(client && { client: { id: client.id, name: client.name } }),
    externalIds: row.externalIds.map(({ system, externalId }) => ({ system, externalId })),
    cash: row.cash.toFixed(2),
    positions: row.positions.map(({ symbol, quantity, marketValue }) => ({
      symbol,
      quantity: quantity.toFixed(),
      ...(marketValue && { marketValue: marketValue.toFixed(2) }),
    })),
    // Written from a validated ConstraintsDto alone.
    constraints: row.constraints as Constraints,
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
