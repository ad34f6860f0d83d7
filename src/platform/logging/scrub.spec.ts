import { describe, expect, it } from '@jest/globals';
import { scrub } from './scrub.js';

describe('log lines', () => {
  it('lose the secret of every API key and keep the rest', () => {
    const key = `aa_live_${'a'.repeat(44)}`;
    const line = `Bearer ${key}_${'0'.repeat(64)} and ${key}_${'1'.repeat(64)}`;
    expect(scrub(line)).toBe(`Bearer ${key}_… and ${key}_…`);
    expect(scrub('nothing to hide')).toBe('nothing to hide');
  });
});
