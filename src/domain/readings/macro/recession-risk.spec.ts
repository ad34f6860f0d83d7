import { describe, expect, it } from '@jest/globals';
import {
  dailyObservations,
  macroMoment,
  observations,
  PARAMETERS,
  values,
  type MacroRows,
} from '../../../../test/support/synthetic-market.js';
import { dateOfDayNumber, dayNumber } from '../../market/calendar-date.js';
import { isUnavailable } from '../unavailable.js';
import { normalProbability, readProbit, readRecessionRisk } from './recession-risk.js';

const SESSION = '2014-12-02';
const weekly = (at: (week: number) => number) =>
  observations(values(40, (i) => [dateOfDayNumber(dayNumber('2014-03-01') + 7 * i), at(i)] as const));
const curve = (points: number): MacroRows => ({
  DGS10: dailyObservations(230, () => 3 + points),
  DGS3MO: dailyObservations(230, () => 3),
});
const economy = ({ sahm = 0, spread = 6, claims = 200_000, credit = 4 } = {}): MacroRows => ({
  SAHMREALTIME: observations([['2014-11-01', sahm]]),
  ...curve(spread),
  ICSA: weekly((week) => (week >= 36 ? claims : 200_000)),
  BAMLH0A0HYM2: dailyObservations(230, () => credit),
});
const risk = (own: Parameters<typeof economy>[0]) => {
  const reading = readRecessionRisk(macroMoment(SESSION, economy(own)));
  if (isUnavailable(reading)) throw new Error(JSON.stringify(reading));
  return reading;
};
const points = (own: Parameters<typeof economy>[0]) => risk(own).parts.map((part) => part.points);

describe('the normal distribution function', () => {
  it('gives tabulated values to 9 decimals', () => {
    const table = [
      [0, 0.5],
      [1, 0.841344746],
      [-1, 0.158655254],
      [1.959963985, 0.975],
      [-3, 0.001349898],
      [5, 0.999999713],
    ] as const;
    for (const [x, p] of table) expect(normalProbability(x)).toBeCloseTo(p, 9);
    expect([normalProbability(-9), normalProbability(9)]).toEqual([0, 1]);
  });
});

describe('the recession probability of the curve', () => {
  it.each([
    [2.5, 1.72],
    [-1.71, 70.85],
    [0, 29.69],
  ])('at a spread of %p points is %p %%, as the New York Fed publishes it', (spread, probability) => {
    const reading = readProbit(macroMoment(SESSION, curve(spread)));
    expect(reading).toHaveProperty('probabilityPct', expect.closeTo(probability, 2));
  });

  it('averages the last 21 observations and no others', () => {
    const rows = {
      DGS10: dailyObservations(230, (i) => (i < 209 ? 9 : 4)),
      DGS3MO: dailyObservations(230, () => 3),
    };
    expect(readProbit(macroMoment(SESSION, rows))).toHaveProperty('spreadPoints', 1);
  });
});

describe('recession risk', () => {
  it('scores nothing in a calm economy', () => {
    const { score } = risk({});
    expect(score).toBeLessThan(0.01);
  });

  it('scores each part in proportion and caps it at its most', () => {
    expect(points({ sahm: 0.25 })[0]).toBeCloseTo(20, 9);
    expect(points({ sahm: 7 })[0]).toBe(40);
    expect(points({ spread: -1.71 })[1]).toBe(30);
    expect(points({ claims: 220_000 })[2]).toBeCloseTo(7.5, 9);
    expect(points({ claims: 900_000 })[2]).toBe(15);
    expect(points({ credit: 6 })[3]).toBeCloseTo(7.5, 9);
    expect(points({ credit: 20 })[3]).toBe(15);
    expect(risk({ sahm: 7, spread: -3, claims: 900_000, credit: 20 }).score).toBe(100);
  });

  it('never goes under nothing', () => {
    expect(points({ sahm: -0.2, credit: 2 })).toEqual([0, expect.any(Number), 0, 0]);
  });

  it('follows the parameters of the policy', () => {
    const moment = macroMoment(SESSION, economy({ sahm: 0.5 }));
    const { recessionRisk } = PARAMETERS;
    const parameters = {
      ...PARAMETERS,
      recessionRisk: { ...recessionRisk, sahm: { points: 50, fullAt: 1 } },
    };
    expect(readRecessionRisk({ ...moment, parameters })).toHaveProperty('parts.0.points', 25);
  });

  it.each(['SAHMREALTIME', 'DGS10', 'DGS3MO', 'ICSA', 'BAMLH0A0HYM2'] as const)(
    'is unavailable, naming it, without %s',
    (id) => {
      const { [id]: _, ...rest } = economy();
      expect(readRecessionRisk(macroMoment(SESSION, rest))).toEqual({
        unavailable: { code: 'missing-series', subject: id },
      });
    },
  );
});
