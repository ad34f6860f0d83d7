import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decimalColumn } from './decimal-column.js';

describe('decimalColumn', () => {
  it('gives what Number gives, for every price, volume and observation the store can hold', () => {
    const price = fc
      .tuple(fc.bigInt(0n, 10n ** 12n - 1n), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`);
    const negative = price.filter((text) => Number(text) > 0).map((text) => `-${text}`);
    const whole = fc.bigInt(0n, 2n ** 63n - 1n).map(String);
    fc.assert(
      fc.property(fc.array(fc.oneof(price, negative, whole), { minLength: 1 }), (texts) => {
        expect([...decimalColumn(texts.join(','), texts.length)]).toEqual(texts.map(Number));
      }),
      { numRuns: 300 },
    );
  });
});
