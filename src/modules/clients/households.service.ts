import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { assertVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { PoliciesService } from '../policies/policies.service.js';
import {
  householdHasClients,
  householdNotFound,
  missingRiskProfile,
  unknownRiskProfile,
} from './client-refusals.js';
import { householdDto } from './client.mapper.js';
import type { CreateHouseholdDto, HouseholdDto, UpdateHouseholdDto } from './dto/household.dto.js';
import { HouseholdRepository, type HouseholdColumns, type StoredHousehold } from './household.repository.js';

/**
 * Clients who live from the same money, and whether they are advised as one. Every write is one transaction
 * with its audit event. Another firm's household and a deleted one don't exist: 404 `household-not-found`.
 */
@Injectable()
export class HouseholdsService {
  constructor(
    private readonly database: Database,
    private readonly households: HouseholdRepository,
    private readonly policies: PoliciesService,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async get(firmId: string, id: string): Promise<HouseholdDto> {
    const stored = await this.households.find(firmId, id);
    if (stored === null) throw householdNotFound();
    return householdDto(stored);
  }

  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<HouseholdDto>> {
    const rows = await this.households.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      householdDto,
    );
  }

  /** Throws 422 `missing-risk-profile`, `unknown-risk-profile`. */
  async create(caller: Caller, request: CreateHouseholdDto): Promise<HouseholdDto> {
    const { firmId } = caller;
    const { name, adviceUnit = 'account', riskProfile = null } = request;
    const columns = { name, adviceUnit, riskProfile };
    assertAdvisable(columns);
    await this.assertRiskProfile(firmId, request.riskProfile);
    return this.database.asFirm(firmId, async (tx) => {
      const id = randomUUID();
      const stored = await this.households.insert(tx, firmId, id, columns, this.clock.now());
      await this.record(tx, caller, 'household.created', id, { name });
      return householdDto(stored);
    });
  }

  /** Throws 412 `stale-version`, 422 `missing-risk-profile`, `unknown-risk-profile`. */
  async update(
    caller: Caller,
    id: string,
    { name, adviceUnit, riskProfile }: UpdateHouseholdDto,
    expected: ExpectedVersion,
  ): Promise<HouseholdDto> {
    const { firmId } = caller;
    const columns: Partial<HouseholdColumns> = {
      ...(name !== undefined && { name }),
      ...(adviceUnit !== undefined && { adviceUnit }),
      ...(riskProfile !== undefined && { riskProfile }),
    };
    await this.assertRiskProfile(firmId, riskProfile);
    return this.database.asFirm(firmId, async (tx) => {
      const before = await this.locked(tx, firmId, id, expected);
      assertAdvisable({ ...before, ...columns });
      const stored = await this.households.update(tx, firmId, id, columns, this.clock.now());
      await this.record(tx, caller, 'household.updated', id, {
        version: stored.version,
        fields: Object.keys(columns),
      });
      return householdDto(stored);
    });
  }

  /** Throws 409 `household-has-clients`, 412 `stale-version`. */
  async delete(caller: Caller, id: string, expected: ExpectedVersion): Promise<void> {
    const { firmId } = caller;
    await this.database.asFirm(firmId, async (tx) => {
      const { name } = await this.locked(tx, firmId, id, expected);
      if (await this.households.hasClients(tx, firmId, id)) throw householdHasClients();
      const now = this.clock.now();
      await this.households.update(tx, firmId, id, { deletedAt: now }, now);
      await this.record(tx, caller, 'household.deleted', id, { name });
    });
  }

  private async assertRiskProfile(firmId: string, given: string | undefined): Promise<void> {
    if (given === undefined) return;
    const { document } = await this.policies.activeDocument(firmId);
    const valid = document.riskProfiles.map(({ id }) => id);
    if (!valid.includes(given)) throw unknownRiskProfile(given, valid);
  }

  private async locked(
    tx: Transaction,
    firmId: string,
    id: string,
    expected: ExpectedVersion,
  ): Promise<StoredHousehold> {
    const stored = await this.households.findLocked(tx, firmId, id);
    if (stored === null) throw householdNotFound();
    assertVersion(expected, stored.version);
    return stored;
  }

  private record(
    tx: Transaction,
    { firmId, principalId }: Caller,
    action: string,
    subjectId: string,
    details: Readonly<Record<string, string | number | readonly string[]>>,
  ): Promise<void> {
    return this.audit.record(tx, {
      firmId,
      principalId,
      action,
      subjectType: 'household',
      subjectId,
      details,
    });
  }
}

function assertAdvisable({ adviceUnit, riskProfile }: Omit<HouseholdColumns, 'name'>): void {
  if (adviceUnit === 'household' && riskProfile === null) throw missingRiskProfile();
}
