import { Injectable } from '@nestjs/common';
import { lastCompletedSession } from '../../domain/market/trading-calendar.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { assertVersion, staleVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page } from '../../platform/http/page.js';
import type { Caller } from '../auth/caller.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { Account, ExternalId } from './account.js';
import {
  accountNotFound,
  assertTerms,
  assertWithdrawalsAhead,
  externalIdTaken,
  isExternalIdTaken,
} from './account-refusals.js';
import { accountOf } from './account.mapper.js';
import { AccountRepository, isTaken, type StoredAccount } from './account.repository.js';
import { AccountWriter } from './account-writer.service.js';
import type { ListAccountsQuery } from './dto/list-accounts.query.js';
import type { CreateAccountDto, ReplacePositionsDto, UpdateAccountDto } from './dto/write-account.dto.js';

export interface UpsertedAccount {
  readonly account: Account;
  readonly created: boolean;
}

/**
 * The firm's client accounts. Every write is one transaction with its audit event. Another firm's account
 * and a deleted one don't exist: 404 `account-not-found`.
 */
@Injectable()
export class AccountsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly writer: AccountWriter,
    private readonly policies: PoliciesService,
    private readonly clock: Clock,
  ) {}

  async get(firmId: string, id: string): Promise<Account> {
    const stored = await this.accounts.find(firmId, id);
    if (!stored) throw accountNotFound();
    return accountOf(stored);
  }

  async list(firmId: string, { cursor, limit, ...filter }: ListAccountsQuery): Promise<Page<Account>> {
    const rows = await this.accounts.list(firmId, filter, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      accountOf,
    );
  }

  /** All accounts of a household's clients, in order of creation. */
  async ofHousehold(firmId: string, householdId: string): Promise<Account[]> {
    return (await this.accounts.list(firmId, { householdId }, undefined, undefined)).map(accountOf);
  }

  async create(caller: Caller, request: CreateAccountDto): Promise<Account> {
    const profiles = await this.riskProfiles(caller.firmId);
    this.assertNewTerms(profiles, request);
    return this.write(caller, (tx) => this.writer.insert(tx, caller, request));
  }

  /** Throws 412 `stale-version` where the account is not at the expected version. */
  async update(
    caller: Caller,
    id: string,
    request: UpdateAccountDto,
    expected: ExpectedVersion | undefined,
  ): Promise<Account> {
    const profiles = await this.riskProfiles(caller.firmId);
    return this.write(caller, async (tx) => {
      const stored = await this.locked(tx, caller, id, expected);
      this.assertChangedTerms(profiles, stored, request);
      return this.writer.change(tx, caller, stored, request);
    });
  }

  replacePositions(
    caller: Caller,
    id: string,
    request: ReplacePositionsDto,
    expected: ExpectedVersion | undefined,
  ): Promise<Account> {
    return this.write(caller, async (tx) => {
      const stored = await this.locked(tx, caller, id, expected);
      return this.writer.change(tx, caller, stored, request);
    });
  }

  /**
   * Changes the account that the system knows by that id, or creates it. The id stays among the account's
   * external ids whatever the request says of them.
   */
  async upsert(
    caller: Caller,
    key: ExternalId,
    request: CreateAccountDto,
    expected: ExpectedVersion | undefined,
  ): Promise<UpsertedAccount> {
    const profiles = await this.riskProfiles(caller.firmId);
    const withKey = { ...request, externalIds: withExternalId(request.externalIds ?? [], key) };
    const attempt = (): Promise<UpsertedAccount> =>
      this.database.asFirm(caller.firmId, async (tx) => {
        const id = await this.accounts.idByExternalId(tx, caller.firmId, key);
        if (id === undefined) {
          if (expected !== undefined) throw staleVersion();
          this.assertNewTerms(profiles, request);
          return { account: await this.writer.insert(tx, caller, withKey), created: true };
        }
        const stored = await this.locked(tx, caller, id, expected);
        this.assertChangedTerms(profiles, stored, request);
        const changes = request.externalIds ? withKey : request;
        return { account: await this.writer.change(tx, caller, stored, changes), created: false };
      });
    try {
      return await attempt();
    } catch (error) {
      if (!isTaken(error) && !isExternalIdTaken(error)) throw error;
      // Perhaps another request made the account between our look and our write: then it is there now.
      return refusingTaken(attempt);
    }
  }

  async delete(caller: Caller, id: string, expected: ExpectedVersion): Promise<void> {
    await this.write(caller, async (tx) => {
      await this.writer.delete(tx, caller, await this.locked(tx, caller, id, expected));
    });
  }

  private write<T>(caller: Caller, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return refusingTaken(() => this.database.asFirm(caller.firmId, work));
  }

  private async locked(
    tx: Transaction,
    { firmId }: Caller,
    id: string,
    expected: ExpectedVersion | undefined,
  ): Promise<StoredAccount> {
    const stored = await this.accounts.findLocked(tx, firmId, id);
    if (!stored) throw accountNotFound();
    assertVersion(expected, stored.version);
    return stored;
  }

  private assertNewTerms(profiles: Profiles, request: CreateAccountDto): void {
    assertTerms(profiles, request);
    if (request.cashNeeds) assertWithdrawalsAhead(request.cashNeeds, {}, this.lastSession());
  }

  /** Terms are looked at only where the request changes them: policies change under accounts that don't. */
  private assertChangedTerms(profiles: Profiles, stored: StoredAccount, request: UpdateAccountDto): void {
    const known = accountOf(stored);
    const { riskProfile, constraints, equity, cashNeeds } = request;
    if (cashNeeds) assertWithdrawalsAhead(cashNeeds, known.cashNeeds, this.lastSession());
    if (riskProfile === undefined && constraints === undefined && equity === undefined) return;
    assertTerms(profiles, {
      riskProfile: riskProfile ?? known.riskProfile,
      constraints: constraints ?? known.constraints,
      equity: equity ?? known.equity ?? {},
    });
  }

  private lastSession(): string {
    return lastCompletedSession(this.clock.now().getTime());
  }

  private async riskProfiles(firmId: string) {
    return (await this.policies.activeDocument(firmId)).document.riskProfiles;
  }
}

type Profiles = Parameters<typeof assertTerms>[0];

const withExternalId = (ids: readonly ExternalId[], key: ExternalId): ExternalId[] =>
  ids.some(({ system, externalId }) => system === key.system && externalId === key.externalId)
    ? [...ids]
    : [...ids, key];

async function refusingTaken<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw isTaken(error) ? externalIdTaken('/externalIds') : error;
  }
}
