import { describe, expect, it } from '@jest/globals';
import { canonicalHash, canonicalJson } from './canonical-hash.js';

describe('canonical JSON', () => {
  it('orders the keys of objects at every depth and leaves lists in order', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }, 3], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1},3]}');
  });

  it('leaves out what JSON leaves out', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });

  it('hashes equal values alike and others apart', () => {
    expect(canonicalHash({ a: 1, b: 2 })).toBe(canonicalHash({ b: 2, a: 1 }));
    expect(canonicalHash({ a: 1, b: 2 })).not.toBe(canonicalHash({ a: 1, b: '2' }));
    expect(canonicalHash('')).toMatch(/^sha256:[0-9a-f]{64}$/);
  });
});
