import { describe, expect, it } from '@jest/globals';
import { generateApiKey, hashSecret, parseApiKey } from './api-key.js';

const FIRM = '6f1c2b6e-0d53-4a52-9f0e-3a1f0c7d8e90';

describe('API keys', () => {
  it('reads back what it generated', () => {
    const key = generateApiKey(FIRM);
    expect(parseApiKey(key.text)).toEqual({ firmId: FIRM, keyId: key.keyId, secret: key.secret });
    expect(key.text).toBe(`${key.publicId}_${key.secret}`);
    expect(key.last4).toBe(key.text.slice(-4));
  });

  it('never makes the same key twice', () => {
    expect(generateApiKey(FIRM).text).not.toBe(generateApiKey(FIRM).text);
  });

  it('keeps a hash of the secret that only that secret has', () => {
    const key = generateApiKey(FIRM);
    expect(hashSecret(key.secret)).toEqual(key.secretHash);
    expect(key.secretHash).toHaveLength(32);
    expect(hashSecret(generateApiKey(FIRM).secret)).not.toEqual(key.secretHash);
  });

  it.each([
    ['nothing', ''],
    ['another prefix', generateApiKey(FIRM).text.replace('aa_live', 'sk_live')],
    ['a missing secret', generateApiKey(FIRM).publicId],
    ['a shortened secret', generateApiKey(FIRM).text.slice(0, -1)],
    ['capitals', generateApiKey(FIRM).text.toUpperCase()],
    ['a trailing newline', `${generateApiKey(FIRM).text}\n`],
  ])('refuses %s', (_name, text) => {
    expect(parseApiKey(text)).toBeUndefined();
  });
});
