import { Injectable } from '@nestjs/common';
import { newYorkDateAt } from '../../domain/market/new-york-time.js';
import { isSession, nextSession } from '../../domain/market/trading-calendar.js';
import { assertMay, statusOf, type VersionAct } from '../../domain/policy/lifecycle.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { ActivePolicies } from './active-policies.js';
import type { PolicyVersionHeaderDto } from './dto/policy.dto.js';
import type { ActivateDto } from './dto/write-policy.dto.js';
import { policyVersionHeaderDto, versionEvents } from './policy.mapper.js';
import { activeFromInPast, policyInUse, policyNotFound, policyVersionNotFound } from './policy-refusals.js';
import { PolicyRepository, type VersionInForce } from './policy.repository.js';

/**
 * Leads policy versions from draft to force and out of it. Each act is one transaction with its event and
 * audit entry, and the acts on one policy wait for each other, so that of two at once one is refused.
 */
@Injectable()
export class PolicyLifecycleService {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyRepository,
    private readonly active: ActivePolicies,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * Does one thing with a version. Throws 404 `policy-not-found`, `policy-version-not-found`, 409
   * `wrong-policy-status`, `own-policy`, `policy-in-use`, 422 `active-from-in-past`.
   */
  async act(
    caller: Caller,
    policyId: string,
    version: number,
    act: VersionAct,
    { note, activeFrom: asked }: ActivateDto,
  ): Promise<PolicyVersionHeaderDto> {
    const { firmId, principalId } = caller;
    const today = newYorkDateAt(this.clock.now().getTime());
    const done = await this.database.asFirm(firmId, async (tx) => {
      if (!(await this.policies.findLocked(tx, firmId, policyId))) throw policyNotFound();
      const stored = await this.policies.findHeaderIn(tx, firmId, policyId, version);
      if (!stored) throw policyVersionNotFound();
      const events = versionEvents(stored);
      assertMay(act, events, principalId);
      const activeFrom = act === 'activated' ? firstDate(asked, today) : undefined;
      if (act === 'retired' && statusOf(events) === 'active') {
        await this.assertSpared(tx, firmId, { policyId, version }, today);
      }
      await this.policies.addEvent(tx, {
        firmId,
        policyId,
        version,
        sequence: events.length + 1,
        kind: act,
        activeFrom,
        note,
        doneBy: principalId,
        at: this.clock.now(),
      });
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: `policy_version.${act}`,
        subjectType: 'policy_version',
        subjectId: `${policyId}/${version}`,
        details: {
          ...(activeFrom === undefined ? {} : { activeFrom }),
          ...(note === undefined ? {} : { note }),
        },
      });
      const changed = await this.policies.findHeaderIn(tx, firmId, policyId, version);
      if (!changed) throw policyVersionNotFound();
      const inForce = await this.policies.findInForceIn(tx, firmId, policyId, today);
      return policyVersionHeaderDto(changed, inForce?.version);
    });
    this.active.forget(firmId);
    return done;
  }

  /** Refuses to take the last version in force from the firm's default policy. */
  private async assertSpared(
    tx: Transaction,
    firmId: string,
    version: VersionInForce,
    today: string,
  ): Promise<void> {
    if ((await this.policies.lockDefaultPolicy(tx, firmId)) !== version.policyId) return;
    const inForce = await this.policies.findInForceIn(tx, firmId, version.policyId, today);
    if (inForce?.version !== version.version) return;
    if (!(await this.policies.hasInForceWithout(tx, firmId, version, today))) throw policyInUse();
  }
}

/** From when a version is in force: the date asked for, else today's session or the next. */
function firstDate(asked: string | undefined, today: string): string {
  if (asked === undefined) return isSession(today) ? today : nextSession(today);
  if (asked < today) throw activeFromInPast(asked, today);
  return asked;
}
