import { describe, expect, it } from '@jest/globals';
import { differencesOf } from './differences.js';
import { sortKeys } from './sort-keys.js';

describe('differencesOf', () => {
  it('names what was added, removed and changed by JSON pointer', () => {
    const before = { paths: { '/a': { get: 1 }, '/b': 2 }, list: [1, 2] };
    const after = { paths: { '/a': { get: 3 }, '/c': 2 }, list: [1] };
    expect(differencesOf(before, after)).toEqual([
      'changed /paths/~1a/get',
      'removed /paths/~1b',
      'added /paths/~1c',
      'removed /list/1',
    ]);
    expect(differencesOf(before, structuredClone(before))).toEqual([]);
  });

  it('ends a long list with a count', () => {
    const after = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`k${i}`, i]));
    expect(differencesOf({}, after)).toHaveLength(41);
    expect(differencesOf({}, after).at(-1)).toBe('… and 10 more');
  });
});

describe('sortKeys', () => {
  it('orders the keys of objects and leaves lists as they are', () => {
    expect(JSON.stringify(sortKeys({ b: [{ d: 1, c: 2 }, 1], a: null }))).toBe(
      '{"a":null,"b":[{"c":2,"d":1},1]}',
    );
  });
});
