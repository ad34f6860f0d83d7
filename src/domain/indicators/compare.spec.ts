import { describe, expect, it } from '@jest/globals';
import { compare } from './compare.js';

describe('compare', () => {
  it('tells under, equal and over', () => {
    expect([compare(1, 2), compare(2, 2), compare(3, 2)]).toEqual([-1, 0, 1]);
  });

  it('counts float noise as equal and half a cent of a dear share as different', () => {
    expect(compare(0.1 + 0.2, 0.3)).toBe(0);
    expect(compare(5000.005, 5000)).toBe(1);
  });

  it('measures noise on the scale it is given, for differences of prices near zero', () => {
    expect(compare(1e-13, 0, 100)).toBe(0);
    expect(compare(1e-13, 0)).toBe(1);
  });
});
