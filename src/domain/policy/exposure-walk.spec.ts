import { describe, expect, it } from '@jest/globals';
import type { TrendState } from '../readings/symbol/trend.js';
import { walkExposure } from './exposure-walk.js';
import { HOUSE_POLICY } from './house-policy.js';

const STATES: Readonly<Record<string, TrendState>> = {
  c: 'confirmed_uptrend',
  u: 'uptrend',
  p: 'uptrend_under_pressure',
  r: 'recovering',
  b: 'bottoming',
  m: 'mixed',
  d: 'downtrend',
};
/** One letter a session; `-` where the regime can't be read. */
const regimes = (path: string) => [...path].map((letter) => STATES[letter]);
const walk = (path: string) => walkExposure(regimes(path), HOUSE_POLICY.exposure, path.length - 1);
const levels = (path: string) =>
  [...path].map((_, t) => walkExposure(regimes(path), HOUSE_POLICY.exposure, t)?.levelBps);

describe('exposure level', () => {
  it('starts where the oldest readable session puts it', () => {
    expect(walk('---m')).toEqual({ levelBps: 5000, rawLevelBps: 5000, since: 3, pendingCloses: 0 });
    expect(walk('---')).toBeUndefined();
  });

  it('falls on the second lower close in a row, not on one', () => {
    expect(levels('ummu')).toEqual([10000, 10000, 5000, 5000]);
    expect(levels('umum')).toEqual([10000, 10000, 10000, 10000]);
  });

  it('falls to the highest of those two closes', () => {
    expect(levels('udm')).toEqual([10000, 10000, 5000]);
    expect(levels('umd')).toEqual([10000, 10000, 5000]);
  });

  it('goes on falling when the next close makes two in a row under the new level', () => {
    expect(levels('umdd')).toEqual([10000, 10000, 5000, 2500]);
  });

  it('rises on the fifth higher close in a row, to the lowest of those', () => {
    expect(levels('duuuuu')).toEqual([2500, 2500, 2500, 2500, 2500, 10000]);
    expect(levels('duumuu').at(-1)).toBe(5000);
    expect(levels('duuuuduuuu').at(-1)).toBe(2500);
  });

  it('does not move between states of the same level', () => {
    expect(levels('cupcup')).toEqual(new Array(6).fill(10000));
    expect(walk('cup')?.since).toBe(0);
  });

  it('counts the closes already on the other side', () => {
    expect(walk('um')).toMatchObject({ levelBps: 10000, rawLevelBps: 5000, pendingCloses: 1 });
    expect(walk('ddruuu')).toMatchObject({ levelBps: 2500, rawLevelBps: 10000, pendingCloses: 4 });
    expect(walk('umm')).toMatchObject({ levelBps: 5000, since: 2, pendingCloses: 0 });
  });

  it('at a moment is the same whatever comes after it', () => {
    const path = 'cuummddmmrruuuuuuucdbbbbbbb';
    expect(levels(path).slice(0, 15)).toEqual(levels(path.slice(0, 15)));
  });
});
