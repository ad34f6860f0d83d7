import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { readRsi } from './rsi.js';

const read = (closes: readonly number[]) => readRsi(momentOf(barsOf({ SPY: closes })), 'SPY');

describe('RSI of a symbol', () => {
  it('is overbought over 70, oversold under 30 and neutral on the thresholds themselves', () => {
    expect(read(values(30, (i) => 100 + i))).toEqual({ value: 100, state: 'overbought' });
    expect(read(values(30, (i) => 100 - i))).toEqual({ value: 0, state: 'oversold' });
    // Seven gains of 7 and seven losses of 3 make exactly 70.
    const seventy = values(15, (i) => 100 + 7 * Math.ceil(i / 2) - 3 * Math.floor(i / 2));
    expect(read(seventy)).toEqual({ value: expect.closeTo(70, 9), state: 'neutral' });
    const thirty = values(15, (i) => 100 - 7 * Math.ceil(i / 2) + 3 * Math.floor(i / 2));
    expect(read(thirty)).toEqual({ value: expect.closeTo(30, 9), state: 'neutral' });
  });

  it('is unavailable while warming up and while nothing has moved, each with its own code', () => {
    expect(read(values(14, (i) => 100 + i))).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 15, has: 14 },
    });
    expect(read(values(30, () => 100.1))).toEqual({ unavailable: { code: 'no-movement', subject: 'SPY' } });
  });
});
