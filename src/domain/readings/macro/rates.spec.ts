import { describe, expect, it } from '@jest/globals';
import { dailyObservations, macroMoment, type MacroRows } from '../../../../test/support/synthetic-market.js';
import { nextSession } from '../../market/trading-calendar.js';
import { readDirection, readSpread } from './rates.js';

/** A moment just after the last observation of any series. */
const moment = (rows: MacroRows) => {
  const last = Object.values(rows)
    .map((observations) => observations[observations.length - 1]!.date)
    .sort();
  return macroMoment(nextSession(last[last.length - 1]!), rows);
};
const direction = (count: number, at: (i: number) => number) =>
  readDirection(moment({ DGS10: dailyObservations(count, at) }), 'DGS10');

describe('direction of yields and the dollar', () => {
  it('softens under its average and lower than 21 observations before, and firms the reverse way', () => {
    expect(direction(60, (i) => 5 - i * 0.01)).toMatchObject({ direction: 'softening' });
    expect(direction(60, (i) => 4 + i * 0.01)).toMatchObject({ direction: 'firming' });
  });

  it('is mixed when only one of the two holds', () => {
    expect(direction(60, (i) => (i < 59 ? 4 + i * 0.01 : 4.36))).toMatchObject({ direction: 'mixed' });
    expect(direction(60, (i) => (i < 38 ? 5 : i < 59 ? 4 : 4.1))).toMatchObject({ direction: 'mixed' });
  });

  it.each([4.1, 4.17, 120.0417])('of a series that stands at %p is mixed', (value) => {
    expect(direction(80, () => value)).toMatchObject({ direction: 'mixed', change: 0 });
  });

  it('gives the value, its average and its change', () => {
    const reading = direction(50, (i) => i);
    expect(reading).toMatchObject({ value: 49, average: 24.5, change: 21 });
  });

  it('is unavailable once the series is stale', () => {
    const rows = { DGS10: dailyObservations(60, () => 4) };
    expect(readDirection(macroMoment('2014-05-01', rows), 'DGS10')).toEqual({
      unavailable: { code: 'stale-series', subject: 'DGS10' },
    });
  });

  it('is unavailable with fewer than 50 observations', () => {
    expect(direction(49, () => 4)).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'DGS10', needs: 50, has: 49 },
    });
  });
});

describe('yield curve', () => {
  const spread = (count: number, twoYear: (i: number) => number) =>
    readSpread(
      moment({ DGS10: dailyObservations(count, () => 4), DGS2: dailyObservations(count, twoYear) }),
      'DGS2',
    );

  it('is inverted when the short yield is over the long one, and not when they are equal', () => {
    expect(spread(252, () => 4.25)).toMatchObject({ spreadBps: -25, inverted: true, resteepening: false });
    expect(spread(252, () => 4)).toMatchObject({ spreadBps: 0, inverted: false });
  });

  it('steepens again when it widens over 63 observations after an inversion', () => {
    expect(spread(300, (i) => (i < 250 ? 4.5 : 3.8))).toMatchObject({ inverted: false, resteepening: true });
    expect(spread(300, (i) => (i < 250 ? 3.9 : 3.8))).toMatchObject({ resteepening: false });
    expect(spread(300, (i) => (i < 40 ? 4.5 : i < 250 ? 3.9 : 3.8))).toMatchObject({ resteepening: false });
  });

  it('compares only days on which both were published', () => {
    const long = dailyObservations(260, (i) => 4 + i / 100);
    const short = dailyObservations(260, () => 3).filter((_, i) => i !== 259);
    expect(readSpread(moment({ DGS10: long, DGS2: short }), 'DGS2')).toMatchObject({
      date: long[258]!.date,
      spreadBps: 358,
    });
  });

  it('is unavailable with less than a year, or without one of its yields', () => {
    expect(spread(251, () => 4)).toHaveProperty('unavailable.needs', 252);
    expect(readSpread(moment({ DGS10: dailyObservations(260, () => 4) }), 'DGS3MO')).toEqual({
      unavailable: { code: 'missing-series', subject: 'DGS3MO' },
    });
  });
});
