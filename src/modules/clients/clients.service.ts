import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { assertVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page } from '../../platform/http/page.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { clientHasAccounts, clientNotFound, unknownHousehold } from './client-refusals.js';
import { clientDto } from './client.mapper.js';
import { ClientRepository, type StoredClient } from './client.repository.js';
import type { ClientDto, CreateClientDto, ListClientsQuery, UpdateClientDto } from './dto/client.dto.js';
import { HouseholdRepository } from './household.repository.js';

/**
 * The people that accounts belong to. Every write is one transaction with its audit event. Another firm's
 * client and a deleted one don't exist: 404 `client-not-found`.
 */
@Injectable()
export class ClientsService {
  constructor(
    private readonly database: Database,
    private readonly clients: ClientRepository,
    private readonly households: HouseholdRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async get(firmId: string, id: string): Promise<ClientDto> {
    const stored = await this.clients.find(firmId, id);
    if (stored === null) throw clientNotFound();
    return clientDto(stored);
  }

  async list(firmId: string, { cursor, limit, householdId }: ListClientsQuery): Promise<Page<ClientDto>> {
    const rows = await this.clients.list(firmId, householdId, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      clientDto,
    );
  }

  /** Throws 422 `unknown-household`. */
  async create(caller: Caller, request: CreateClientDto): Promise<ClientDto> {
    const { firmId } = caller;
    const { name } = request;
    const householdId = request.householdId ?? null;
    return this.database.asFirm(firmId, async (tx) => {
      await this.assertHousehold(tx, firmId, householdId);
      const id = randomUUID();
      const stored = await this.clients.insert(tx, firmId, id, { name, householdId }, this.clock.now());
      await this.record(tx, caller, 'client.created', id, { name });
      return clientDto(stored);
    });
  }

  /** Throws 412 `stale-version`, 422 `unknown-household`. */
  async update(
    caller: Caller,
    id: string,
    { name, householdId }: UpdateClientDto,
    expected: ExpectedVersion,
  ): Promise<ClientDto> {
    const { firmId } = caller;
    return this.database.asFirm(firmId, async (tx) => {
      await this.locked(tx, firmId, id, expected);
      if (householdId !== undefined) await this.assertHousehold(tx, firmId, householdId);
      const columns = {
        ...(name !== undefined && { name }),
        ...(householdId !== undefined && { householdId }),
      };
      const stored = await this.clients.update(tx, firmId, id, columns, this.clock.now());
      await this.record(tx, caller, 'client.updated', id, {
        version: stored.version,
        fields: Object.keys(columns),
      });
      return clientDto(stored);
    });
  }

  /** Throws 409 `client-has-accounts`, 412 `stale-version`. */
  async delete(caller: Caller, id: string, expected: ExpectedVersion): Promise<void> {
    const { firmId } = caller;
    await this.database.asFirm(firmId, async (tx) => {
      const { name } = await this.locked(tx, firmId, id, expected);
      if (await this.clients.hasAccounts(tx, firmId, id)) throw clientHasAccounts();
      const now = this.clock.now();
      await this.clients.update(tx, firmId, id, { deletedAt: now }, now);
      await this.record(tx, caller, 'client.deleted', id, { name });
    });
  }

  private async locked(
    tx: Transaction,
    firmId: string,
    id: string,
    expected: ExpectedVersion,
  ): Promise<StoredClient> {
    const stored = await this.clients.findLocked(tx, firmId, id);
    if (stored === null) throw clientNotFound();
    assertVersion(expected, stored.version);
    return stored;
  }

  private async assertHousehold(tx: Transaction, firmId: string, id: string | null): Promise<void> {
    if (id !== null && !(await this.households.exists(tx, firmId, id))) throw unknownHousehold();
  }

  private record(
    tx: Transaction,
    { firmId, principalId }: Caller,
    action: string,
    subjectId: string,
    details: Readonly<Record<string, string | number | readonly string[]>>,
  ): Promise<void> {
    return this.audit.record(tx, { firmId, principalId, action, subjectType: 'client', subjectId, details });
  }
}
