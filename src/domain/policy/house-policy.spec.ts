import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { HOUSE_POLICY } from './house-policy.js';
import { POLICY_SCHEMA } from './policy-schema.js';

const validate = new Ajv2020({ allErrors: true }).compile(POLICY_SCHEMA);

/** The value with another at a path, written as a JSON pointer; undefined takes it away. */
function replaced(value: unknown, path: string, by: unknown): unknown {
  const [, key = '', ...rest] = path.split('/');
  const inner =
    rest.length === 0 ? by : replaced((value as Record<string, unknown>)[key], `/${rest.join('/')}`, by);
  if (Array.isArray(value)) return value.map((item: unknown, i) => (String(i) === key ? inner : item));
  return { ...(value as object), [key]: inner };
}

/** Where the schema finds fault with the house policy after a change; nowhere when it is fine. */
function faultsWith(path: string, by: unknown): string[] {
  validate(replaced(HOUSE_POLICY, path, by));
  return (validate.errors ?? []).map(({ instancePath }) => instancePath);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('the house policy', () => {
  it('is what the schema asks for', () => {
    expect({ valid: validate(HOUSE_POLICY), errors: validate.errors }).toEqual({ valid: true, errors: null });
  });

  it('splits the whole sleeve, and every tilt gives what it takes', () => {
    expect(sum(Object.values(HOUSE_POLICY.baselineBps))).toBe(10000);
    for (const { id, moves } of HOUSE_POLICY.tilts.rules)
      expect([id, sum(Object.values(moves))]).toEqual([id, 0]);
  });

  it('has a baseline within its bounds, and bounds that some split meets', () => {
    for (const symbol of ['IWM', 'MDY', 'SPY', 'QQQ'] as const) {
      const { min, max } = HOUSE_POLICY.boundsBps[symbol];
      expect(HOUSE_POLICY.baselineBps[symbol]).toBeGreaterThanOrEqual(min);
      expect(HOUSE_POLICY.baselineBps[symbol]).toBeLessThanOrEqual(max);
    }
    const bounds = Object.values(HOUSE_POLICY.boundsBps);
    expect(sum(bounds.map(({ min }) => min))).toBeLessThanOrEqual(10000);
    expect(sum(bounds.map(({ max }) => max))).toBeGreaterThanOrEqual(10000);
  });

  it('names each rule, brake and profile once', () => {
    const ids = [...HOUSE_POLICY.tilts.rules, ...HOUSE_POLICY.brakes, ...HOUSE_POLICY.riskProfiles].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has the risk profiles of the design, each with its floor under its ceiling', () => {
    expect(
      HOUSE_POLICY.riskProfiles.map(({ id, floorBps, ceilingBps }) => [id, floorBps, ceilingBps]),
    ).toEqual([
      ['conservative', 2000, 4000],
      ['moderate', 3000, 6000],
      ['growth', 4000, 8000],
      ['aggressive', 2500, 10000],
    ]);
  });

  it('says what the evidence says', () => {
    expect(HOUSE_POLICY.evidence.join(' ')).toMatch(/55 %.*24 %.*9\.6.*9\.7.*15 of 25.*0\.17.*0\.5 %/);
  });
});

const pointerTo = (rule: string): string =>
  `/tilts/rules/${HOUSE_POLICY.tilts.rules.findIndex(({ id }) => id === rule)}`;
const ROTATION = pointerTo('rotation-out-of-mega-caps');
const CATCH_UP = pointerTo('iwm-catch-up');

describe('the policy schema', () => {
  it.each([
    ['an unknown signal', '/tilts/rules/0/when/signal', 'moon.phase', '/tilts/rules/0/when/signal'],
    [
      'a value its signal cannot take',
      '/tilts/rules/0/when/in',
      ['up', 'sideways'],
      '/tilts/rules/0/when/in/1',
    ],
    ['a missing symbol', '/tilts/rules/0/when/symbol', undefined, '/tilts/rules/0/when'],
    ['a symbol its signal does not know', '/tilts/rules/0/when/symbol', 'SPY', '/tilts/rules/0/when/symbol'],
    [
      'an unknown signal deep within',
      `${ROTATION}/when/all/1/signal`,
      'x.y',
      `${ROTATION}/when/all/1/signal`,
    ],
    ['a number where a state is due', '/brakes/0/when/in', 3, '/brakes/0/when/in'],
    ['a threshold with two comparisons', `${CATCH_UP}/when/all/0/under`, 20, `${CATCH_UP}/when/all/0`],
    ['a threshold without one', `${CATCH_UP}/when/all/0/atLeast`, undefined, `${CATCH_UP}/when/all/0`],
    ['a move of an unknown symbol', '/tilts/rules/0/moves/GLD', 100, '/tilts/rules/0/moves'],
    ['a part of a basis point', '/baselineBps/IWM', 2000.5, '/baselineBps/IWM'],
    ['more than the whole', '/riskProfiles/0/ceilingBps', 10001, '/riskProfiles/0/ceilingBps'],
    ['a missing regime', '/exposure/levelsBps/mixed', undefined, '/exposure/levelsBps'],
    ['an unknown field', '/colour', 'blue', ''],
    ['an empty group', `${ROTATION}/when/all`, [], `${ROTATION}/when/all`],
    ['no closes at all', '/tilts/onCloses', 0, '/tilts/onCloses'],
  ])('refuses %s and says where', (_, path, by, fault) => {
    expect(faultsWith(path, by)).toContain(fault);
  });

  it('lets all tilts be switched off in one line', () => {
    expect(faultsWith('/tilts/enabled', false)).toEqual([]);
  });

  it('lets conditions be nested and negated', () => {
    const test = { signal: 'macd.state', symbol: 'QQQ', in: ['sell', 'equal'] };
    expect(faultsWith('/tilts/rules/0/when', { any: [{ not: test }, { all: [test] }] })).toEqual([]);
  });
});
