import type { StoredClient } from './client.repository.js';
import type { ClientDto } from './dto/client.dto.js';
import type { HouseholdDto } from './dto/household.dto.js';
import type { StoredHousehold } from './household.repository.js';

export const clientDto = ({
  id,
  name,
  householdId,
  version,
  createdAt,
  updatedAt,
}: StoredClient): ClientDto => ({
  id,
  name,
  ...(householdId !== null && { householdId }),
  version,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

export const householdDto = (row: StoredHousehold): HouseholdDto => ({
  id: row.id,
  name: row.name,
  adviceUnit: row.adviceUnit,
  ...(row.riskProfile !== null && { riskProfile: row.riskProfile }),
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
