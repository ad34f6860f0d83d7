import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import type { Transaction } from '../../platform/database/database.js';

/** What was done to what, by whom. `details` holds what the subject's row won't tell later. */
export interface AuditEntry {
  readonly firmId: string;
  readonly principalId: string;
  /** `<subject>.<past participle>`, such as `account.created`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly details?: Readonly<Record<string, AuditValue>>;
}

type AuditValue = string | number | boolean | readonly string[];

/** Appends to the firm's audit trail, in the transaction of the write it tells of. */
@Injectable()
export class AuditRecorder {
  constructor(private readonly clock: Clock) {}

  async record(tx: Transaction, entry: AuditEntry): Promise<void> {
    const { details = {}, ...event } = entry;
    await tx.auditEvent.create({ data: { ...event, id: randomUUID(), at: this.clock.now(), details } });
  }
}
