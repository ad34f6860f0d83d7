import { Injectable } from '@nestjs/common';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import type { Caller } from '../auth/caller.js';
import { Advisors } from './advisors.service.js';
import type { AskDto } from './dto/ask.dto.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import { HouseholdTerms } from './household-terms.service.js';
import { recommendationNotFound } from './previous-recommendation.js';
import { recommendationHeaderDto } from './recommendation.mapper.js';
import { RecommendationRecorder, type StoredRecommendation } from './recommendation-recorder.service.js';
import { RecommendationRepository } from './recommendation.repository.js';

/** Computes, stores and lists the recommendations of households that are advised as one. */
@Injectable()
export class HouseholdRecommendations {
  constructor(
    private readonly advisors: Advisors,
    private readonly households: HouseholdTerms,
    private readonly recommendations: RecommendationRepository,
    private readonly recorder: RecommendationRecorder,
  ) {}

  /**
   * Advises the household and keeps the answer, with everything needed to compute it again. Throws 404
   * `household-not-found`, 422 `advised-by-account`, and as advice of its accounts does.
   */
  async create(caller: Caller, householdId: string, ask: AskDto): Promise<StoredRecommendation> {
    const household = await this.households.of(caller.firmId, householdId);
    const at = await this.advisors.find(caller.firmId, ask);
    return this.recorder.record(caller, { householdId }, household, at, ask.asOf);
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
