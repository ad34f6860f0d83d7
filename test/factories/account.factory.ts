import type { CreateAccountDto } from '../../src/modules/accounts/dto/write-account.dto.js';

/** A valid request for a new account; give what the test is about. */
export const accountRequest = (fields: Partial<CreateAccountDto> = {}): CreateAccountDto => ({
  name: 'Doe taxable',
  registration: 'individual',
  riskProfile: 'growth',
  ...fields,
});
