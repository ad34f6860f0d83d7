import { describe, expect, it } from '@jest/globals';
import { dailyObservations, macroMoment } from '../../../../test/support/synthetic-market.js';
import { readCredit } from './credit.js';

const read = (count: number, at: (i: number) => number, session = '2014-03-03') =>
  readCredit(macroMoment(session, { BAMLH0A0HYM2: dailyObservations(count, at) }));

describe('credit', () => {
  it('narrows or widens against 21 observations before, and only against those', () => {
    expect(read(40, (i) => 5 - i * 0.01)).toMatchObject({ direction: 'narrowing' });
    expect(read(40, (i) => 3 + i * 0.01)).toMatchObject({ direction: 'widening' });
    expect(read(40, (i) => (i < 39 && i !== 18 ? 7 : 4))).toMatchObject({
      direction: 'unchanged',
      spreadPct: 4,
      changePoints: 0,
    });
  });

  it('is unavailable with 21 observations, without the series, and with a stale one', () => {
    expect(read(21, () => 4, '2014-02-03')).toHaveProperty('unavailable.needs', 22);
    expect(readCredit(macroMoment('2014-03-03', {}))).toHaveProperty('unavailable.code', 'missing-series');
    expect(read(40, () => 4, '2014-04-01')).toHaveProperty('unavailable.code', 'stale-series');
  });
});
