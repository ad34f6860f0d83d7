export const REGISTRATION_MEANINGS = {
  individual: 'one owner, taxable',
  joint: 'several owners, taxable',
  traditional_ira: 'individual retirement account, taxed when paid out',
  roth_ira: 'individual retirement account, funded after tax',
  sep_ira: 'simplified employee pension',
  '401k': "an employer's retirement plan",
  trust: 'held by a trust',
  corporate: 'held by a company or partnership',
  other: 'anything else',
} as const;

export type Registration = keyof typeof REGISTRATION_MEANINGS;

export const REGISTRATIONS = Object.keys(REGISTRATION_MEANINGS) as readonly Registration[];
