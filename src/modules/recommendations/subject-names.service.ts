import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { AdviceSubject } from '../../domain/recommendation/advice-subject.js';
import { AccountsService } from '../accounts/accounts.service.js';
import { HouseholdsService } from '../clients/households.service.js';

/** What accounts and households are called now. */
@Injectable()
export class SubjectNames {
  constructor(
    private readonly accounts: AccountsService,
    private readonly households: HouseholdsService,
  ) {}

  /** Lines with the name of whom each is of; without it where `find` has none. */
  async beside<Line extends AdviceSubject>(
    firmId: string,
    lines: readonly Line[],
  ): Promise<(Line & { readonly name?: string })[]> {
    return Promise.all(
      lines.map(async (line) => {
        const name = await this.find(firmId, line);
        return name === undefined ? line : { ...line, name };
      }),
    );
  }

  /** Absent where the account or household has been deleted since: what was said of it stays. */
  async find(firmId: string, subject: AdviceSubject): Promise<string | undefined> {
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
