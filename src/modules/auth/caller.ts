import type { Scope } from './scopes.js';

/** Who is calling: the firm and principal that the presented key names, and what the key may do. */
export interface Caller {
  readonly firmId: string;
  readonly principalId: string;
  readonly keyId: string;
  readonly scopes: readonly Scope[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the key guard on every route that is not public. */
    caller?: Caller;
  }
}
