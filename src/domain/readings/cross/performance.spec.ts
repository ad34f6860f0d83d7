import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, series, sessionsFrom, values } from '../../../../test/support/synthetic-market.js';
import { readOneDayRotation } from './one-day-rotation.js';
import { performanceSignals, readPerformance, readSectorPerformance, returnSince } from './performance.js';
import { readSectorConfirmation } from './sector-confirmation.js';

const flat = values(125, () => 100);
const sessions = sessionsFrom('2023-06-26', 137);

describe('performance', () => {
  const moment = momentOf(
    barsOf({ SPY: [...flat, 100, 99, 98, 97, 96, 95, 110, 111, 112, 113, 114, 114] }, { sessions }),
  );

  it('is measured from the close at or before a date', () => {
    const since = returnSince(moment, 'SPY', sessions[130]!);
    expect(since).toEqual({ from: sessions[130], returnPct: expect.closeTo(20, 8) });
  });

  it('is given for the year and since the market low', () => {
    const lastOf2023 = sessions.filter((session) => session < '2024').length - 1;
    expect(readPerformance(moment, 'SPY')).toMatchObject({
      yearToDate: { from: sessions[lastOf2023] },
      sinceMarketLow: { from: sessions[130], returnPct: expect.closeTo(20, 8) },
    });
  });

  it('since the market low is unavailable until the market has as many sessions as it looks back', () => {
    const at = (t: number) => readPerformance({ ...moment, t }, 'SPY');
    const signal = performanceSignals.find(({ id }) => id === 'performance.since-low')!;
    const short = { unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 126, has: 125 } };
    expect(signal.read({ ...moment, t: 124 }, 'SPY')).toEqual(short);
    expect(signal.read({ ...moment, t: 125 }, 'SPY')).toBe(0);
    expect(at(125)).toMatchObject({ unavailable: { code: 'insufficient-history' } });
  });

  it('is unavailable before the first close', () => {
    expect(returnSince(moment, 'SPY', '2000-01-03')).toMatchObject({
      unavailable: { code: 'insufficient-history' },
    });
  });
});

describe('sector performance', () => {
  it('is told of every sector fund that is loaded, of those read in full first, and why where it is not', () => {
    const closes = [...flat, 100, 99, 98, 97, 96, 95, 110, 111, 112, 113, 114, 114];
    const bars = barsOf({ SPY: closes }, { sessions });
    bars.set('XLC', series('XLC', closes.slice(-3), { sessions: sessions.slice(-3) }));
    bars.set('XLK', series('XLK', closes, { sessions }));
    bars.delete('XLI');
    expect(readSectorPerformance(momentOf(bars))).toMatchObject([
      { symbol: 'XLF' },
      { symbol: 'XLK', performance: { sinceMarketLow: { returnPct: expect.closeTo(20, 8) } } },
      { symbol: 'XLC', performance: { unavailable: { code: 'insufficient-history', subject: 'XLC' } } },
    ]);
  });
});

describe('one-day rotation', () => {
  it("is IWM's return less SPY's, ranked within 252 sessions", () => {
    const still = values(260, () => 100);
    const moment = momentOf(barsOf({ SPY: [...still, 101], IWM: [...still, 103] }));
    expect(readOneDayRotation(moment)).toEqual({ points: expect.closeTo(2, 8), rank: 1, of: 252 });
    const behind = momentOf(barsOf({ SPY: [...still, 101], IWM: [...still, 100] }));
    expect(readOneDayRotation(behind)).toMatchObject({ rank: 252 });
  });
});

describe('sector confirmation', () => {
  const rise = values(450, (i) => 100 + i);
  const fall = values(450, (i) => 600 - i);

  it('needs both sectors in an uptrend or breaking out', () => {
    expect(readSectorConfirmation(momentOf(barsOf({ SPY: rise })))).toMatchObject({ confirms: true });
    expect(readSectorConfirmation(momentOf(barsOf({ SPY: rise, XLF: fall })))).toMatchObject({
      confirms: false,
      sectors: [
        { symbol: 'XLF', trend: 'downtrend', confirms: false },
        { symbol: 'XLI', confirms: true },
      ],
    });
  });

  it('is unavailable while one of them has no bars, rather than unconfirmed', () => {
    const bars = barsOf({ SPY: rise });
    bars.delete('XLI');
    expect(readSectorConfirmation(momentOf(bars))).toMatchObject({
      unavailable: { code: 'no-bar', subject: 'XLI' },
    });
  });
});
