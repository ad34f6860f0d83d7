import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { wholeText } from '../../domain/recommendation/compose.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { TEMPLATE_VERSION } from '../../domain/words/template-version.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { advisedHousehold } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import type { AskDto } from './dto/ask.dto.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import { HouseholdTerms } from './household-terms.service.js';
import { later, previousOf, recommendationNotFound } from './previous-recommendation.js';
import { inputsColumn, recommendationHeaderDto, verdictOf } from './recommendation.mapper.js';
import { RecommendationRepository } from './recommendation.repository.js';
import type { StoredRecommendation } from './recommendations.service.js';

/** Computes, stores and lists the recommendations of households that are advised as one. */
@Injectable()
export class HouseholdRecommendations {
  constructor(
    private readonly database: Database,
    private readonly advisors: Advisors,
    private readonly households: HouseholdTerms,
    private readonly recommendations: RecommendationRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * Advises the household and keeps the answer, with everything needed to compute it again. Throws 404
   * `household-not-found`, 422 `advised-by-account`, and as advice of its accounts does.
   */
  async create(caller: Caller, householdId: string, ask: AskDto): Promise<StoredRecommendation> {
    const { firmId, principalId } = caller;
    const household = await this.households.of(firmId, householdId);
    const { advisor, policy, knownAt, revision, entries } = await this.advisors.find(firmId, ask);

    return this.database.asFirm(firmId, async (tx) => {
      await this.recommendations.lockHousehold(tx, firmId, householdId);
      const previous = await this.recommendations.latestIn(tx, firmId, { householdId });
      const createdAt = later(this.clock.now(), previous?.createdAt);
      const identity = { id: randomUUID(), householdId, createdAt: createdAt.toISOString() };
      const { own, advice } = advisor.adviseHouseholdText(identity, advisedHousehold(household), {
        knownAt,
        ...(previous === null ? {} : { previous: previousOf(previous) }),
      });
      const verdict = verdictOf(advisor.sharedText, entries);
      await this.recommendations.insertVerdict(tx, firmId, verdict, createdAt);
      await this.recommendations.insert(tx, {
        firmId,
        id: identity.id,
        householdId,
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
          household,
          revision,
          ...(ask.asOf === undefined ? {} : { asOf: ask.asOf }),
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
        details: { householdId, inputsHash: advice.inputsHash },
      });
      return { id: identity.id, body: wholeText(own, advisor.sharedText) };
    });
  }

  /** The household's latest. Throws 404 `household-not-found`, `recommendation-not-found`. */
  async latest(firmId: string, householdId: string): Promise<string> {
    await this.households.assertThere(firmId, householdId);
    const latest = await this.recommendations.latest(firmId, { householdId });
    if (latest === null) throw recommendationNotFound('The household has no recommendation yet.');
    return latest.body;
  }

  /** The household's record, latest first. */
  async list(
    firmId: string,
    householdId: string,
    { cursor, limit }: PageQuery,
  ): Promise<Page<RecommendationHeaderDto>> {
    await this.households.assertThere(firmId, householdId);
    const before = decodeCreatedCursor(cursor);
    const rows = await this.recommendations.list(firmId, { householdId }, before, limit + 1);
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      recommendationHeaderDto,
    );
  }
}
