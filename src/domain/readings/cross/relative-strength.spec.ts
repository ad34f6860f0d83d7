import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, series, sessionsFrom, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { readRelativeStrength } from './relative-strength.js';

const FLAT = 100;
const momentWith = (iwm: readonly number[]) => momentOf(barsOf({ SPY: iwm.map(() => FLAT), IWM: iwm }));

const read = (iwm: readonly number[]) => {
  const reading = readRelativeStrength(momentWith(iwm), 'IWM');
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return reading;
};

describe('relative strength line', () => {
  it('is up above a rising average and down below a falling one', () => {
    expect(read(values(100, (i) => 50 + i)).state).toBe('up');
    expect(read(values(100, (i) => 250 - i)).state).toBe('down');
  });

  it('is improving above an average that does not rise yet', () => {
    expect(read([...values(99, (i) => 250 - i), 240]).state).toBe('improving');
  });

  it('is weakening below an average that still rises', () => {
    expect(read([...values(99, (i) => 50 + i), 60]).state).toBe('weakening');
  });

  it('of two series that move as one is down: on an average that does not rise', () => {
    expect(read(values(100, () => FLAT))).toMatchObject({
      state: 'down',
      averageSlope: 'flat',
      distancePct: 0,
    });
  });

  it('is measured against SPY, not against dollars', () => {
    const spy = values(100, (i) => 100 + 2 * i);
    const moment = momentOf(barsOf({ SPY: spy, IWM: values(100, (i) => 100 + i) }));
    expect(readRelativeStrength(moment, 'IWM')).toMatchObject({ state: 'down' });
  });

  it('dates its last trough and peak, and says which came last', () => {
    const path = [
      ...values(60, (i) => 100 + i),
      ...values(30, (i) => 158 - i),
      ...values(20, (i) => 131 + i),
    ];
    const { market } = momentWith(path);
    expect(read(path)).toMatchObject({
      peak: { ratio: 1.59, date: market.sessions[59] },
      trough: { ratio: 1, date: market.sessions[0] },
      lastTurn: 'peak',
    });
  });

  it('looks for turns in the last 126 sessions only', () => {
    const path = [1, ...values(125, (i) => 200 - i), 100];
    expect(read(path).trough.ratio).toBe(0.76);
  });

  it('is unavailable before its average has a slope, at 71 sessions', () => {
    expect(readRelativeStrength(momentWith(values(70, (i) => 100 + i)), 'IWM')).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'IWM', needs: 71, has: 70 },
    });
    expect(read(values(71, (i) => 100 + i)).state).toBe('up');
  });

  it('counts the sessions it shares with SPY, not the bars it has alone', () => {
    const sessions = sessionsFrom('2024-01-01', 100);
    const bars = barsOf({ SPY: values(30, () => 100) }, { sessions: sessions.slice(70) });
    bars.set(
      'QQQ',
      series(
        'QQQ',
        values(100, (i) => 100 + i),
        { sessions },
      ),
    );
    expect(readRelativeStrength(momentOf(bars), 'QQQ')).toHaveProperty('unavailable.has', 30);
  });
});
