import type { Constraints, EquityRange } from '../../domain/allocation/bounds.js';
import { formatCents, parseCents } from '../../domain/allocation/money.js';
import type { DriftSettings } from '../../domain/rebalancing/drift.js';
import type { Account, CashNeedsText } from './account.js';
import type { StoredAccount, StoredTerms } from './account.repository.js';

export function accountOf(row: StoredAccount): Account {
  const { id, name, registration, riskProfile, client, version } = row;
  return {
    id,
    name,
    registration,
    riskProfile,
    ...(client && {
      client: {
        id: client.id,
        name: client.name,
        ...(client.householdId !== null && { householdId: client.householdId }),
      },
    }),
    externalIds: row.externalIds.map(({ system, externalId }) => ({ system, externalId })),
    cash: row.cash.toFixed(2),
    positions: row.positions.map(({ symbol, quantity, marketValue }) => ({
      symbol,
      quantity: quantity.toFixed(),
      ...(marketValue && { marketValue: marketValue.toFixed(2) }),
    })),
    ...termsOf(row),
    version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** Written from validated DTOs alone; an empty object means the same as none. */
export function termsOf(row: StoredTerms): Pick<Account, 'constraints' | 'equity' | 'cashNeeds' | 'drift'> {
  const equity = given<EquityRange>(row.equity);
  const cashNeeds = given<CashNeedsText>(row.cashNeeds);
  const drift = given<Partial<DriftSettings>>(row.drift);
  return {
    constraints: row.constraints as Constraints,
    ...(equity && { equity }),
    ...(cashNeeds && { cashNeeds: toTheCent(cashNeeds) }),
    ...(drift && { drift }),
  };
}

/** What a column of JSON holds; undefined where that is nothing. */
const given = <T extends object>(column: StoredTerms['equity']): T | undefined =>
  typeof column === 'object' && column !== null && Object.keys(column).length > 0 ? (column as T) : undefined;

const cents = (dollars: string): string => formatCents(parseCents(dollars));

const toTheCent = ({ standing, withdrawals }: CashNeedsText): CashNeedsText => ({
  ...(standing !== undefined && { standing: cents(standing) }),
  ...(withdrawals && {
    withdrawals: withdrawals.map((one) => ({ ...one, amount: cents(one.amount) })),
  }),
});
