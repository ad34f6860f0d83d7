import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { assertVersion, staleVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { PoliciesService } from '../policies/policies.service.js';
import type { FirmDto, UpdateFirmDto } from './dto/firm.dto.js';
import { firmDto } from './firm.mapper.js';
import { FirmRepository } from './firm.repository.js';

/** The calling firm itself. */
@Injectable()
export class FirmsService {
  constructor(
    private readonly database: Database,
    private readonly firms: FirmRepository,
    private readonly policies: PoliciesService,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async get({ firmId }: Pick<Caller, 'firmId'>): Promise<FirmDto> {
    return firmDto(await this.firms.get(firmId));
  }

  /** Throws 412 `stale-version`, 422 `unknown-policy`. */
  async update(caller: Caller, request: UpdateFirmDto, expected: ExpectedVersion): Promise<FirmDto> {
    const { firmId, principalId } = caller;
    const changes = Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined));
    const changed = await this.database.asFirm(firmId, async (tx) => {
      const stored = await this.firms.getLocked(tx, firmId);
      await this.assertPolicy(tx, firmId, request.defaultPolicyId);
      assertVersion(expected, stored.version);
      const firm = await this.firms.update(tx, stored, changes, this.clock.now());
      if (!firm) throw staleVersion();
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'firm.updated',
        subjectType: 'firm',
        subjectId: firmId,
        details: { version: firm.version, fields: Object.keys(changes) },
      });
      return firm;
    });
    this.policies.defaultChanged(firmId);
    return firmDto(changed);
  }

  private async assertPolicy(tx: Transaction, firmId: string, policyId: string | undefined): Promise<void> {
    if (policyId === undefined || (await this.policies.isInForce(tx, firmId, policyId))) return;
    const message = 'The firm has no such policy with a version in force.';
    throw new DomainError('unprocessable', 'unknown-policy', message, [
      { pointer: '/defaultPolicyId', code: 'unknown-policy', message },
    ]);
  }
}
