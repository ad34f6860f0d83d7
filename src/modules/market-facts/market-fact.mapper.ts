import type { AdvisedSymbol } from '../../domain/market/instruments.js';
import {
  FACT_KINDS,
  type FactBasis,
  type FactKind,
  type MarketFact,
} from '../../domain/readings/market-fact.js';
import { fromDateColumn } from '../../platform/database/date-column.js';
import type { MarketFactDto } from './dto/market-fact.dto.js';
import type { StoredFact } from './market-fact.repository.js';

/** A stored fact as readings use it. */
export const marketFact = (row: StoredFact): MarketFact => ({
  id: row.id,
  // Only what the request's validation accepts is ever written.
  ...(row.symbol === null ? {} : { symbol: row.symbol as AdvisedSymbol }),
  kind: row.kind as FactKind,
  value: row.value.toNumber(),
  basis: row.basis as FactBasis,
  ...(row.note === null ? {} : { note: row.note }),
  source: row.source,
  ...(row.url === null ? {} : { url: row.url }),
  observedOn: fromDateColumn(row.observedOn),
  enteredAt: row.createdAt.getTime(),
  ...(row.withdrawnAt && { withdrawnAt: row.withdrawnAt.getTime() }),
});

/** The same as callers see it. */
export function marketFactDto(row: StoredFact): MarketFactDto {
  const { enteredAt, withdrawnAt, ...fact } = marketFact(row);
  const { id, name, kind } = row.author;
  return {
    ...fact,
    unit: FACT_KINDS[fact.kind].unit,
    author: { id, name, kind },
    createdAt: new Date(enteredAt).toISOString(),
    ...(withdrawnAt === undefined ? {} : { withdrawnAt: new Date(withdrawnAt).toISOString() }),
    version: row.version,
  };
}
