import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roundShares, roundToTotal } from './rounding.js';

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

describe('shares of a whole number', () => {
  it('go by value, the rest to the largest remainders, the first of equals', () => {
    expect(roundShares([1, 1, 1], 100)).toEqual([34, 33, 33]);
    expect(roundShares([0, 5], 7)).toEqual([0, 7]);
    expect(roundShares([0, 0], 7)).toEqual([7, 0]);
  });

  it('sum to it and are off by less than one, for values as large as any', () => {
    const values = fc.array(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(values, fc.nat(10000), (of, total) => {
        const sum = of.reduce((all, one) => all + BigInt(one), 0n);
        fc.pre(sum > 0n);
        const shares = roundShares(of, total);
        expect(shares.reduce((all, one) => all + one, 0)).toBe(total);
        shares.forEach((share, i) => {
          const floor = (BigInt(of[i]!) * BigInt(total)) / sum;
          expect(BigInt(share) === floor || BigInt(share) === floor + 1n).toBe(true);
        });
      }),
    );
  });
});
