import { describe, expect, it } from '@jest/globals';
import { countOf, dollarsOf, movesInShort, ruleName, signedBps, signedPct } from './page-words.js';

describe('figures on a page', () => {
  it('bear their sign, and zero none', () => {
    expect([1.944, -22.8, 0, -0.001].map((value) => signedPct(value))).toEqual([
      '+1.94 %',
      '-22.80 %',
      '0.00 %',
      '0.00 %',
    ]);
    expect([150, -75, 0].map(signedBps)).toEqual(['+1.5', '-0.75', '0']);
    expect(
      movesInShort([
        { symbol: 'IWM', bps: 200 },
        { symbol: 'SPY', bps: -100 },
      ]),
    ).toBe('IWM +2 %, SPY -1 %');
  });

  it('group thousands', () => {
    expect([0, 999, 1000, 1234567].map(countOf)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect(['0.00', '999.10', '1234567.89', '-1000.00'].map(dollarsOf)).toEqual([
      '$0.00',
      '$999.10',
      '$1,234,567.89',
      '-$1,000.00',
    ]);
  });

  it('name rules in words', () => {
    expect(['iwm-relative-strength', 'exposure', 'constraint:IWM'].map(ruleName)).toEqual([
      'IWM relative strength',
      'Exposure',
      'Constraint:IWM',
    ]);
  });
});
