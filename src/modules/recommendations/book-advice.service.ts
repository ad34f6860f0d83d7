import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { PreviousRecommendation } from '../../domain/recommendation/changes.js';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import type { Advice } from '../../domain/recommendation/recommend.js';
import type { AdviceSubject, AdviceUnit } from '../../domain/recommendation/advice-subject.js';
import type { AccountBody, VerdictBody } from '../../domain/recommendation/recommendation.js';
import { TEMPLATE_VERSION } from '../../domain/words/template-version.js';
import type { FirmQuery } from '../../platform/database/database.js';
import { adviseRecorded, recommendRecorded, recordedSubject } from './advised-account.mapper.js';
import type { AdvisorAt } from './advisors.service.js';
import { BookRows, type BookRow } from './book-rows.js';
import type { OwnInputs, SubjectTerms } from './recorded-inputs.js';
import { verdictOf } from './recommendation.mapper.js';
import { RecommendationBookRepository } from './recommendation-book.repository.js';

/** By whom, when and on which session a book is advised; the same for all its units. */
export interface BookOccasion {
  readonly createdAt: Date;
  readonly createdBy: string;
  /** The session asked for; absent where the latest complete one was taken. */
  readonly askedAsOf?: string;
}

/** One account's or household's recommendation, ready to be stored with those of others. */
export interface BookAdvice {
  readonly advice: AccountBody;
  readonly row: BookRow;
}

const VERDICTS_KEPT = 32;

/** Advises accounts and households one after the other and stores their recommendations by the thousand. */
@Injectable()
export class BookAdviceService {
  private readonly verdicts = new LRUCache<string, VerdictBody>({ max: VERDICTS_KEPT });

  constructor(private readonly recommendations: RecommendationBookRepository) {}

  /**
   * Finds the latest recommendation before the instant of each unit named. Each is parsed as it is asked for:
   * parsed all at once they would outlive the collector's young generation, which costs more than the parsing.
   */
  async previous(
    query: FirmQuery,
    firmId: string,
    unit: AdviceUnit,
    ids: readonly string[],
    at: Date,
  ): Promise<(id: string) => PreviousRecommendation | undefined> {
    const rows = await this.recommendations.latestBefore(query, firmId, unit, ids, at);
    const verdicts = new Map<string, VerdictBody>();
    for (const { verdict_id: id } of rows) {
      if (id !== null && !verdicts.has(id)) verdicts.set(id, await this.verdict(query, firmId, id));
    }
    const latest = new Map(rows.map((row) => [row.id, row]));
    return (id) => {
      const row = latest.get(id);
      if (row === undefined) return undefined;
      const own = JSON.parse(row.body) as PreviousRecommendation;
      return row.verdict_id === null ? own : { ...own, ...verdicts.get(row.verdict_id) };
    };
  }

  /**
   * One recommendation under the id given.
   * @throws DomainError as `recommend` or `recommendHousehold` does.
   */
  advise(
    { advisor, knownAt, revision }: AdvisorAt,
    id: string,
    subject: AdviceSubject,
    terms: SubjectTerms,
    { createdAt, askedAsOf }: BookOccasion,
    previous: PreviousRecommendation | undefined,
  ): BookAdvice {
    const recorded = recordedSubject(terms);
    const identity = { id, ...subject, createdAt: createdAt.toISOString() };
    const occasion = { knownAt, ...(previous === undefined ? {} : { previous }) };
    const { own, advice } = adviseRecorded(advisor, identity, recorded, occasion);
    const inputs: OwnInputs = {
      ...recorded,
      revision,
      ...(askedAsOf === undefined ? {} : { asOf: askedAsOf }),
    };
    const row = {
      id,
      accountId: 'accountId' in subject ? subject.accountId : null,
      householdId: 'householdId' in subject ? subject.householdId : null,
      previousId: previous?.id ?? null,
      inputsHash: advice.inputsHash,
      action: advice.action,
      inputs: JSON.stringify(inputs),
      body: own,
    };
    return { advice, row };
  }

  /** The numbers alone, of what isn't stored. @throws DomainError as `advise` does. */
  numbers({ advisor }: AdvisorAt, terms: SubjectTerms): Advice {
    return recommendRecorded(advisor.verdict, recordedSubject(terms));
  }

  /** Where rows are gathered to be stored together. */
  noRows(): BookRows {
    return new BookRows();
  }

  async store(
    query: FirmQuery,
    firmId: string,
    { advisor, policy, knownAt, entries }: AdvisorAt,
    { createdAt, createdBy }: BookOccasion,
    rows: BookRows,
  ): Promise<void> {
    if (rows.count === 0) return;
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
