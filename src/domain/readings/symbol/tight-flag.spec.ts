import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { readTightFlag } from './tight-flag.js';

const flagOf = (closes: readonly number[]) => {
  const reading = readTightFlag(momentOf(barsOf({ SPY: closes }, { spread: 0.5 })), 'SPY');
  if (isUnavailable(reading)) throw new Error('unavailable');
  return reading;
};
/** A quiet stretch, a pole to `top` over 8 sessions, and closes after it. */
const flag = (top: number, ...after: number[]): number[] => [
  ...values(60, () => 100),
  ...values(8, (i) => 100 + ((top - 100) * (i + 1)) / 8),
  ...after,
];

describe('a tight flag', () => {
  it('is a gain of 8 % that ended 5 to 20 sessions ago, with nine closes in a narrow band since', () => {
    const { tight, pole, span, invalidation } = flagOf(flag(110, ...values(10, (i) => 110 + (i % 2) * 0.3)));
    expect(tight).toBe(true);
    expect(pole.gainPct).toBeCloseTo(10.3, 1);
    expect(span).toBeCloseTo(0.3, 8);
    expect(invalidation).toBeLessThan(110);
  });

  it('needs the whole pole', () => {
    expect(flagOf(flag(107, ...values(10, () => 107))).tight).toBe(false);
  });

  it('is none while the pole has only just ended', () => {
    expect(flagOf(flag(110, ...values(3, () => 110))).tight).toBe(false);
  });

  it('is none with a wide band, or a close well under the 10-DMA', () => {
    expect(flagOf(flag(110, ...values(10, (i) => 110 - (i % 2) * 4))).tight).toBe(false);
    expect(flagOf(flag(110, ...values(9, () => 110), 109.5)).tight).toBe(false);
  });

  it('is unavailable while its pole and range have too few bars', () => {
    const reading = readTightFlag(momentOf(barsOf({ SPY: values(40, () => 100) })), 'SPY');
    expect(reading).toMatchObject({ unavailable: { code: 'insufficient-history', needs: 49 } });
  });
});
