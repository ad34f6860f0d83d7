import { createHash, randomBytes } from 'node:crypto';

const FORMAT = /^aa_live_([0-9a-f]{32})([0-9a-f]{12})_([0-9a-f]{64})$/;

/** The parts of an API key: the firm it belongs to, its id within the firm, and its secret. */
export interface ApiKeyParts {
  readonly firmId: string;
  readonly keyId: string;
  readonly secret: string;
}

/** A key as it is handed out once, with what the store keeps of it. */
export interface GeneratedApiKey extends ApiKeyParts {
  /** The whole key: `aa_live_<firm id, 32 hex><key id, 12 hex>_<secret, 64 hex>`. */
  readonly text: string;
  /** What callers may see of the key ever after: everything before the secret. */
  readonly publicId: string;
  readonly secretHash: Uint8Array<ArrayBuffer>;
  readonly last4: string;
}

/** Makes a key of the firm (a UUID) with a random id and a 256-bit random secret. */
export function generateApiKey(firmId: string): GeneratedApiKey {
  const keyId = randomBytes(6).toString('hex');
  const secret = randomBytes(32).toString('hex');
  const publicId = apiKeyPublicId(firmId, keyId);
  return {
    firmId,
    keyId,
    secret,
    text: `${publicId}_${secret}`,
    publicId,
    secretHash: hashSecret(secret),
    last4: secret.slice(-4),
  };
}

/** The public id of a stored key: `aa_live_<firm id, 32 hex><key id>`. */
export function apiKeyPublicId(firmId: string, keyId: string): string {
  return `aa_live_${firmId.replaceAll('-', '')}${keyId}`;
}

/** Reads a key; undefined where the text isn't one. The firm's id comes back as a UUID in lower case. */
export function parseApiKey(text: string): ApiKeyParts | undefined {
  const [, firm, keyId, secret] = FORMAT.exec(text) ?? [];
  if (firm === undefined || keyId === undefined || secret === undefined) return undefined;
  const firmId = firm.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { firmId, keyId, secret };
}

/**
 * SHA-256 of the secret. The secret is 256 random bits, so there is nothing to guess and a slow
 * password hash would only slow every request down (docs/adr/0003-tenancy.md).
 */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
