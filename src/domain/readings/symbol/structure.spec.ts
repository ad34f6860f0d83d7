import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, sessionsFrom } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { readStructure } from './structure.js';

const SESSIONS = sessionsFrom('2024-01-01', 40);

/** A zigzag through turning points two sessions apart, ending flat, so that each turn is confirmed. */
function zigzag(...turns: number[]): number[] {
  const path = turns.flatMap((turn, i) => {
    const next = turns[i + 1];
    return next === undefined ? [turn] : [turn, turn + (next - turn) / 3, turn + (2 * (next - turn)) / 3];
  });
  return path;
}

const read = (closes: readonly number[]) => {
  const { market, t } = momentOf(barsOf({ SPY: closes }, { sessions: SESSIONS }));
  const reading = readStructure(market, 'SPY', t);
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return reading;
};

describe('swing structure', () => {
  it('is higher highs and higher lows when both of the last two rose', () => {
    const reading = read(zigzag(10, 20, 15, 25, 18, 24));
    expect(reading).toMatchObject({
      state: 'higher_highs_and_lows',
      higherHigh: true,
      higherLow: true,
      broken: false,
    });
    expect(reading.swings.map(({ kind, price }) => [kind, price])).toEqual([
      ['high', 20],
      ['high', 25],
      ['low', 15],
      ['low', 18],
    ]);
  });

  it('is lower highs and lower lows when both fell, and mixed otherwise', () => {
    expect(read(zigzag(30, 20, 25, 15, 22, 16)).state).toBe('lower_highs_and_lows');
    expect(read(zigzag(10, 20, 15, 25, 12, 24)).state).toBe('mixed');
    expect(read(zigzag(10, 20, 15, 20, 17, 24)).state).toBe('mixed');
  });

  it('dates each pivot and its confirmation two sessions later', () => {
    const { swings } = read(zigzag(10, 20, 15, 25, 18, 24));
    expect(swings[0]).toMatchObject({ pivotDate: SESSIONS[3], confirmedDate: SESSIONS[5] });
  });

  it('is broken by a close under the last confirmed low, with the date', () => {
    const path = [...zigzag(10, 20, 15, 25, 18, 24), 17.9];
    expect(read(path)).toMatchObject({
      state: 'higher_highs_and_lows',
      broken: true,
      brokenOn: SESSIONS[path.length - 1],
    });
  });

  it('is unavailable until two highs and two lows are confirmed', () => {
    const { market, t } = momentOf(barsOf({ SPY: zigzag(10, 20, 15, 25) }, { sessions: SESSIONS }));
    expect(readStructure(market, 'SPY', t)).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 4, has: 2 },
    });
  });
});
