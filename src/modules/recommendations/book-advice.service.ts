import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { PreviousRecommendation } from '../../domain/recommendation/changes.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { recommend, type Advice } from '../../domain/recommendation/recommend.js';
import type { AccountBody, VerdictBody } from '../../domain/recommendation/recommendation.js';
import { TEMPLATE_VERSION } from '../../domain/words/template-version.js';
import type { FirmQuery } from '../../platform/database/database.js';
import { advisedAccount, recordedTerms } from './advised-account.mapper.js';
import type { AdvisorAt } from './advisors.service.js';
import type { AccountTerms, OwnInputs } from './recorded-inputs.js';
import { verdictOf } from './recommendation.mapper.js';
import { RecommendationBookRepository, type BookRow } from './recommendation-book.repository.js';

/** By whom, when and on which session a book is advised; the same for all its accounts. */
export interface BookOccasion {
  readonly createdAt: Date;
  readonly createdBy: string;
  /** The session asked for; absent where the latest complete one was taken. */
  readonly askedAsOf?: string;
}

/** One account's recommendation, ready to be stored with those of others. */
export interface BookAdvice {
  readonly advice: AccountBody;
  readonly row: BookRow;
}

const VERDICTS_KEPT = 32;

/** Advises accounts one after the other and stores them by the thousand. */
@Injectable()
export class BookAdviceService {
  private readonly verdicts = new LRUCache<string, VerdictBody>({ max: VERDICTS_KEPT });

  constructor(private readonly recommendations: RecommendationBookRepository) {}

  /** Each account's latest recommendation before the instant, by account. */
  async previous(
    query: FirmQuery,
    firmId: string,
    accountIds: readonly string[],
    at: Date,
  ): Promise<Map<string, PreviousRecommendation>> {
    const rows = await this.recommendations.latestBefore(query, firmId, accountIds, at);
    const previous = new Map<string, PreviousRecommendation>();
    for (const { account_id: accountId, body, verdict_id: verdictId } of rows) {
      const own = JSON.parse(body) as PreviousRecommendation;
      previous.set(
        accountId,
        verdictId === null ? own : { ...own, ...(await this.verdict(query, firmId, verdictId)) },
      );
    }
    return previous;
  }

  /**
   * One account's recommendation under the id given.
   * @throws DomainError as `recommend` does.
   */
  advise(
    { advisor, knownAt, revision }: AdvisorAt,
    id: string,
    account: AccountTerms & { readonly id: string },
    { createdAt, askedAsOf }: BookOccasion,
    previous: PreviousRecommendation | undefined,
  ): BookAdvice {
    const terms = recordedTerms(account);
    const identity = { id, accountId: account.id, createdAt: createdAt.toISOString() };
    const { own, advice } = advisor.adviseText(identity, advisedAccount(terms), {
      knownAt,
      ...(previous === undefined ? {} : { previous }),
    });
    const inputs: OwnInputs = {
      account: terms,
      revision,
      ...(askedAsOf === undefined ? {} : { asOf: askedAsOf }),
    };
    const row = {
      id,
      accountId: account.id,
      previousId: previous?.id ?? null,
      inputsHash: advice.inputsHash,
      action: advice.action,
      inputs: JSON.stringify(inputs),
      body: own,
    };
    return { advice, row };
  }

  /** The numbers alone, of an account that isn't stored. @throws DomainError as `recommend` does. */
  numbers({ advisor }: AdvisorAt, account: AccountTerms): Advice {
    return recommend(advisor.verdict, advisedAccount(account));
  }

  async store(
    query: FirmQuery,
    firmId: string,
    { advisor, policy, knownAt, entries }: AdvisorAt,
    { createdAt, createdBy }: BookOccasion,
    rows: readonly BookRow[],
  ): Promise<void> {
    if (rows.length === 0) return;
    const verdict = verdictOf(advisor.sharedText, entries);
    await this.recommendations.insertVerdict(query, firmId, verdict, createdAt);
    const common = {
      asOf: advisor.verdict.asOf,
      knownAt: new Date(knownAt),
      createdAt,
      createdBy,
      policyId: policy.policyId,
      policyVersion: policy.version,
      engineVersion: ENGINE_VERSION,
      templateVersion: TEMPLATE_VERSION,
      verdictId: verdict.id,
    };
    await this.recommendations.insert(query, firmId, common, rows);
  }

  private async verdict(query: FirmQuery, firmId: string, id: string): Promise<VerdictBody> {
    const key = `${firmId}/${id}`;
    const known = this.verdicts.get(key);
    if (known !== undefined) return known;
    const body = JSON.parse(await this.recommendations.verdictBody(query, firmId, id)) as VerdictBody;
    this.verdicts.set(key, body);
    return body;
  }
}
