import { Injectable } from '@nestjs/common';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { AccountsService } from '../accounts/accounts.service.js';
import type { Caller } from '../auth/caller.js';
import { recordedSubject } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import type { AskDto } from './dto/ask.dto.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import { recommendationHeaderDto, recordedInputs } from './recommendation.mapper.js';
import { recommendationNotFound } from './previous-recommendation.js';
import { RecommendationRecorder, type StoredRecommendation } from './recommendation-recorder.service.js';
import { RecommendationRepository, type RecommendationRow } from './recommendation.repository.js';

/** Computes, stores and reads the recommendations of a firm's accounts. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly advisors: Advisors,
    private readonly accounts: AccountsService,
    private readonly recommendations: RecommendationRepository,
    private readonly recorder: RecommendationRecorder,
  ) {}

  /** Advises the account and keeps the answer, with everything needed to compute it again. */
  async create(caller: Caller, accountId: string, ask: AskDto): Promise<StoredRecommendation> {
    const account = await this.accounts.get(caller.firmId, accountId);
    const at = await this.advisors.find(caller.firmId, ask);
    return this.recorder.record(caller, { accountId }, recordedSubject({ account }), at, ask.asOf);
  }

  /** The bytes as first given. Throws 404 `recommendation-not-found`. */
  async get(firmId: string, id: string): Promise<string> {
    return (await this.existing(firmId, id)).body;
  }

  /** The bytes as first given, with the data revision they rest on. Throws as `get` does. */
  async recorded(firmId: string, id: string): Promise<{ body: string; revision: string }> {
    const row = await this.existing(firmId, id);
    return { body: row.body, revision: recordedInputs(row).revision };
  }

  /** The account's latest. Throws 404 `account-not-found`, `recommendation-not-found`. */
  async latest(firmId: string, accountId: string): Promise<string> {
    await this.accounts.get(firmId, accountId);
    const latest = await this.recommendations.latest(firmId, { accountId });
    if (latest === null) throw recommendationNotFound('The account has no recommendation yet.');
    return latest.body;
  }

  /** The account's record, latest first. */
  async list(
    firmId: string,
    accountId: string,
    { cursor, limit }: PageQuery,
  ): Promise<Page<RecommendationHeaderDto>> {
    await this.accounts.get(firmId, accountId);
    const rows = await this.recommendations.list(
      firmId,
      { accountId },
      decodeCreatedCursor(cursor),
      limit + 1,
    );
    return mapPage(
      pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]),
      recommendationHeaderDto,
    );
  }

  /** The stored row. Throws 404 `recommendation-not-found`. */
  async existing(firmId: string, id: string): Promise<RecommendationRow> {
    const found = await this.recommendations.find(firmId, id);
    if (found === null) throw recommendationNotFound('The firm has no such recommendation.');
    return found;
  }
}
