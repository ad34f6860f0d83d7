import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf } from '../../../../test/support/synthetic-market.js';
import { readFibExtension } from './fib-extension.js';

const of = (...closes: number[]) => readFibExtension(momentOf(barsOf({ SPY: closes })), 'SPY');

describe('fib extensions', () => {
  it('project the last completed drawdown of at least a tenth above its high', () => {
    expect(of(90, 100, 80, 95, 101)).toMatchObject({
      high: { close: 100 },
      low: { close: 80 },
      levels: [
        { ratio: 1.272, level: expect.closeTo(105.44, 8) },
        { ratio: 1.618, level: expect.closeTo(112.36, 8) },
      ],
      projection: true,
    });
  });

  it('are none while the drawdown lasts, or when it was shallow', () => {
    expect(of(90, 100, 80, 100)).toBeUndefined();
    expect(of(90, 100, 91, 101)).toBeUndefined();
  });
});
