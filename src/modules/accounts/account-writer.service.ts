import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/database.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { AccountClients } from '../clients/account-clients.service.js';
import type { Account, ExternalId } from './account.js';
import { externalIdTaken } from './account-refusals.js';
import { accountOf } from './account.mapper.js';
import { AccountRepository, type AccountColumns, type StoredAccount } from './account.repository.js';
import type { CreateAccountDto, UpdateAccountDto } from './dto/write-account.dto.js';

/** Writes one account with all that belongs to it, inside a transaction of the caller's. */
@Injectable()
export class AccountWriter {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly clients: AccountClients,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async insert(tx: Transaction, caller: Caller, request: CreateAccountDto): Promise<Account> {
    const { firmId } = caller;
    const id = randomUUID();
    const { name, registration, riskProfile, client, cash = '0.00', constraints = {} } = request;
    const { equity, cashNeeds, drift } = request;
    const clientId = client ? await this.clients.idOf(tx, firmId, client, null) : null;
    const columns = {
      ...{ name, registration, riskProfile, cash, constraints, clientId },
      ...(equity && { equity }),
      ...(cashNeeds && { cashNeeds }),
      ...(drift && { drift }),
    };
    await this.accounts.insert(tx, firmId, id, columns, this.clock.now());
    await this.replaceLists(tx, firmId, id, request);
    await this.record(tx, caller, 'account.created', id, { name });
    return this.reread(tx, firmId, id);
  }

  /** Changes what the request gives and leaves the rest. */
  async change(
    tx: Transaction,
    caller: Caller,
    stored: StoredAccount,
    request: UpdateAccountDto,
  ): Promise<Account> {
    const { firmId } = caller;
    const { id } = stored;
    const given = Object.entries(request).filter(([, value]) => value !== undefined);
    const {
      client,
      externalIds: _ids,
      positions: _positions,
      ...columns
    } = Object.fromEntries(given) as UpdateAccountDto;
    const changes: Partial<AccountColumns> = {
      ...columns,
      ...(client && { clientId: await this.clients.idOf(tx, firmId, client, stored.clientId) }),
    };
    await this.accounts.update(tx, firmId, id, changes, this.clock.now());
    await this.replaceLists(tx, firmId, id, request);
    const fields = given.map(([field]) => field);
    await this.record(tx, caller, 'account.updated', id, { version: stored.version + 1, fields });
    return this.reread(tx, firmId, id);
  }

  async delete(tx: Transaction, caller: Caller, stored: StoredAccount): Promise<void> {
    await this.accounts.delete(tx, caller.firmId, stored.id, this.clock.now());
    const externalIds = stored.externalIds.map(({ system, externalId }) => `${system}/${externalId}`);
    await this.record(tx, caller, 'account.deleted', stored.id, { name: stored.name, externalIds });
  }

  private async replaceLists(
    tx: Transaction,
    firmId: string,
    id: string,
    { externalIds, positions }: UpdateAccountDto,
  ): Promise<void> {
    if (externalIds) {
      await this.assertFree(tx, firmId, id, externalIds);
      await this.accounts.replaceExternalIds(tx, firmId, id, externalIds);
    }
    if (positions) await this.accounts.replacePositions(tx, firmId, id, positions);
  }

  private async assertFree(
    tx: Transaction,
    firmId: string,
    id: string,
    externalIds: readonly ExternalId[],
  ): Promise<void> {
    for (const [i, { system, externalId }] of externalIds.entries()) {
      const owner = await this.accounts.idByExternalId(tx, firmId, { system, externalId });
      if (owner !== undefined && owner !== id) throw externalIdTaken(`/externalIds/${i}/externalId`);
    }
  }

  private async reread(tx: Transaction, firmId: string, id: string): Promise<Account> {
    const stored = await this.accounts.findIn(tx, firmId, id);
    if (!stored) throw new Error(`account ${id} is gone in the transaction that wrote it`);
    return accountOf(stored);
  }

  private record(
    tx: Transaction,
    { firmId, principalId }: Caller,
    action: string,
    subjectId: string,
    details: Readonly<Record<string, string | number | readonly string[]>>,
  ): Promise<void> {
    return this.audit.record(tx, { firmId, principalId, action, subjectType: 'account', subjectId, details });
  }
}
