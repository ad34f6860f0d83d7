import { describe, expect, it } from '@jest/globals';
import {
  barsOf,
  momentOf,
  PARAMETERS,
  randomBars,
  values,
} from '../../../../test/support/synthetic-market.js';
import { DOWNTREND_LINES, readDowntrendLine } from './downtrend-line.js';

/** Quiet at 80, with highs of 100 at bar 140 and 96 at bar 180: the line falls by 0.1 a session. */
function closes(count: number, ...last: number[]): number[] {
  const quiet = values(count, (i) => (i === 140 ? 100 : i === 180 ? 96 : 80 - i * 0.001));
  return [...quiet, ...last];
}
const lineOf = (all: readonly number[]) => readDowntrendLine(momentOf(barsOf({ SPY: all })), 'SPY');

describe('a downtrend line', () => {
  it('runs from the highest swing high through a later, lower one, once that is confirmed', () => {
    expect(lineOf(closes(182))).toBeUndefined();
    expect(lineOf(closes(183))).toMatchObject({
      anchor: { price: 100 },
      through: { price: 96 },
      state: 'holding',
      level: expect.closeTo(95.8, 8),
    });
  });

  it('is broken by the first close above it, keeps that date, and is never drawn again from there', () => {
    const broken = closes(200, 95);
    expect(lineOf(closes(200, 93.9))).toMatchObject({ state: 'holding' });
    expect(lineOf(broken)).toMatchObject({
      state: 'broken',
      brokenClose: 95,
      brokenLevel: expect.closeTo(94, 8),
    });
    const date = momentOf(barsOf({ SPY: broken })).market.sessions[200];
    expect(lineOf([...broken, ...values(20, () => 79)])).toMatchObject({ state: 'broken', brokenOn: date });
  });

  it('is unavailable until its window fits into the history', () => {
    expect(lineOf(values(127, () => 100))).toMatchObject({
      unavailable: { code: 'insufficient-history', needs: 128, has: 127 },
    });
  });

  it.each([1, 2, 3])('is the same a step from the session before as from the start (walk %i)', (seed) => {
    const { market } = momentOf(randomBars(seed, 500));
    const columns = market.columns('IWM');
    const all = DOWNTREND_LINES.all(columns, PARAMETERS);
    for (let t = 1; t < 500; t++) {
      expect({ t, line: DOWNTREND_LINES.step(all[t - 1], columns, t, PARAMETERS) }).toEqual({
        t,
        line: all[t],
      });
    }
  });
});
