import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/database.js';
import { unknownClient } from './client-refusals.js';
import { ClientRepository } from './client.repository.js';

/** The clients that requests about accounts name, inside a transaction of the caller's. */
@Injectable()
export class AccountClients {
  constructor(
    private readonly clients: ClientRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * The client named, else the account's present one, else a new one; renamed where a name is given.
   * Throws 422 `unknown-client`.
   */
  async idOf(
    tx: Transaction,
    firmId: string,
    { id: named, name }: { readonly id?: string; readonly name?: string },
    present: string | null,
  ): Promise<string> {
    const now = this.clock.now();
    if (named !== undefined && !(await this.clients.exists(tx, firmId, named))) throw unknownClient();
    const known = named ?? present;
    if (known === null) {
      const id = randomUUID();
      await this.clients.insert(tx, firmId, id, { name: name ?? '', householdId: null }, now);
      return id;
    }
    if (name !== undefined) await this.clients.update(tx, firmId, known, { name }, now);
    return known;
  }
}
