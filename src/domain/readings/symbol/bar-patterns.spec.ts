import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf } from '../../../../test/support/synthetic-market.js';
import { readGap, readOutsideDay } from './bar-patterns.js';

const bars = (high: number[], low: number[], close: number[]) =>
  momentOf(barsOf({ SPY: close }, { high, low }));
const outside = (high: number, low: number, close: number) =>
  readOutsideDay(bars([102, high], [98, low], [100, close]), 'SPY');
const gap = (high: number, low: number) => readGap(bars([102, high], [98, low], [100, low]), 'SPY');

describe('an outside day', () => {
  it('reaches over and under the bar before, and is negative when it closes under its low', () => {
    expect(outside(103, 97, 99)).toMatchObject({ state: 'outside' });
    expect(outside(103, 97, 97.5)).toMatchObject({ state: 'negative', priorHigh: 102, priorLow: 98 });
    expect(outside(103, 97, 98)).toMatchObject({ state: 'outside' });
  });

  it('is none when one side only meets the bar before', () => {
    expect(outside(102, 97, 97)).toMatchObject({ state: 'none' });
    expect(outside(103, 98, 99)).toMatchObject({ state: 'none' });
  });
});

describe('a gap', () => {
  it('lies between the extreme of the bar before and this one', () => {
    expect(gap(105, 103)).toEqual({ state: 'up', from: 102, to: 103 });
    expect(gap(97, 95)).toEqual({ state: 'down', from: 98, to: 97 });
  });

  it('is none when the bars meet', () => {
    expect(gap(105, 102)).toEqual({ state: 'none' });
    expect(gap(98, 95)).toEqual({ state: 'none' });
  });
});
