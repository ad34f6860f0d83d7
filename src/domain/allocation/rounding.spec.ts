import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roundToTotal } from './rounding.js';

describe('rounding by largest remainder', () => {
  it('gives what is missing to the largest remainders', () => {
    expect(roundToTotal([14, 25, 61], 10, 10)).toEqual([1, 3, 6]);
  });

  it('gives ties to the one that comes first', () => {
    expect(roundToTotal([5, 5, 5, 5], 10, 2)).toEqual([1, 1, 0, 0]);
  });

  it('cuts negative numbers down, not toward zero', () => {
    expect(roundToTotal([-5, 25], 10, 2)).toEqual([0, 2]);
    expect(roundToTotal([-7, 27], 10, 2)).toEqual([-1, 3]);
  });

  it('keeps the total and moves no part by a whole unit', () => {
    const parts = fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 1e4 }), (numerators, denominator) => {
        const sum = numerators.reduce((total, one) => total + one, 0);
        const rest = ((sum % denominator) + denominator) % denominator;
        const exact = [numerators[0]! - rest, ...numerators.slice(1)];
        const total = (sum - rest) / denominator;
        const rounded = roundToTotal(exact, denominator, total);
        expect(rounded.reduce((all, one) => all + one, 0)).toBe(total);
        rounded.forEach((whole, i) => expect(Math.abs(whole - exact[i]! / denominator)).toBeLessThan(1));
      }),
    );
  });
});
