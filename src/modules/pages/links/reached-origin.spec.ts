import { describe, expect, it } from '@jest/globals';
import { reachedOrigin } from './reached-origin.js';

describe('the origin of a link', () => {
  it.each([
    ['localhost:3000', 'http://localhost:3000'],
    ['Advice.example.com', 'http://advice.example.com'],
    ['advice_1:80', 'http://advice_1'],
    ['[::1]:3000', 'http://[::1]:3000'],
    ['127.0.0.1', 'http://127.0.0.1'],
  ])('is %s as a URL has it', (host, origin) => {
    expect(reachedOrigin({ protocol: 'http', host })).toBe(origin);
  });

  it.each([
    '',
    'a b',
    'example.com/path',
    'example.com?x',
    'user@example.com',
    'example.com:port',
    'example.com:99999',
    '[::1',
    '999.1.1.1',
    '"><script>',
  ])('is refused for %j', (host) => {
    expect(() => reachedOrigin({ protocol: 'http', host })).toThrow(
      expect.objectContaining({ code: 'malformed-host', status: 400 }),
    );
  });
});
