import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { AdviceSubject } from '../../domain/recommendation/advice-subject.js';
import { wholeText } from '../../domain/recommendation/compose.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { TEMPLATE_VERSION } from '../../domain/words/template-version.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { adviseRecorded } from './advised-account.mapper.js';
import type { AdvisorAt } from './advisors.service.js';
import { later, previousOf } from './previous-recommendation.js';
import type { RecordedSubject } from './recorded-inputs.js';
import { inputsColumn, verdictOf } from './recommendation.mapper.js';
import { RecommendationRepository } from './recommendation.repository.js';

/** A recommendation as it was first given: its bytes, and where it is found. */
export interface StoredRecommendation {
  readonly id: string;
  readonly body: string;
}

/** Advises an account or a household and keeps the answer, with everything needed to compute it again. */
@Injectable()
export class RecommendationRecorder {
  constructor(
    private readonly database: Database,
    private readonly recommendations: RecommendationRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError as advice of the subject does. */
  async record(
    { firmId, principalId }: Caller,
    subject: AdviceSubject,
    recorded: RecordedSubject,
    { advisor, policy, knownAt, revision, entries }: AdvisorAt,
    askedAsOf: string | undefined,
  ): Promise<StoredRecommendation> {
    return this.database.asFirm(firmId, async (tx) => {
      await ('accountId' in subject
        ? this.recommendations.lockAccount(tx, firmId, subject.accountId)
        : this.recommendations.lockHousehold(tx, firmId, subject.householdId));
      const previous = await this.recommendations.latestIn(tx, firmId, subject);
      const createdAt = later(this.clock.now(), previous?.createdAt);
      const identity = { id: randomUUID(), ...subject, createdAt: createdAt.toISOString() };
      const occasion = { knownAt, ...(previous === null ? {} : { previous: previousOf(previous) }) };
      const { own, advice } = adviseRecorded(advisor, identity, recorded, occasion);
      const verdict = verdictOf(advisor.sharedText, entries);
      await this.recommendations.insertVerdict(tx, firmId, verdict, createdAt);
      await this.recommendations.insert(tx, {
        firmId,
        id: identity.id,
        ...subject,
        asOf: advice.asOf,
        knownAt: new Date(knownAt),
        createdAt,
        createdBy: principalId,
        policyId: policy.policyId,
        policyVersion: policy.version,
        previousId: previous?.id ?? null,
        engineVersion: ENGINE_VERSION,
        templateVersion: TEMPLATE_VERSION,
        inputsHash: advice.inputsHash,
        action: advice.action,
        inputs: inputsColumn({
          ...recorded,
          revision,
          ...(askedAsOf === undefined ? {} : { asOf: askedAsOf }),
        }),
        body: own,
        verdictId: verdict.id,
      });
      await this.audit.record(tx, {
        firmId,
        principalId,
        action: 'recommendation.created',
        subjectType: 'recommendation',
        subjectId: identity.id,
        details: { ...subject, inputsHash: advice.inputsHash },
      });
      return { id: identity.id, body: wholeText(own, advisor.sharedText) };
    });
  }
}
