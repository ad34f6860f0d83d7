import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ADVISED_BY_HOUSEHOLD } from '../../domain/book/book-line.js';
import { impactTotalsOf, type ComparedAccount, type ComparedAdvice } from '../../domain/book/impact.js';
import { DomainError } from '../../domain/domain-error.js';
import type { BookAccount } from '../accounts/account-book.service.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';
import { BookAdviceService } from '../recommendations/book-advice.service.js';
import type { Run } from './run.js';
import { RunAdvisors } from './run-advisors.service.js';
import { ACCOUNTS_A_TURN, type SliceResult } from './slice-result.js';

/** Compares what two versions of a policy advise a slice's accounts; nothing is stored of any of them. */
@Injectable()
export class ImpactSlices {
  constructor(
    private readonly advisors: RunAdvisors,
    private readonly book: BookAdviceService,
  ) {}

  async compare(firmId: string, run: Run, accounts: readonly BookAccount[]): Promise<SliceResult> {
    const before = await this.advisors.against(firmId, run);
    const after = await this.advisors.of(firmId, run);
    const compared: ComparedAccount[] = [];
    for (const account of accounts) {
      if (account.deleted) continue;
      compared.push({
        accountId: account.id,
        riskProfile: account.riskProfile,
        before: this.side(before, account),
        after: this.side(after, account),
      });
      if (compared.length % ACCOUNTS_A_TURN === 0) await nextTurn();
    }
    const failed = compared.filter(
      (account) => typeof account.before === 'string' || typeof account.after === 'string',
    ).length;
    return { totals: impactTotalsOf(compared), done: compared.length - failed, failed };
  }

  private side(at: AdvisorAt, account: BookAccount): ComparedAdvice | string {
    if (account.isAdvisedByHousehold) return ADVISED_BY_HOUSEHOLD;
    try {
      return this.book.numbers(at, account);
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }
}
