import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DomainError } from '../../domain/domain-error.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { assertVersion, staleVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import type { CreateOverrideDto, OverrideDto } from './dto/override.dto.js';
import { fedOverride, overrideDto } from './override.mapper.js';
import { OverrideRepository } from './override.repository.js';

const REMEMBER_MS = 5_000;
const MOST_FIRMS = 5_000;

/** A firm's own readings of the Fed's statements: dated, expiring, withdrawn but never deleted. */
@Injectable()
export class OverridesService {
  private readonly known: LRUCache<string, readonly FedOverride[]>;

  constructor(
    private readonly database: Database,
    private readonly overrides: OverrideRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {
    this.known = new LRUCache<string, readonly FedOverride[]>({
      max: MOST_FIRMS,
      ttl: REMEMBER_MS,
      fetchMethod: async (firmId) => (await overrides.all(firmId)).map(fedOverride),
    });
  }

  /** Every override ever entered, in order; what another process wrote is seen within 5 s. */
  async of(firmId: string): Promise<readonly FedOverride[]> {
    return (await this.known.fetch(firmId)) ?? [];
  }

  async list(firmId: string, { cursor, limit }: PageQuery): Promise<Page<OverrideDto>> {
    const rows = await this.overrides.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      overrideDto,
    );
  }

  /** Throws 404 `override-not-found`. */
  async get(firmId: string, id: string): Promise<OverrideDto> {
    const found = await this.overrides.find(firmId, id);
    if (found === null) throw notFound();
    return overrideDto(found);
  }

  /** In force at once, until it expires. Throws 422 `expiry-in-the-past`. */
  async create(caller: Caller, { reading, reason, expiresAt }: CreateOverrideDto): Promise<OverrideDto> {
    const { firmId, principalId } = caller;
    const now = this.clock.now();
    const expiry = new Date(expiresAt);
    if (expiry <= now) {
      const message = `expiresAt must be after ${now.toISOString()}`;
      throw new DomainError('unprocessable', 'expiry-in-the-past', 'It would never be in force.', [
        { pointer: '/expiresAt', code: 'expiry-in-the-past', message },
      ]);
    }
    const stored = await this.database.asFirm(firmId, async (tx) => {
      const override = await this.overrides.create(tx, {
        firmId,
        id: randomUUID(),
        reading,
        reason,
        createdBy: principalId,
        createdAt: now,
        expiresAt: expiry,
        withdrawnAt: null,
        version: 1,
      });
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'macro_override.created',
        subjectType: 'macro_override',
        subjectId: override.id,
        details: { reading, expiresAt },
      });
      return override;
    });
    this.known.delete(firmId);
    return overrideDto(stored);
  }

  /** The data's own reading counts again. Throws 404 `override-not-found`, 409 `already-withdrawn`. */
  async withdraw({ firmId, principalId }: Caller, id: string, expected: ExpectedVersion): Promise<void> {
    await this.database.asFirm(firmId, async (tx) => {
      const override = await this.overrides.findIn(tx, firmId, id);
      if (override === null) throw notFound();
      assertVersion(expected, override.version);
      if (override.withdrawnAt) {
        throw new DomainError('conflict', 'already-withdrawn', 'The override was withdrawn before.');
      }
      if (!(await this.overrides.withdraw(tx, override, this.clock.now()))) throw staleVersion();
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'macro_override.withdrawn',
        subjectType: 'macro_override',
        subjectId: id,
      });
    });
    this.known.delete(firmId);
  }
}

const notFound = (): DomainError =>
  new DomainError('not_found', 'override-not-found', 'The firm has no such override.');
