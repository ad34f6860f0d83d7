import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatCents, MOST_CENTS, parseCents, parseMicros, priceMicros, valueOf } from './money.js';

describe('money', () => {
  it('reads dollars to the cent and writes them back', () => {
    expect([parseCents('12345.67'), parseCents('0.5'), parseCents('7'), parseCents('-0.01')]).toEqual([
      1234567, 50, 700, -1,
    ]);
    expect([formatCents(1234567), formatCents(5), formatCents(0), formatCents(-1)]).toEqual([
      '12345.67',
      '0.05',
      '0.00',
      '-0.01',
    ]);
  });

  it('writes what it reads, for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MOST_CENTS, max: MOST_CENTS }), (cents) => {
        expect(parseCents(formatCents(cents))).toBe(cents);
      }),
    );
  });

  it.each([
    '',
    ' 1',
    '1.',
    '.5',
    '1.234',
    '1e5',
    '1,000.00',
    '$5',
    'NaN',
    'Infinity',
    '--1',
    '+1',
    '0x10',
    '1 ',
    '1_0',
  ])('refuses %p as malformed', (text) => {
    expect(() => parseCents(text)).toThrow(expect.objectContaining({ code: 'malformed-decimal' }));
  });

  it('reads quantities to the millionth and no further', () => {
    expect(parseMicros('10.500001')).toBe(10500001n);
    expect(() => parseMicros('0.0000001')).toThrow(expect.objectContaining({ code: 'malformed-decimal' }));
  });

  it('values a holding to the cent, half a cent to the even one', () => {
    expect(valueOf(parseMicros('1'), priceMicros(0.125))).toBe(12);
    expect(valueOf(parseMicros('1'), priceMicros(0.135))).toBe(14);
    expect(valueOf(parseMicros('1'), priceMicros(0.125001))).toBe(13);
    expect(valueOf(parseMicros('3.5'), priceMicros(226.74))).toBe(79359);
  });

  it('takes prices with six decimals exactly', () => {
    expect(priceMicros(237.220001)).toBe(237220001n);
  });

  it('refuses a value that sums could not hold exactly', () => {
    expect(formatCents(MOST_CENTS)).toBe('9007199254740.99');
    expect(() => parseCents('9007199254741.00')).toThrow(
      expect.objectContaining({ code: 'value-too-large' }),
    );
    expect(() => valueOf(parseMicros('100000000000'), priceMicros(500))).toThrow(
      expect.objectContaining({ code: 'value-too-large' }),
    );
  });
});
