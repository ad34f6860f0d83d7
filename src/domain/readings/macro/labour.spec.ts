import { describe, expect, it } from '@jest/globals';
import { macroMoment, observations, values } from '../../../../test/support/synthetic-market.js';
import { dateOfDayNumber, dayNumber } from '../../market/calendar-date.js';
import { readClaims, readPayrolls, readSahm } from './labour.js';

const read = (value: number) =>
  readSahm(macroMoment('2024-06-03', { SAHMREALTIME: observations([['2024-05-01', value]]) }));

describe('Sahm indicator', () => {
  it('triggers at half a point, not under it', () => {
    expect(read(0.5)).toEqual({ month: '2024-05-01', value: 0.5, triggered: true });
    expect(read(0.49)).toMatchObject({ triggered: false });
  });

  it('is unavailable without the series', () => {
    expect(readSahm(macroMoment('2024-06-03', {}))).toHaveProperty('unavailable.code', 'missing-series');
  });
});

describe('payrolls', () => {
  it('give the change and its mean of three months, in persons', () => {
    const rows = observations([
      ['2024-01-01', 157_000],
      ['2024-02-01', 157_300],
      ['2024-03-01', 157_500],
      ['2024-04-01', 157_600],
    ]);
    expect(readPayrolls(macroMoment('2024-05-06', { PAYEMS: rows }))).toEqual({
      month: '2024-04-01',
      change: 100_000,
      threeMonthAverage: 200_000,
    });
    expect(readPayrolls(macroMoment('2024-05-06', { PAYEMS: rows.slice(1) }))).toHaveProperty(
      'unavailable.needs',
      4,
    );
  });
});

describe('initial claims', () => {
  const weeks = (count: number, at: (i: number) => number) =>
    observations(
      values(count, (i) => [dateOfDayNumber(dayNumber('2024-06-01') - 7 * (count - 1 - i)), at(i)]),
    );
  const claims = (count: number, at: (i: number) => number) =>
    readClaims(macroMoment('2024-06-06', { ICSA: weeks(count, at) }));

  it('are measured over the low of their 4-week average in 26 weeks', () => {
    const reading = claims(40, (i) => (i >= 20 && i < 24 ? 200_000 : 250_000));
    expect(reading).toMatchObject({ average: 250_000, low: { average: 200_000 }, overLowPct: 25 });
  });

  it('forget a low that is older than that', () => {
    expect(claims(40, (i) => (i < 12 ? 100_000 : 250_000))).toMatchObject({ low: { average: 212_500 } });
    expect(claims(40, (i) => (i < 11 ? 100_000 : 250_000))).toMatchObject({ overLowPct: 0 });
  });

  it('at their low are 0 % over it, and short of 29 weeks are unavailable', () => {
    expect(claims(29, (i) => 300_000 - i)).toMatchObject({ overLowPct: 0 });
    expect(claims(28, () => 1)).toHaveProperty('unavailable.needs', 29);
  });
});
