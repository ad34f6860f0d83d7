import { apiKeyPublicId } from './api-key.js';
import type { StoredApiKey } from './api-key.repository.js';
import type { ApiKeyDto } from './dto/api-key.dto.js';

/** What callers may see of a stored key. */
export function apiKeyDto(key: StoredApiKey): ApiKeyDto {
  const { principal, expiresAt, revokedAt } = key;
  return {
    id: apiKeyPublicId(key.firmId, key.id),
    name: key.name,
    principal: { id: principal.id, name: principal.name, kind: principal.kind },
    scopes: key.scopes,
    last4: key.last4,
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(revokedAt && { revokedAt: revokedAt.toISOString() }),
    version: key.version,
    createdAt: key.createdAt.toISOString(),
  };
}
