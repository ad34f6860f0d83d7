import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { bookLine, householdLines, unadvisedLine, type BookLine } from '../../domain/book/book-line.js';
import { totalsOf } from '../../domain/book/statement.js';
import { idInRun } from '../../domain/derived-id.js';
import { DomainError } from '../../domain/domain-error.js';
import { subjectId, type AdviceUnit } from '../../domain/recommendation/advice-subject.js';
import type { PreviousRecommendation } from '../../domain/recommendation/changes.js';
import { profileOf } from '../../domain/recommendation/recommend.js';
import type { FirmQuery } from '../../platform/database/database.js';
import type { BookUnit, CountedAccount, UnitTerms } from '../accounts/account-book.service.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';
import { BookAdviceService, type BookAdvice } from '../recommendations/book-advice.service.js';
import { ABSENCE_ERRORS } from './absence-errors.js';
import type { Run } from './run.js';
import { RunAdvisors } from './run-advisors.service.js';
import { RunItemRepository, type NewRunItem } from './run-item.repository.js';
import { UNITS_A_TURN, type SliceResult } from './slice-result.js';

/** What became of a unit: a line for each account of it that the run counts. */
interface Advised {
  readonly items: readonly NewRunItem[];
  readonly stored?: BookAdvice['row'];
}

/** Advises a slice's accounts or households and stores their recommendations and items. */
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
    kind: AdviceUnit,
    units: readonly BookUnit[],
  ): Promise<SliceResult> {
    const at = await this.advisors.of(firmId, run);
    const ids = units.map(({ subject }) => subjectId(subject));
    const previousOf = await this.book.previous(query, firmId, kind, ids, run.createdAt);
    const rows = this.book.noRows();
    const items: NewRunItem[] = [];
    for (const [i, unit] of units.entries()) {
      const advised = this.adviseUnit(at, run, unit, previousOf);
      items.push(...advised.items);
      if (advised.stored !== undefined) rows.add(advised.stored);
      if (i % UNITS_A_TURN === UNITS_A_TURN - 1) await nextTurn();
    }
    await this.book.store(query, firmId, at, run, rows);
    await this.items.insert(query, firmId, run.id, items);
    const failed = items.filter(({ error }) => error !== undefined).length;
    return { totals: totalsOf(items), done: items.length - failed, failed };
  }

  private adviseUnit(
    at: AdvisorAt,
    run: Run,
    unit: BookUnit,
    previousOf: (id: string) => PreviousRecommendation | undefined,
  ): Advised {
    const { subject, accounts } = unit;
    const terms = unit.terms();
    const householdId = 'householdId' in subject ? subject.householdId : undefined;
    const unadvised = ({ id, riskProfile }: CountedAccount, error: Refusal): NewRunItem => ({
      ...unadvisedLine(id, riskProfile, error, householdId),
      recommendationId: null,
    });
    const absent = accounts.flatMap((account) =>
      account.absence === undefined ? [] : [unadvised(account, ABSENCE_ERRORS[account.absence])],
    );
    if (terms === undefined) return { items: absent };
    const present = accounts.filter(({ absence }) => absence === undefined);
    try {
      const id = idInRun(run.createdAt.getTime(), run.id, subjectId(subject));
      const previous = previousOf(subjectId(subject));
      const { advice, row } = this.book.advise(at, id, subject, terms, run, previous);
      const items = linesOf(at, present, terms, advice).map((line) => ({ ...line, recommendationId: id }));
      return { items: [...absent, ...items], stored: row };
    } catch (error) {
      const refusal = this.refusal(error);
      return { items: [...absent, ...present.map((account) => unadvised(account, refusal))] };
    }
  }

  private refusal(error: unknown): Refusal {
    if (error instanceof DomainError) return { code: error.code, message: error.message };
    this.logger.error(error);
    return { code: 'internal-error', message: 'The account could not be advised.' };
  }
}

type Refusal = NonNullable<BookLine['error']>;

function linesOf(
  { advisor, policy }: AdvisorAt,
  present: readonly CountedAccount[],
  terms: UnitTerms,
  advice: BookAdvice['advice'],
): readonly BookLine[] {
  const { levelBps } = advisor.verdict.exposure;
  const profile = profileOf(policy.document, advice.riskProfile);
  if ('account' in terms) {
    const { id, constraints } = terms.account;
    return [bookLine(id, advice, { profile, levelBps, constraints })];
  }
  return householdLines(terms.household.id, present, advice, { profile, levelBps });
}
