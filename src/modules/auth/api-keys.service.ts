import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Transaction } from '../../platform/database/database.js';
import { assertVersion, staleVersion, type ExpectedVersion } from '../../platform/http/expected-version.js';
import { decodeCreatedCursor, mapPage, pageOf, type Page, type PageQuery } from '../../platform/http/page.js';
import { HttpProblem } from '../../platform/http/problem.js';
import { AuditRecorder } from '../audit/audit-recorder.service.js';
import { apiKeyPublicId, generateApiKey } from './api-key.js';
import { apiKeyDto } from './api-key.mapper.js';
import { ApiKeyRepository, type StoredApiKey } from './api-key.repository.js';
import { AuthenticatedKeys } from './authenticated-keys.js';
import type { Caller } from './caller.js';
import type { ApiKeyDto, CreatedApiKeyDto } from './dto/api-key.dto.js';
import type { CreateApiKeyDto } from './dto/create-api-key.dto.js';

/** The firm's API keys: who may act with which scopes. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly database: Database,
    private readonly apiKeys: ApiKeyRepository,
    private readonly authenticated: AuthenticatedKeys,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  async list({ firmId }: Caller, { cursor, limit }: PageQuery): Promise<Page<ApiKeyDto>> {
    const rows = await this.apiKeys.list(firmId, decodeCreatedCursor(cursor), limit + 1);
    const page = pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    return mapPage(page, apiKeyDto);
  }

  /** The key's text is in the answer and nowhere else. Refuses scopes that the caller lacks. */
  async create(caller: Caller, request: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    const { firmId } = caller;
    const now = this.clock.now();
    const expiresAt = request.expiresAt === undefined ? null : new Date(request.expiresAt);
    assertGrantable(caller, request);
    assertExpiry(expiresAt, now);
    const generated = generateApiKey(firmId);
    const stored = await this.database.asFirm(firmId, async (tx) => {
      const key = await this.apiKeys.create(tx, {
        firmId,
        id: generated.keyId,
        principalId: await this.principalId(tx, caller, request, now),
        name: request.name,
        secretHash: generated.secretHash,
        last4: generated.last4,
        scopes: request.scopes,
        expiresAt,
        revokedAt: null,
        version: 1,
        createdAt: now,
      });
      await this.record(tx, caller, 'api_key.created', generated.publicId, request.scopes);
      return key;
    });
    return { ...apiKeyDto(stored), key: generated.text };
  }

  /**
   * The key stops working here at once, and within 5 s in other processes of the service. The firm's last key
   * that can make keys stays: without it nobody could let the firm in again. Throws 409 `last-key`.
   */
  async revoke(caller: Caller, publicId: string, expected: ExpectedVersion): Promise<void> {
    const { firmId } = caller;
    const id = publicId.slice(-12);
    await this.database.asFirm(firmId, async (tx) => {
      const key = await this.apiKeys.findIn(tx, firmId, id);
      if (!key || apiKeyPublicId(firmId, id) !== publicId) {
        throw new DomainError('not_found', 'api-key-not-found', 'The firm has no such API key.');
      }
      assertVersion(expected, key.version);
      if (key.revokedAt)
        throw new DomainError('conflict', 'already-revoked', 'The API key was revoked before.');
      await this.assertNotLast(tx, key);
      if (!(await this.apiKeys.revoke(tx, key, this.clock.now()))) throw staleVersion();
      await this.record(tx, caller, 'api_key.revoked', publicId, key.scopes);
    });
    this.authenticated.forget(firmId, id);
  }

  private async assertNotLast(tx: Transaction, { firmId, id, scopes }: StoredApiKey): Promise<void> {
    if (!scopes.includes('keys:write')) return;
    const others = await this.apiKeys.countUsable(tx, firmId, 'keys:write', id, this.clock.now());
    if (others > 0) return;
    const message = 'This is the last usable key of the firm that can make keys; make another first.';
    throw new DomainError('conflict', 'last-key', message);
  }

  private async principalId(
    tx: Transaction,
    { firmId, principalId }: Caller,
    { principal }: CreateApiKeyDto,
    createdAt: Date,
  ): Promise<string> {
    if (!principal) return principalId;
    const { name, kind = 'system' } = principal;
    const known = await this.apiKeys.findPrincipal(tx, firmId, name);
    if (known) return known.id;
    const created = await this.apiKeys.createPrincipal(tx, {
      firmId,
      id: randomUUID(),
      name,
      kind,
      createdAt,
    });
    return created.id;
  }

  private record(
    tx: Transaction,
    caller: Caller,
    action: string,
    subjectId: string,
    scopes: readonly string[],
  ) {
    const { firmId, principalId } = caller;
    return this.audit.record(tx, {
      firmId,
      principalId,
      action,
      subjectType: 'api_key',
      subjectId,
      details: { scopes },
    });
  }
}

function assertGrantable(caller: Caller, { scopes }: CreateApiKeyDto): void {
  const missing = scopes.flatMap((scope, i) =>
    caller.scopes.includes(scope)
      ? []
      : [{ pointer: `/scopes/${i}`, code: 'scope-not-held', message: `the calling key lacks "${scope}"` }],
  );
  if (missing.length > 0) {
    throw new HttpProblem(403, 'missing-scope', 'A key can only grant scopes that it has itself.', missing);
  }
}

function assertExpiry(expiresAt: Date | null, now: Date): void {
  if (expiresAt === null || expiresAt > now) return;
  throw new DomainError('unprocessable', 'expiry-in-the-past', 'The key would be expired from the start.', [
    {
      pointer: '/expiresAt',
      code: 'expiry-in-the-past',
      message: `expiresAt must be after ${now.toISOString()}`,
    },
  ]);
}
