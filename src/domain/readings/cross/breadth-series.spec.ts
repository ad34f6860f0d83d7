import { describe, expect, it } from '@jest/globals';
import { dailyObservations, macroMoment, sessionsFrom } from '../../../../test/support/synthetic-market.js';
import type { Moment } from '../signal.js';
import { breadthSignals, readMembers, readRecovery, readThrust } from './breadth-series.js';

const SESSIONS = sessionsFrom('2014-01-01', 400);
/** A moment on the session of the last of so many observations, public on that day. */
const onLast = (count: number, rows: Parameters<typeof macroMoment>[1]): Moment =>
  macroMoment(SESSIONS[count - 1]!, rows);

const members = (values: readonly number[]) =>
  onLast(values.length, { S5FI: dailyObservations(values.length, (i) => values[i]!) });
const flat = (count: number, value: number): number[] => new Array<number>(count).fill(value);

describe('members over their average', () => {
  it('are healthy over half of them, not at half', () => {
    expect(readMembers(members([50.01]), 'S5FI')).toMatchObject({ pct: 50.01, healthy: true, period: 50 });
    expect(readMembers(members([50]), 'S5FI')).toMatchObject({ healthy: false });
  });

  it('are unavailable where nobody loads the series, or once it is stale', () => {
    expect(readMembers(members([50]), 'S5TH')).toHaveProperty('unavailable.code', 'missing-series');
    const stale = macroMoment('2014-03-03', { S5FI: dailyObservations(20, () => 60) });
    expect(readMembers(stale, 'S5FI')).toHaveProperty('unavailable.code', 'stale-series');
  });
});

describe('a recovery of breadth', () => {
  const before = flat(100, 60);

  it('goes from under 30 to over 50 within 30 sessions, and names both ends', () => {
    const values = [...before, 40, 29, ...flat(29, 45), 51];
    expect(readRecovery(members(values))).toEqual({
      state: 'recovered',
      from: { date: SESSIONS[101], pct: 29 },
      completedOn: SESSIONS[131],
      sessionsSince: 0,
    });
    expect(readRecovery(members([...before, 40, 29, ...flat(30, 45), 51]))).toEqual({ state: 'none' });
  });

  it('needs less than 30 and more than 50', () => {
    expect(readRecovery(members([...before, 30, ...flat(5, 40), 60]))).toEqual({ state: 'none' });
    expect(readRecovery(members([...before, 20, ...flat(5, 40), 50]))).toEqual({ state: 'none' });
  });

  it('fades while half of the members are not over their average, and keeps its first date', () => {
    const values = [...before, 20, 55, 50];
    expect(readRecovery(members(values))).toMatchObject({ state: 'faded', completedOn: SESSIONS[101] });
    expect(readRecovery(members([...values, 52]))).toMatchObject({
      state: 'recovered',
      completedOn: SESSIONS[101],
    });
  });

  it('is remembered for 60 sessions', () => {
    expect(readRecovery(members([...before, 20, 55, ...flat(60, 55)]))).toHaveProperty('sessionsSince', 60);
    expect(readRecovery(members([...before, 20, 55, ...flat(61, 55)]))).toEqual({ state: 'none' });
  });

  it('is unavailable with too short a series', () => {
    expect(readRecovery(members(flat(90, 60)))).toHaveProperty('unavailable.needs', 91);
  });
});

describe('the Zweig thrust', () => {
  /** Shares of advances among 1000 issues that moved. */
  const nyse = (shares: readonly number[]) =>
    onLast(shares.length, {
      NYSE_ADV: dailyObservations(shares.length, (i) => Math.round(shares[i]! * 1000)),
      NYSE_DECL: dailyObservations(shares.length, (i) => 1000 - Math.round(shares[i]! * 1000)),
    });
  const weak = flat(40, 0.35);
  const thrust = [...weak, ...flat(8, 0.8)];

  it('is complete on the first session whose average is over 0.615, at most 10 after one under 0.40', () => {
    const reading = readThrust(nyse(thrust));
    expect(reading).toHaveProperty('lastThrust.from', SESSIONS[39]);
    expect(reading).toHaveProperty('average', expect.closeTo(0.71, 1));
    expect(readThrust(nyse([...weak, ...flat(30, 0.62)]))).not.toHaveProperty('lastThrust');
  });

  it('counts once, however often the average crosses until it was low again', () => {
    const twice = [...thrust, ...flat(2, 0.3), ...flat(3, 0.9)];
    const first = readThrust(nyse(thrust));
    expect(readThrust(nyse(twice))).toHaveProperty(
      'lastThrust.date',
      'lastThrust' in first && first.lastThrust?.date,
    );
  });

  it('uses no session that is still to come', () => {
    const rows = {
      NYSE_ADV: dailyObservations(48, (i) => thrust[i]! * 1000),
      NYSE_DECL: dailyObservations(48, (i) => 1000 - thrust[i]! * 1000),
    };
    expect(readThrust(macroMoment(SESSIONS[41]!, rows))).not.toHaveProperty('lastThrust');
    expect(readThrust(macroMoment(SESSIONS[47]!, rows))).toHaveProperty('lastThrust');
    expect(readThrust(macroMoment(SESSIONS[41]!, rows))).not.toHaveProperty('lastThrust');
  });

  it('is unavailable without both counts', () => {
    const advances = { NYSE_ADV: dailyObservations(40, () => 500) };
    expect(readThrust(onLast(40, advances))).toEqual({
      unavailable: { code: 'missing-series', subject: 'NYSE_DECL' },
    });
  });

  it('is a signal for as long as a recovery is remembered', () => {
    const signal = breadthSignals.find(({ id }) => id === 'breadth.thrust')!;
    expect(signal.read(nyse(thrust), 'SPY')).toBe('recent');
    expect(signal.read(nyse([...thrust, ...flat(62, 0.5)]), 'SPY')).toBe('none');
  });
});
