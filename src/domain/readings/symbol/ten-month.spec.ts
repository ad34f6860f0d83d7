import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, randomBars, values } from '../../../../test/support/synthetic-market.js';
import { isLastSessionOfMonth } from '../../market/trading-calendar.js';
import { signalById } from '../catalogue.js';
import { isUnavailable } from '../unavailable.js';
import { readTenMonth } from './ten-month.js';

const bars = randomBars(9, 400);
const { sessions, close } = bars.get('SPY')!;
const read = (t: number) => readTenMonth(momentOf(bars, { t }), 'SPY');

describe('the ten-month average', () => {
  it('is that of the last ten month-end closes, at every session, the running month left out', () => {
    for (let t = 215; t < 400; t += 1) {
      const ends = sessions.flatMap((session, i) => (i <= t && isLastSessionOfMonth(session) ? [i] : []));
      const last = ends.slice(-10).map((i) => close[i]!);
      const reading = read(t);
      if (isUnavailable(reading)) throw new Error('unavailable');
      expect(reading.session).toBe(sessions[ends.at(-1)!]);
      expect(reading.average).toBeCloseTo(last.reduce((sum, one) => sum + one, 0) / 10, 8);
      expect(reading.position).toBe(reading.close > reading.average ? 'above' : 'below');
    }
  });

  it('is unavailable until ten months have ended, saying how many there are', () => {
    const tenth = sessions.filter((session) => isLastSessionOfMonth(session))[9]!;
    const t = sessions.indexOf(tenth);
    expect(read(t - 1)).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 10, has: 9 },
    });
    expect(read(t)).toHaveProperty('session', tenth);
  });

  it('gives the level at which the running month would end on the average', () => {
    const t = sessions.indexOf(sessions.filter((session) => isLastSessionOfMonth(session))[12]!);
    const before = read(t - 1);
    if (isUnavailable(before)) throw new Error('unavailable');
    const at = { ...momentOf(bars, { t: t - 1 }) };
    const supposed = at.market.supposeNext(t - 1).withLastClose('SPY', before.level);
    const after = readTenMonth({ ...at, market: supposed, t }, 'SPY');
    expect(after).toMatchObject({ position: 'at', session: sessions[t] });
  });

  it('can be flipped by the close that ends a month, and by no other', () => {
    const flips = (t: number) => signalById('sma10m.position')!.flips!(momentOf(bars, { t }), 'SPY', []);
    const end = sessions.indexOf(sessions.filter((session) => isLastSessionOfMonth(session))[12]!);
    expect(flips(end - 1)).toHaveLength(1);
    expect([...flips(end - 2), ...flips(end)]).toEqual([]);
  });

  it('of a fund that stands still is at its average', () => {
    expect(readTenMonth(momentOf(barsOf({ SPY: values(260, () => 100) })), 'SPY')).toMatchObject({
      position: 'at',
      distancePct: 0,
    });
  });
});
