import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cashNeeded, leastBpsOf } from './cash-needs.js';
import { MOST_CENTS } from './money.js';
import { amountsOf } from '../rebalancing/drift.js';

const on = (date: string, amount = 1000) => ({ date, amount });

describe('cash needed', () => {
  it('is the standing amount and what is withdrawn after asOf, up to and with the last day', () => {
    const withdrawals = [
      on('2024-11-26', 1),
      on('2024-11-27', 10),
      on('2024-11-28', 100),
      on('2024-12-07', 1000),
      on('2024-12-08', 10000),
    ];
    expect(cashNeeded({ standing: 500000, withdrawals }, '2024-11-27', 10)).toBe(501100);
  });

  it('is nothing where nothing is needed', () => {
    expect(cashNeeded({ standing: 0, withdrawals: [] }, '2024-11-27', 90)).toBe(0);
  });
});

describe('the least weight of cash', () => {
  it('is rounded up', () => {
    expect(leastBpsOf(1, 10_000)).toBe(1);
    expect(leastBpsOf(1, 1_000_000)).toBe(1);
    expect(leastBpsOf(5000, 1_000_000)).toBe(50);
    expect(leastBpsOf(0, 7)).toBe(0);
    expect(leastBpsOf(7, 7)).toBe(10000);
  });

  it('covers the need to the cent and is the least that does, for values as large as are accepted', () => {
    const amounts = fc
      .tuple(fc.integer({ min: 1, max: MOST_CENTS }), fc.nat(10000), fc.nat(1000))
      .map(([value, share, more]) => {
        const need = Math.floor(value / 10000) * share + more;
        return [Math.min(need, value), value] as const;
      });
    fc.assert(
      fc.property(amounts, ([need, value]) => {
        const least = leastBpsOf(need, value);
        expect(amountsOf(value, [0, 0, 0, 10000 - least, least])[4]).toBeGreaterThanOrEqual(need);
        if (least > 0) expect(BigInt(value) * BigInt(least - 1)).toBeLessThan(BigInt(need) * 10000n);
      }),
    );
  });
});
