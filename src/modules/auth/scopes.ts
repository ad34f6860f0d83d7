/** What a key may do, each scope with its meaning as the OpenAPI document prints it. */
export const SCOPE_MEANINGS = {
  'market:read': 'read the market regime and the readings of each symbol',
  'macro:read': 'read the macro assessment, its series, the statements and entered figures',
  'macro:write':
    "enter and withdraw the firm's own readings of the Fed's statements, and figures on valuation and concentration",
  'market-data:read': 'read stored price bars and their quality',
  operator: 'write what all firms share: price bars, macro observations and the statements of the Fed',
  'accounts:read': 'read accounts, their positions and constraints, clients and households',
  'accounts:write': 'create, change and delete accounts, clients and households',
  'recommendations:read': 'read stored recommendations and replay them',
  'recommendations:write': 'preview, compute and store recommendations',
  'policies:read': 'read policies, their versions and rules',
  'policies:write': 'draft policies and versions of them, and submit them for approval',
  'policies:approve': 'approve, reject, activate and retire versions of policies that others submitted',
  'firm:read': "read the firm's name, disclosures and default policy",
  'firm:write': "change the firm's name, disclosures and default policy",
  'keys:read': 'list API keys (never their secrets)',
  'keys:write': 'create and revoke API keys',
} as const;

export type Scope = keyof typeof SCOPE_MEANINGS;

export const SCOPES = Object.keys(SCOPE_MEANINGS) as readonly Scope[];

export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPE_MEANINGS, text);
