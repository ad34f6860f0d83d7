import { describe, expect, it } from '@jest/globals';
import { scrub } from './scrub.js';

describe('log lines', () => {
  it('lose the secret of every API key and keep the rest', () => {
    const key = `aa_live_${'a'.repeat(44)}`;
    const line = `Bearer ${key}_${'0'.repeat(64)} and ${key}_${'1'.repeat(64)}`;
    expect(scrub(line)).toBe(`Bearer ${key}_… and ${key}_…`);
    expect(scrub('nothing to hide')).toBe('nothing to hide');
  });

  it('lose the token of every link', () => {
    const token = `eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJib2FyZCJ9.${'a'.repeat(43)}`;
    expect(scrub(`GET /board?token=${token} 200`)).toBe('GET /board?token=… 200');
  });
});
