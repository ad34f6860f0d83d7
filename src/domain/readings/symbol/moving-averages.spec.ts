import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { movingAverageSignals, PERIODS, readMovingAverages } from './moving-averages.js';

const read = (closes: readonly number[]) => {
  const { averages, stacked } = readMovingAverages(momentOf(barsOf({ SPY: closes })), 'SPY');
  return {
    averages: averages.map((average) => {
      if (isUnavailable(average)) throw new Error(average.unavailable.code);
      return average;
    }),
    stacked,
  };
};

describe('moving averages of a symbol', () => {
  it('are above, rising and stacked in a steady rise', () => {
    const { averages, stacked } = read(values(260, (i) => 100 + i));
    expect(averages.map(({ period, value }) => [period, value])).toEqual([
      [10, 354.5],
      [50, 334.5],
      [100, 309.5],
      [200, 259.5],
    ]);
    expect(averages.every(({ position, slope }) => position === 'above' && slope === 'rising')).toBe(true);
    expect(averages[1]!.distancePct).toBeCloseTo((359 / 334.5 - 1) * 100, 10);
    expect(stacked).toBe(true);
  });

  it('are below and falling in a steady fall', () => {
    const { averages, stacked } = read(values(260, (i) => 400 - i));
    expect(averages.every(({ position, slope }) => position === 'below' && slope === 'falling')).toBe(true);
    expect(stacked).toBe(false);
  });

  it.each([100, 100.1, 33.33, 0.07])(
    'of a series that never moved from %p: at, flat and not stacked',
    (price) => {
      const { averages, stacked } = read(values(260, () => price));
      expect(averages.every(({ position, slope }) => position === 'at' && slope === 'flat')).toBe(true);
      expect(stacked).toBe(false);
    },
  );

  it('have no slope before they are 21 sessions old', () => {
    expect(read(values(220, (i) => 100 + i)).averages.map(({ slope }) => slope)).toEqual([
      'rising',
      'rising',
      'rising',
      undefined,
    ]);
  });

  it.each([
    [9, []],
    [10, [10]],
    [49, [10]],
    [60, [10, 50]],
    [100, [10, 50, 100]],
    [199, [10, 50, 100]],
    [200, [10, 50, 100, 200]],
  ])('of %i bars are those that have enough, the others naming what they need', (has, periods) => {
    const { averages, stacked } = readMovingAverages(
      momentOf(barsOf({ SPY: values(has, (i) => 100 + i) })),
      'SPY',
    );
    expect(averages.filter((one) => !isUnavailable(one))).toMatchObject(
      periods.map((period) => ({ period })),
    );
    expect(averages.filter(isUnavailable)).toEqual(
      PERIODS.filter((needs) => needs > has).map((needs) => ({
        unavailable: { code: 'insufficient-history', subject: 'SPY', needs, has },
      })),
    );
    expect(stacked).toBe(has >= 200 ? true : undefined);
  });
});

describe('a slope signal', () => {
  it('before its past exists is unavailable, not flat', () => {
    const slope = movingAverageSignals.find(({ id }) => id === 'sma200.slope')!;
    expect(slope.read(momentOf(barsOf({ SPY: values(220, (i) => 100 + i) })), 'SPY')).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 221, has: 220 },
    });
  });
});
