import { describe, expect, it } from '@jest/globals';
import { splitAdjusted, totalReturnCloses, type StoredSeries } from './adjustments.js';
import type { CorporateAction } from './corporate-action.js';

const SESSIONS = ['2024-11-21', '2024-11-22', '2024-11-25', '2024-11-26'];

const stored = (closes: readonly number[], adjustedThrough = SESSIONS): StoredSeries => {
  const column = Float64Array.from(closes);
  return {
    symbol: 'IWM',
    sessions: SESSIONS,
    open: column,
    high: column,
    low: column,
    close: column,
    volume: Float64Array.of(10, 10, 20, 20),
    adjustedThrough,
  };
};

const split = (exDate: string, value: number): CorporateAction => ({ kind: 'split', exDate, value });
const dividend = (exDate: string, value: number): CorporateAction => ({ kind: 'dividend', exDate, value });

describe('splitAdjusted', () => {
  it('puts the bars before a split on the terms after it, volume the other way', () => {
    const { close, volume } = splitAdjusted(stored([100, 102, 51, 52]), [split('2024-11-25', 2)]);
    expect([...close]).toEqual([50, 51, 51, 52]);
    expect([...volume]).toEqual([20, 20, 20, 20]);
  });

  it('multiplies up for a reverse split', () => {
    const { close } = splitAdjusted(stored([10, 11, 110, 120]), [split('2024-11-25', 0.1)]);
    expect([...close]).toEqual([100, 110, 110, 120]);
  });

  it('chains splits', () => {
    const { close } = splitAdjusted(stored([120, 60, 20, 20]), [
      split('2024-11-25', 3),
      split('2024-11-22', 2),
    ]);
    expect(close[0]).toBeCloseTo(20, 12);
    expect(close[1]).toBeCloseTo(20, 12);
  });

  it('leaves bars that already reflect the split, and those of a split still to come', () => {
    const through = Array<string>(4).fill('2024-11-30');
    expect([...splitAdjusted(stored([50, 51, 51, 52], through), [split('2024-11-25', 2)]).close]).toEqual([
      50, 51, 51, 52,
    ]);
    expect([...splitAdjusted(stored([50, 51, 51, 52]), [split('2024-12-02', 2)]).close]).toEqual([
      50, 51, 51, 52,
    ]);
  });

  it('joins a file adjusted through a day with raw bars after it', () => {
    const through = ['2024-11-22', '2024-11-22', '2024-11-25', '2024-11-26'];
    const { close } = splitAdjusted(stored([100, 102, 51, 52], through), [
      split('2024-11-22', 4),
      split('2024-11-25', 2),
    ]);
    expect([...close]).toEqual([50, 51, 51, 52]);
  });

  it('ignores a split that was withdrawn', () => {
    expect([...splitAdjusted(stored([50, 51, 51, 52]), [split('2024-11-25', 1)]).close]).toEqual([
      50, 51, 51, 52,
    ]);
  });
});

describe('totalReturnCloses', () => {
  it("lowers the closes before an ex-date by the dividend's share of the close before it", () => {
    const closes = totalReturnCloses(stored([100, 100, 99, 101]), [dividend('2024-11-25', 1)]);
    expect(closes[0]).toBeCloseTo(99, 12);
    expect(closes[1]).toBeCloseTo(99, 12);
    expect([...closes.slice(2)]).toEqual([99, 101]);
  });

  it('gives the return of somebody who put each dividend back in', () => {
    const closes = totalReturnCloses(stored([100, 102, 101, 104]), [
      dividend('2024-11-22', 2),
      dividend('2024-11-26', 1),
    ]);
    const shares = (1 / (1 - 2 / 100)) * (1 / (1 - 1 / 101));
    expect(closes[3]! / closes[0]!).toBeCloseTo((104 * shares) / 100, 12);
  });

  it('reads a dividend on the terms of its own day where a split followed', () => {
    const actions = [dividend('2024-11-22', 2), split('2024-11-25', 2)];
    const closes = totalReturnCloses(splitAdjusted(stored([100, 98, 49, 49]), actions), actions);
    expect(closes[0]).toBeCloseTo(49, 12);
  });

  it('leaves a dividend still to come alone', () => {
    expect([...totalReturnCloses(stored([1, 2, 3, 4]), [dividend('2024-12-02', 1)])]).toEqual([1, 2, 3, 4]);
  });
});
