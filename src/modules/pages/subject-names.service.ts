import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { HouseholdsService } from '../clients/households.service.js';

/** Whom advice is for. */
type Subject = { readonly accountId: string } | { readonly householdId: string };

/** What accounts and households are called now. */
@Injectable()
export class SubjectNames {
  constructor(
    private readonly accounts: AccountsService,
    private readonly households: HouseholdsService,
  ) {}

  /** Absent where the account or household has been deleted since: what was said of it stays. */
  async find(firmId: string, subject: Subject): Promise<string | undefined> {
    try {
      const { name } = await ('accountId' in subject
        ? this.accounts.get(firmId, subject.accountId)
        : this.households.get(firmId, subject.householdId));
      return name;
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not_found') return undefined;
      throw error;
    }
  }
}
