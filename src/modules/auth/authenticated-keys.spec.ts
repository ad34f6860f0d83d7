import { describe, expect, it } from '@jest/globals';
import { AuthenticatedKeys } from './authenticated-keys.js';

const key = (firmId: string, keyId: string) => ({
  caller: { firmId, keyId, principalId: 'p', scopes: [] },
  expiresAt: undefined,
});

describe('AuthenticatedKeys', () => {
  it('forgets a revoked key and no other', () => {
    const keys = new AuthenticatedKeys();
    keys.remember('one', key('f', 'k'), keys.generation);
    keys.remember('two', key('f', 'l'), keys.generation);
    keys.remember('three', key('g', 'k'), keys.generation);
    keys.forget('f', 'k');
    expect([keys.get('one'), keys.get('two'), keys.get('three')].map(Boolean)).toEqual([false, true, true]);
  });

  it("doesn't remember a key that was read before a revocation", () => {
    const keys = new AuthenticatedKeys();
    const generation = keys.generation;
    keys.forget('f', 'k');
    keys.remember('one', key('f', 'k'), generation);
    expect(keys.get('one')).toBeUndefined();
  });
});
