import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { HouseholdsService } from '../clients/households.service.js';
import { recordedSubject } from './advised-account.mapper.js';
import type { RecordedSubject } from './recorded-inputs.js';

/** Households as advice needs them: their own profile and all of their accounts. */
@Injectable()
export class HouseholdTerms {
  constructor(
    private readonly households: HouseholdsService,
    private readonly accounts: AccountsService,
  ) {}

  /** Throws 404 `household-not-found`, 422 `advised-by-account`. */
  async of(firmId: string, householdId: string): Promise<RecordedSubject> {
    const { adviceUnit, riskProfile } = await this.households.get(firmId, householdId);
    if (adviceUnit !== 'household' || riskProfile === undefined) throw advisedByAccount();
    const accounts = await this.accounts.ofHousehold(firmId, householdId);
    return recordedSubject({ household: { riskProfile, accounts } });
  }

  /** Throws 404 `household-not-found`. */
  async assertThere(firmId: string, householdId: string): Promise<void> {
    await this.households.get(firmId, householdId);
  }
}

function advisedByAccount(): DomainError {
  const message = "The household's adviceUnit is account: its accounts are advised one by one.";
  return new DomainError('unprocessable', 'advised-by-account', message, [
    { pointer: '/id', code: 'advised-by-account', message },
  ]);
}
