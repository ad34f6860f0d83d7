import { describe, expect, it } from '@jest/globals';
import {
  barsOf,
  momentOf,
  PARAMETERS,
  series,
  sessionsFrom,
  values,
} from '../../../../test/support/synthetic-market.js';
import { Market } from '../market.js';
import { isUnavailable } from '../unavailable.js';
import { readRotation, rotation } from './rotation.js';

/** 239 sessions from `from` to 100, then 21 sessions to a return of so many per cent. */
const path = (returnPct: number, from = 80): number[] => [
  ...values(239, (i) => from + ((100 - from) * i) / 238),
  ...values(21, (i) => 100 + (returnPct * (i + 1)) / 21),
];

function read(returns: Record<'IWM' | 'MDY' | 'SPY' | 'QQQ', number>, from = 80) {
  const { market, t } = momentOf(
    barsOf({
      IWM: path(returns.IWM, from),
      MDY: path(returns.MDY, from),
      SPY: path(returns.SPY, from),
      QQQ: path(returns.QQQ, from),
    }),
  );
  const reading = readRotation(market, t, PARAMETERS);
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return reading;
}

describe('rotation state', () => {
  it('of a weak QQQ in a strong tape is rotation to smaller companies, not risk-off', () => {
    expect(read({ IWM: 8, MDY: 6, SPY: 3, QQQ: -1 }).state).toBe('rotation_to_smaller');
    expect(read({ IWM: 4, MDY: 3, SPY: -0.2, QQQ: -4 }).state).toBe('rotation_to_smaller');
  });

  it('is risk-off when SPY falls with at least three of the four under their 50-DMA', () => {
    const reading = read({ IWM: 1, MDY: -3, SPY: -5, QQQ: -8 });
    expect(reading).toMatchObject({ state: 'risk_off', evidence: { under50: 3, spyVersus200: 'above' } });
  });

  it('is risk-off when SPY falls under its 200-DMA, even with smaller companies ahead', () => {
    expect(read({ IWM: 9, MDY: 8, SPY: -1, QQQ: -2 }, 130)).toMatchObject({
      state: 'risk_off',
      evidence: { spyVersus200: 'below' },
    });
  });

  it('is not risk-off while SPY is up, however many are under their 50-DMA', () => {
    expect(read({ IWM: -6, MDY: -6, SPY: 1, QQQ: -6 }).state).toBe('mixed');
  });

  it('needs IWM itself to be up, SPY over its 200-DMA and both smaller funds ahead', () => {
    expect(read({ IWM: 0, MDY: 1, SPY: -0.5, QQQ: -1 }).state).toBe('mixed');
    expect(read({ IWM: 9, MDY: 8, SPY: 1, QQQ: 0.5 }, 130).state).toBe('broad_advance');
    expect(read({ IWM: 9, MDY: 2, SPY: 3, QQQ: 1 }).state).toBe('broad_advance');
  });

  it('is led by mega caps when QQQ is ahead and both smaller funds behind', () => {
    expect(read({ IWM: 1, MDY: 2, SPY: 3, QQQ: 6 }).state).toBe('mega_cap_led');
  });

  it('is a broad advance when all four are up without either pattern, and mixed otherwise', () => {
    expect(read({ IWM: 4, MDY: 2, SPY: 3, QQQ: 5 }).state).toBe('broad_advance');
    expect(read({ IWM: 4, MDY: -2, SPY: 3, QQQ: 5 }).state).toBe('mixed');
    expect(read({ IWM: 3, MDY: 3, SPY: 3, QQQ: 3 }).state).toBe('broad_advance');
    expect(read({ IWM: 0, MDY: 0, SPY: 0, QQQ: 0 }).state).toBe('mixed');
  });

  it('gives the returns it compares', () => {
    expect(read({ IWM: 8, MDY: 6, SPY: 3, QQQ: -1 }).evidence.returnsPct.QQQ).toBeCloseTo(-1, 10);
  });

  it('settles after five closes of the same state and keeps the earlier one until then', () => {
    const { market, t } = momentOf(barsOf({ SPY: path(3), QQQ: path(-1), IWM: path(8), MDY: path(6) }));
    const { raw, settled } = rotation(market, PARAMETERS);
    const first = raw.lastIndexOf('broad_advance') + 1;
    expect(raw.slice(first, t + 1)).toEqual(new Array(t + 1 - first).fill('rotation_to_smaller'));
    expect(settled.slice(first, first + 5)).toEqual([
      ...new Array<string>(4).fill('broad_advance'),
      'rotation_to_smaller',
    ]);
  });

  it('is unavailable until SPY has a 200-DMA', () => {
    const { market, t } = momentOf(barsOf({ SPY: values(199, () => 100) }));
    expect(readRotation(market, t, PARAMETERS)).toHaveProperty('unavailable.needs', 200);
  });

  it('is unavailable until each of the four has a 50-DMA, naming the one that is short', () => {
    const sessions = sessionsFrom('2020-01-01', 260);
    const bars = barsOf({ SPY: values(260, (i) => 400 - i) }, { sessions });
    bars.set(
      'IWM',
      series(
        'IWM',
        values(40, (i) => 100 - i),
        { sessions: sessions.slice(220) },
      ),
    );
    const market = Market.of(bars);
    expect(readRotation(market, market.sessions.length - 1, PARAMETERS)).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'IWM', needs: 50, has: 40 },
    });
  });
});
