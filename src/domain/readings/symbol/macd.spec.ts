import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { macdSignals, readMacd } from './macd.js';

const momentAt = (closes: readonly number[]) => momentOf(barsOf({ SPY: closes }));

const read = (closes: readonly number[]) => {
  const reading = readMacd(momentAt(closes), 'SPY');
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return reading;
};

describe('MACD of a symbol', () => {
  it('is unavailable until the signal line has its first value, at 34 bars', () => {
    expect(readMacd(momentAt(values(33, (i) => 100 + i)), 'SPY')).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 34, has: 33 },
    });
    expect(read(values(34, (i) => 100 + i ** 2)).state).toBe('buy');
  });

  it('is unsettled under 150 bars', () => {
    expect(read(values(149, (i) => 100 + i)).unsettled).toBe(true);
    expect(read(values(150, (i) => 100 + i)).unsettled).toBe(false);
  });

  it.each([100, 100.1, 33.33, 0.07])(
    'of a series that never moved from %p is equal, at zero and flat',
    (price) => {
      expect(read(values(200, () => price))).toMatchObject({
        state: 'equal',
        side: 'at_zero',
        turning: 'flat',
        crossedToday: false,
      });
    },
  );

  it('keeps its four fields apart: above zero, turning up and on sell at once', () => {
    const rise = values(120, (i) => 100 + i);
    const reading = read([...rise, ...values(6, (i) => 219 - i), ...values(2, (i) => 217 + 4 * i)]);
    expect(reading).toMatchObject({ side: 'above_zero', turning: 'up', state: 'sell', crossedToday: false });
    expect(reading.histogram).toBe(reading.line - reading.signal);
  });

  it('crosses on the session on which its state begins', () => {
    const quiet = values(200, () => 100);
    expect(read([...quiet, 101])).toMatchObject({ state: 'buy', crossedToday: true });
    const after = momentAt([...quiet, 101, 102]);
    expect(readMacd(after, 'SPY')).toMatchObject({
      state: 'buy',
      crossedToday: false,
      crossedOn: after.market.sessions[200],
    });
  });

  it('names no crossing that would go back into the warm-up', () => {
    expect(read(values(60, (i) => 100 + i ** 2))).not.toHaveProperty('crossedOn');
    expect(read(values(60, (i) => 5000 - i ** 2))).not.toHaveProperty('crossedOn');
  });

  it('is the same through its signal', () => {
    const moment = momentAt(values(60, (i) => 5000 - i ** 2));
    expect(macdSignals[0]!.read(moment, 'SPY')).toBe('sell');
  });
});
