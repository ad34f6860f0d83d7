import { describe, expect, it } from '@jest/globals';
import { macroMoment, observations, values } from '../../../../test/support/synthetic-market.js';
import { addMonths } from '../../market/calendar-date.js';
import { nextSession } from '../../market/trading-calendar.js';
import { readInflation } from './inflation.js';

const month = (i: number): string => new Date(Date.UTC(2022, i, 1)).toISOString().slice(0, 10);
/** Read two months after the last one. */
const read = (rows: (readonly [string, number])[]) => {
  const session = nextSession(addMonths(rows[rows.length - 1]![0], 2));
  return readInflation(macroMoment(session, { PCEPILFE: observations(rows) }), 'PCEPILFE');
};
const rows = (count: number, level: (i: number) => number) =>
  values(count, (i) => [month(i), level(i)] as const);

describe('core inflation', () => {
  it('gives the 12-month and the annualised 3-month rate of a steady index', () => {
    const reading = read(rows(20, (i) => 100 * 1.002 ** i));
    expect(reading).toMatchObject({ month: '2023-08-01' });
    const yearly = (1.002 ** 12 - 1) * 100;
    expect(reading).toHaveProperty('twelveMonthPct', expect.closeTo(yearly, 9));
    expect(reading).toHaveProperty('threeMonthAnnualisedPct', expect.closeTo(yearly, 9));
    expect(reading).toHaveProperty('overTargetPoints', expect.closeTo(yearly - 2, 9));
  });

  it('falls when the 12-month rate is under that of three months before, and rises the reverse way', () => {
    expect(read(rows(20, (i) => 100 + 2 * Math.sqrt(i)))).toMatchObject({ direction: 'falling' });
    expect(read(rows(20, (i) => 100 + 0.1 * i ** 2))).toMatchObject({ direction: 'rising' });
    expect(read(rows(20, () => 100))).toMatchObject({ direction: 'unchanged', twelveMonthPct: 0 });
  });

  it('is unavailable with fewer than 16 months', () => {
    expect(read(rows(15, () => 100))).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'PCEPILFE', needs: 16, has: 15 },
    });
  });

  it('is unavailable when a month it compares with is missing, and not when another is', () => {
    const all = rows(20, (i) => 100 + i);
    for (const back of [3, 12, 15]) {
      expect(read(all.filter((_, i) => i !== 19 - back))).toEqual({
        unavailable: { code: 'insufficient-history', subject: 'PCEPILFE' },
      });
    }
    expect(read(all.filter((_, i) => i !== 19 - 5))).toHaveProperty('twelveMonthPct');
  });

  it('uses no month before its release', () => {
    const early = macroMoment('2024-02-01', {
      PCEPILFE: observations([...rows(24, () => 100), ['2024-01-01', 900, '2024-03-01T13:30:00Z'] as const]),
    });
    expect(readInflation(early, 'PCEPILFE')).toMatchObject({ month: '2023-12-01', twelveMonthPct: 0 });
  });
});
