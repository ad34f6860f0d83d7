import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { ADVISED_BY_HOUSEHOLD, bookLine, unadvisedLine } from '../../domain/book/book-line.js';
import { totalsOf } from '../../domain/book/statement.js';
import { idInRun } from '../../domain/derived-id.js';
import { DomainError } from '../../domain/domain-error.js';
import type { PreviousRecommendation } from '../../domain/recommendation/changes.js';
import { profileOf } from '../../domain/recommendation/recommend.js';
import type { FirmQuery } from '../../platform/database/database.js';
import type { BookAccount } from '../accounts/account-book.service.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';
import { BookAdviceService, type BookAdvice } from '../recommendations/book-advice.service.js';
import type { Run } from './run.js';
import { RunAdvisors } from './run-advisors.service.js';
import { RunItemRepository, type NewRunItem } from './run-item.repository.js';
import { ACCOUNTS_A_TURN, type SliceResult } from './slice-result.js';

interface Advised {
  readonly item: NewRunItem;
  readonly stored?: BookAdvice['row'];
}

/** Advises a slice's accounts and stores their recommendations and items. */
@Injectable()
export class AdviceSlices {
  private readonly logger = new Logger(AdviceSlices.name);

  constructor(
    private readonly advisors: RunAdvisors,
    private readonly book: BookAdviceService,
    private readonly items: RunItemRepository,
  ) {}

  /** What can't be advised is an item with its error; it stops nothing. */
  async advise(
    query: FirmQuery,
    firmId: string,
    run: Run,
    accounts: readonly BookAccount[],
  ): Promise<SliceResult> {
    const at = await this.advisors.of(firmId, run);
    const ids = accounts.map(({ id }) => id);
    const previous = await this.book.previous(query, firmId, ids, run.createdAt);
    const advised: Advised[] = [];
    for (const account of accounts) {
      advised.push(this.adviseOne(at, run, account, previous.get(account.id)));
      if (advised.length % ACCOUNTS_A_TURN === 0) await nextTurn();
    }
    const rows = advised.flatMap(({ stored }) => (stored === undefined ? [] : [stored]));
    const lines = advised.map(({ item }) => item);
    await this.book.store(query, firmId, at, run, rows);
    await this.items.insert(query, firmId, run.id, lines);
    return { totals: totalsOf(lines), done: rows.length, failed: lines.length - rows.length };
  }

  private adviseOne(
    at: AdvisorAt,
    run: Run,
    account: BookAccount,
    previous: PreviousRecommendation | undefined,
  ): Advised {
    try {
      if (account.deleted) throw accountDeleted();
      if (account.isAdvisedByHousehold) throw advisedByHousehold();
      const id = idInRun(run.createdAt.getTime(), run.id, account.id);
      const { advice, row } = this.book.advise(at, id, account, run, previous);
      const profile = profileOf(at.policy.document, account.riskProfile);
      const { levelBps } = at.advisor.verdict.exposure;
      const line = bookLine(account.id, advice, { profile, levelBps, constraints: account.constraints });
      return { item: { ...line, recommendationId: id }, stored: row };
    } catch (error) {
      const line = unadvisedLine(account.id, account.riskProfile, this.refusal(error));
      return { item: { ...line, recommendationId: null } };
    }
  }

  private refusal(error: unknown): { code: string; message: string } {
    if (error instanceof DomainError) return { code: error.code, message: error.message };
    this.logger.error(error);
    return { code: 'internal-error', message: 'The account could not be advised.' };
  }
}

const accountDeleted = (): DomainError =>
  new DomainError('not_found', 'account-deleted', 'The account was deleted while the run was under way.');

const advisedByHousehold = (): DomainError =>
  new DomainError(
    'unprocessable',
    ADVISED_BY_HOUSEHOLD,
    "The account's household is advised as one: ask for a recommendation of the household.",
  );
