import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { impactTotalsOf, type ComparedAdvice, type ComparedUnit } from '../../domain/book/impact.js';
import { DomainError } from '../../domain/domain-error.js';
import type { BookUnit, UnitTerms } from '../accounts/account-book.service.js';
import type { AdvisorAt } from '../recommendations/advisors.service.js';
import { BookAdviceService } from '../recommendations/book-advice.service.js';
import { ABSENCE_ERRORS } from './absence-errors.js';
import type { Run } from './run.js';
import { RunAdvisors } from './run-advisors.service.js';
import { UNITS_A_TURN, type SliceResult } from './slice-result.js';

/** Compares what two versions of a policy advise a slice's units; nothing is stored of any of them. */
@Injectable()
export class ImpactSlices {
  constructor(
    private readonly advisors: RunAdvisors,
    private readonly book: BookAdviceService,
  ) {}

  async compare(firmId: string, run: Run, units: readonly BookUnit[]): Promise<SliceResult> {
    const before = await this.advisors.against(firmId, run);
    const after = await this.advisors.of(firmId, run);
    const compared: ComparedUnit[] = [];
    for (const [i, unit] of units.entries()) {
      compared.push(...absentOf(unit));
      const present = unit.accounts.filter(({ absence }) => absence === undefined).length;
      const terms = unit.terms();
      if (terms !== undefined) {
        compared.push({
          subject: unit.subject,
          accounts: present,
          riskProfile: profileOf(terms),
          before: this.side(before, terms),
          after: this.side(after, terms),
        });
      }
      if (i % UNITS_A_TURN === UNITS_A_TURN - 1) await nextTurn();
    }
    let done = 0;
    let failed = 0;
    for (const unit of compared) {
      if (typeof unit.before === 'string' || typeof unit.after === 'string') failed += unit.accounts;
      else done += unit.accounts;
    }
    return { totals: impactTotalsOf(compared), done, failed };
  }

  private side(at: AdvisorAt, terms: UnitTerms): ComparedAdvice | string {
    try {
      return this.book.numbers(at, terms);
    } catch (error) {
      if (error instanceof DomainError) return error.code;
      throw error;
    }
  }
}

/** Accounts whose household changed meanwhile, which neither version advises; those deleted are left out. */
const absentOf = ({ accounts }: BookUnit): ComparedUnit[] =>
  accounts.flatMap(({ id, riskProfile, absence }) => {
    if (absence !== 'household_changed') return [];
    const { code } = ABSENCE_ERRORS[absence];
    return [{ subject: { accountId: id }, accounts: 1, riskProfile, before: code, after: code }];
  });

const profileOf = (terms: UnitTerms): string =>
  'account' in terms ? terms.account.riskProfile : terms.household.riskProfile;
