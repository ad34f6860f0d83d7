import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sessionsFrom } from '../../../test/support/synthetic-market.js';
import { activityOf, LEAST_SESSIONS_HELD, LEAST_TIMES, recordPeriod } from './record-period.js';

const SESSIONS = sessionsFrom('2014-01-01', 600);

/** Spells of so many sessions, each followed by one that is not held. */
const spells = (times: number, length: number): Uint8Array =>
  Uint8Array.from({ length: times * (length + 1) }, (_, u) => Number(u % (length + 1) < length));

/** The same return every session but for a small ripple, so that the interval is narrow. */
function steady(held: Uint8Array, daily: number) {
  const net = Float64Array.from(held, (_, u) => daily + (u % 2 === 0 ? 1e-5 : -1e-5));
  return { held, gross: net, net };
}

describe('the activity of a stretch', () => {
  it('counts spells, sessions and lengths', () => {
    const held = Uint8Array.from([1, 1, 0, 1, 0, 0, 1, 1, 1, 1]);
    expect(activityOf(SESSIONS, held, [0, 10])).toEqual({
      from: SESSIONS[0],
      to: SESSIONS[9],
      sessions: 10,
      times: 3,
      sessionsHeld: 7,
      sharePct: 70,
      medianSessions: 2,
      longestSessions: 4,
    });
  });

  it('has no lengths where there was no spell', () => {
    const none = activityOf(SESSIONS, new Uint8Array(5), [0, 5]);
    expect(none).toMatchObject({ times: 0, sessionsHeld: 0, sharePct: 0 });
    expect(none).not.toHaveProperty('medianSessions');
  });

  it('splits at any session into parts that add up; only a spell across the split counts twice', () => {
    const arbitrary = fc.array(fc.constantFrom(0, 1), { minLength: 2, maxLength: 80 });
    fc.assert(
      fc.property(arbitrary, fc.nat(), (days, at) => {
        const held = Uint8Array.from(days);
        const split = 1 + (at % (held.length - 1));
        const [all, before, after] = [
          activityOf(SESSIONS, held, [0, held.length]),
          activityOf(SESSIONS, held, [0, split]),
          activityOf(SESSIONS, held, [split, held.length]),
        ];
        expect(before.sessions + after.sessions).toBe(all.sessions);
        expect(before.sessionsHeld + after.sessionsHeld).toBe(all.sessionsHeld);
        const isCut = held[split - 1] === 1 && held[split] === 1;
        expect(before.times + after.times).toBe(all.times + Number(isCut));
      }),
    );
  });
});

describe('the record of a stretch', () => {
  it('gives mean, sum and hits of the sessions held alone, after costs and before', () => {
    const held = Uint8Array.from([1, 1, 0, 1, 0]);
    const gross = Float64Array.from([0.01, 0.02, 0.5, -0.01, 0.5]);
    const net = gross.map((value) => value - 0.001);
    expect(recordPeriod(SESSIONS, { held, gross, net }, [0, 5])).toMatchObject({
      times: 2,
      activeReturnPctPerYear: 142.8,
      grossPctPerYear: 168,
      cumulativePoints: 1.7,
      hitRatePct: 50,
      edge: 'too_few',
    });
  });

  it('has no interval where it was held once, and nothing earned where never', () => {
    const once = recordPeriod(SESSIONS, steady(spells(1, 200), 0.001), [0, 201]);
    expect(once).toMatchObject({ times: 1, edge: 'too_few' });
    expect(once).not.toHaveProperty('low95');
    const never = recordPeriod(SESSIONS, steady(new Uint8Array(50), 0.001), [0, 50]);
    expect(never).toMatchObject({ times: 0, edge: 'too_few' });
    expect(never).not.toHaveProperty('activeReturnPctPerYear');
  });

  it.each([
    ['positive', 0.001],
    ['negative', -0.001],
    ['none_shown', 0],
  ])('shows an edge that is %s where every session earns %d', (edge, daily) => {
    const held = spells(LEAST_TIMES, 20);
    expect(recordPeriod(SESSIONS, steady(held, daily), [0, held.length]).edge).toBe(edge);
  });

  it('says too little is known under either least number, however clear it looks', () => {
    const fewTimes = spells(LEAST_TIMES - 1, 40);
    expect(recordPeriod(SESSIONS, steady(fewTimes, 0.001), [0, fewTimes.length])).toMatchObject({
      edge: 'too_few',
      sessionsHeld: 360,
    });
    const fewSessions = spells(LEAST_TIMES, LEAST_SESSIONS_HELD / LEAST_TIMES - 1);
    expect(recordPeriod(SESSIONS, steady(fewSessions, 0.001), [0, fewSessions.length]).edge).toBe('too_few');
  });

  it('is wider for the same sessions in fewer spells', () => {
    const widthOf = (times: number): number => {
      const held = spells(times, 240 / times);
      const net = Float64Array.from(held, (_, u) => ((u * 7919) % 13) / 1000 - 0.006);
      const {
        low95 = NaN,
        high95 = NaN,
        standardError = NaN,
      } = recordPeriod(SESSIONS, { held, gross: net, net }, [0, held.length]);
      return (high95 - low95) / standardError;
    };
    expect(widthOf(2)).toBeGreaterThan(2 * widthOf(4));
    expect(widthOf(4)).toBeGreaterThan(widthOf(24));
  });
});
