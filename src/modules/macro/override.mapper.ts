import type { FedBias } from '../../domain/readings/macro/fed-bias.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import type { OverrideDto } from './dto/override.dto.js';
import type { StoredOverride } from './override.repository.js';

/** A stored override as callers see it. */
export function overrideDto(row: StoredOverride): OverrideDto {
  const { id, reading, reason, author, createdAt, expiresAt, withdrawnAt, version } = row;
  return {
    id,
    reading,
    reason,
    author: { id: author.id, name: author.name, kind: author.kind },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ...(withdrawnAt && { withdrawnAt: withdrawnAt.toISOString() }),
    version,
  };
}

/** The same as readings use it. */
export const fedOverride = (row: StoredOverride): FedOverride => ({
  id: row.id,
  // Only what the request's validation accepts is ever written.
  reading: row.reading as FedBias,
  author: row.author.name,
  reason: row.reason,
  createdAt: row.createdAt.getTime(),
  expiresAt: row.expiresAt.getTime(),
  ...(row.withdrawnAt && { withdrawnAt: row.withdrawnAt.getTime() }),
});
