import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.UTC(2026, 10, 20, 22, 0, 0);

describe('Retry-After', () => {
  it('is a count of seconds or an HTTP date', () => {
    expect(retryAfterMs('7', NOW)).toBe(7000);
    expect(retryAfterMs(' 0 ', NOW)).toBe(0);
    expect(retryAfterMs('Fri, 20 Nov 2026 22:00:30 GMT', NOW)).toBe(30_000);
  });

  it('is nothing to wait for where the date has passed', () => {
    expect(retryAfterMs('Fri, 20 Nov 2026 21:00:00 GMT', NOW)).toBe(0);
  });

  it('says nothing where it is absent or unreadable', () => {
    for (const header of [undefined, '', 'soon', '-5', '1.5', 'Fri, never', ['5']]) {
      expect(retryAfterMs(header, NOW)).toBeUndefined();
    }
  });
});
