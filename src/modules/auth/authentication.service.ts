import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { HttpProblem } from '../../platform/http/problem.js';
import { hashSecret, parseApiKey } from './api-key.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { AuthenticatedKeys, type AuthenticatedKey } from './authenticated-keys.js';
import type { Caller } from './caller.js';
import { isScope } from './scopes.js';

const BEARER = /^bearer +(\S+)$/i;

/** Tells who is calling from an `Authorization` header. */
@Injectable()
export class AuthenticationService {
  constructor(
    private readonly apiKeys: ApiKeyRepository,
    private readonly known: AuthenticatedKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * The caller whose key the header presents. Throws 401 with `missing-key`, `malformed-key`,
   * `unknown-key` (a wrong secret too), `revoked-key` or `expired-key`.
   */
  async authenticate(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined || authorization === '') {
      throw unauthorized('missing-key', 'Send an API key as "Authorization: Bearer <key>".');
    }
    const [, presented] = BEARER.exec(authorization) ?? [];
    if (presented === undefined) throw malformedKey();
    const hash = createHash('sha256').update(presented).digest('base64');
    const { caller, expiresAt } = this.known.get(hash) ?? (await this.read(presented, hash));
    if (expiresAt && expiresAt <= this.clock.now()) {
      throw unauthorized('expired-key', `The API key expired at ${expiresAt.toISOString()}.`);
    }
    return caller;
  }

  private async read(presented: string, hash: string): Promise<AuthenticatedKey> {
    const parts = parseApiKey(presented);
    if (!parts) throw malformedKey();
    const generation = this.known.generation;
    const stored = await this.apiKeys.find(parts.firmId, parts.keyId);
    if (!stored || !timingSafeEqual(stored.secretHash, hashSecret(parts.secret))) {
      throw unauthorized('unknown-key', 'There is no such API key.');
    }
    if (stored.revokedAt) throw unauthorized('revoked-key', 'The API key has been revoked.');
    const { firmId, id: keyId, principalId } = stored;
    const key: AuthenticatedKey = {
      caller: { firmId, principalId, keyId, scopes: stored.scopes.filter(isScope) },
      expiresAt: stored.expiresAt ?? undefined,
    };
    this.known.remember(hash, key, generation);
    return key;
  }
}

const malformedKey = () =>
  unauthorized('malformed-key', 'The Authorization header doesn\'t hold an API key: "Bearer aa_live_…".');

const unauthorized = (code: string, detail: string) =>
  new HttpProblem(401, code, detail, [], { 'www-authenticate': 'Bearer realm="allocation-advisor"' });
