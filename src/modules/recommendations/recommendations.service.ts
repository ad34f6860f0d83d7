import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { wholeText } from '../../domain/recommendation/compose.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { TEMPLATE_VERSION } from '../../domain/words/template-version.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import type { Caller } from '../auth/caller.js';
import { advisedAccount, recordedTerms } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import type { AskDto } from './dto/ask.dto.js';
import type { RecommendationHeaderDto } from './dto/recommendation.dto.js';
import { inputsColumn, recommendationHeaderDto, recordedInputs, verdictOf } from './recommendation.mapper.js';
import { later, previousOf, recommendationNotFound } from './previous-recommendation.js';
import { RecommendationRepository, type RecommendationRow } from './recommendation.repository.js';

/** A recommendation as it was first given: its bytes, and where it is found. */
export interface StoredRecommendation {
  readonly id: string;
  readonly body: string;
}

/** Computes, stores and reads the recommendations of a firm's accounts. */
@Injectable()
export class RecommendationsService {
  constructor(
    private readonly database: Database,
    private readonly advisors: Advisors,
    private readonly accounts: AccountsService,
    private readonly recommendations: RecommendationRepository,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** Advises the account and keeps the answer, with everything needed to compute it again. */
  async create(caller: Caller, accountId: string, ask: AskDto): Promise<StoredRecommendation> {
    const { firmId, principalId } = caller;
    const account = await this.accounts.get(firmId, accountId);
    const { advisor, policy, knownAt, revision, entries } = await this.advisors.find(firmId, ask);
    const terms = recordedTerms(account);

    return this.database.asFirm(firmId, async (tx) => {
      await this.recommendations.lockAccount(tx, firmId, accountId);
      const previous = await this.recommendations.latestIn(tx, firmId, { accountId });
      const createdAt = later(this.clock.now(), previous?.createdAt);
      const identity = { id: randomUUID(), accountId, createdAt: createdAt.toISOString() };
      const { own, advice } = advisor.adviseText(identity, advisedAccount(terms), {
        knownAt,
        ...(previous === null ? {} : { previous: previousOf(previous) }),
      });
      const verdict = verdictOf(advisor.sharedText, entries);
      await this.recommendations.insertVerdict(tx, firmId, verdict, createdAt);
      await this.recommendations.insert(tx, {
        firmId,
        id: identity.id,
        accountId,
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
          account: terms,
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
        details: { accountId, inputsHash: advice.inputsHash },
      });
      return { id: identity.id, body: wholeText(own, advisor.sharedText) };
    });
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
