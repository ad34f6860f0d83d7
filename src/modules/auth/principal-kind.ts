export const PRINCIPAL_KIND_MEANINGS = {
  person: 'a member of staff',
  system: 'a program, such as a CRM or a custodian feed',
} as const;

export type PrincipalKind = keyof typeof PRINCIPAL_KIND_MEANINGS;

export const PRINCIPAL_KINDS = Object.keys(PRINCIPAL_KIND_MEANINGS) as readonly PrincipalKind[];
