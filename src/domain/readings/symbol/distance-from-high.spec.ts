import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, PARAMETERS, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { distanceFromHighSignals, readHighs } from './distance-from-high.js';

const read = (closes: readonly number[]) => {
  const { market, t } = momentOf(barsOf({ SPY: closes }));
  const reading = readHighs(market, 'SPY', t, PARAMETERS.highs);
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return { ...reading, sessions: market.sessions };
};

describe('distance from highs', () => {
  it('is zero at the high and negative under it', () => {
    expect(read(values(260, (i) => 100 + i)).allTime.distancePct).toBe(0);
    expect(read([...values(260, () => 100), 80]).allTime.distancePct).toBeCloseTo(-20, 10);
  });

  it('tells the all-time high from the one of the last 252 sessions, each with its date', () => {
    const { allTime, year, sessions } = read([200, ...values(252, (i) => (i === 5 ? 150 : 100))]);
    expect(allTime).toEqual({ high: 200, date: sessions[0], distancePct: -50 });
    expect(year).toMatchObject({ high: 150, date: sessions[6] });
  });

  it('counts the first of 252 sessions as within the year', () => {
    expect(read([200, ...values(251, () => 100)]).year.high).toBe(200);
  });

  it('uses closing highs, not those of the day', () => {
    const { market, t } = momentOf(barsOf({ SPY: values(252, () => 100) }, { spread: 5 }));
    expect(readHighs(market, 'SPY', t, PARAMETERS.highs)).toMatchObject({ allTime: { high: 100 } });
  });

  it('is unavailable without a year of bars', () => {
    const { market, t } = momentOf(barsOf({ SPY: values(251, () => 100) }));
    expect(readHighs(market, 'SPY', t, PARAMETERS.highs)).toHaveProperty('unavailable.needs', 252);
  });
});

describe('catch-up discount', () => {
  it("is how many points further the symbol is under its high than SPY is under SPY's", () => {
    const moment = momentOf(
      barsOf({ SPY: [...values(260, () => 100), 95], IWM: [...values(260, () => 100), 75] }),
    );
    expect(distanceFromHighSignals[0]!.read(moment, 'IWM')).toBeCloseTo(20, 10);
  });
});
