import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryConstraints } from '../../../test/support/arbitrary-bounds.js';
import { DomainError, type FieldProblem } from '../domain-error.js';
import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, type Asset } from './assets.js';
import { assertFeasibleBounds, type Constraints } from './bounds.js';

const moderate: RiskProfile = { id: 'moderate', name: 'Moderate', floorBps: 3000, ceilingBps: 6000 };

/** The refusal of bounds that no split can meet; undefined where some split can. */
function refusalOf(constraints: Constraints, profile?: RiskProfile): DomainError | undefined {
  try {
    assertFeasibleBounds(constraints, { profile });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const pointersOf = (constraints: Constraints, profile?: RiskProfile) =>
  refusalOf(constraints, profile)?.fields.map(({ pointer }) => pointer);

/** Independent of the code under test: whether bounds by asset leave room for a split of the whole. */
function meetable(limits: ReadonlyMap<string, number>): boolean {
  const min = (asset: Asset): number => limits.get(`${asset}/min`) ?? 0;
  const max = (asset: Asset): number => limits.get(`${asset}/max`) ?? 10000;
  const total = (of: (asset: Asset) => number): number => ASSETS.reduce((sum, asset) => sum + of(asset), 0);
  return ASSETS.every((asset) => min(asset) <= max(asset)) && total(min) <= 10000 && total(max) >= 10000;
}

/** The limits that refused fields name, read from their sentences. */
const namedLimits = (fields: readonly FieldProblem[]): Map<string, number> =>
  new Map(
    fields.map(({ message }) => {
      const [, asset, end, percent] = /^(\w+) at (least|most) ([\d.]+) %/.exec(message)!;
      return [`${asset!}/${end === 'least' ? 'min' : 'max'}`, Math.round(Number(percent) * 100)];
    }),
  );

describe('bounds of an account', () => {
  it('without constraints are those of the risk profile, as bounds of cash', () => {
    expect(assertFeasibleBounds({}, { profile: moderate })).toMatchObject({
      min: [0, 0, 0, 0, 4000],
      max: [10000, 10000, 10000, 10000, 7000],
    });
  });

  it('are the tighter of the account and its profile', () => {
    const { min, max } = assertFeasibleBounds(
      { CASH: { minBps: 5000, maxBps: 9000 } },
      { profile: moderate },
    );
    expect([min[4], max[4]]).toEqual([5000, 7000]);
  });

  it('that fill the whole exactly are met', () => {
    expect(refusalOf({ IWM: { minBps: 4000 }, SPY: { minBps: 6000 } })).toBeUndefined();
    expect(
      refusalOf({
        IWM: { maxBps: 0 },
        MDY: { maxBps: 0 },
        SPY: { maxBps: 9000 },
        QQQ: { maxBps: 0 },
        CASH: { maxBps: 1000 },
      }),
    ).toBeUndefined();
  });
});

describe('bounds that no split can meet', () => {
  it('of one asset are refused naming both ends', () => {
    expect(pointersOf({ IWM: { minBps: 3000, maxBps: 2000 }, SPY: { minBps: 1000 } })).toEqual([
      '/constraints/IWM/minBps',
      '/constraints/IWM/maxBps',
    ]);
  });

  it('that ask for more than the whole are refused naming the fewest that do', () => {
    expect(
      pointersOf({
        IWM: { minBps: 500 },
        MDY: { minBps: 4000 },
        SPY: { minBps: 5000 },
        QQQ: { minBps: 3000 },
      }),
    ).toEqual(['/constraints/SPY/minBps', '/constraints/MDY/minBps', '/constraints/QQQ/minBps']);
  });

  it('that leave part of the whole nowhere to go are refused naming all', () => {
    const most = { maxBps: 1900 };
    expect(pointersOf({ IWM: most, MDY: most, SPY: most, QQQ: most, CASH: most })).toEqual(
      ASSETS.map((asset) => `/constraints/${asset}/maxBps`),
    );
  });

  it('because of the risk profile name the profile', () => {
    const refusal = refusalOf({ SPY: { minBps: 6100 } }, moderate);
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'infeasible-bounds' });
    expect(refusal?.fields).toEqual([
      { pointer: '/constraints/SPY/minBps', code: 'infeasible-bounds', message: 'SPY at least 61 %' },
      {
        pointer: '/riskProfile',
        code: 'infeasible-bounds',
        message: 'CASH at least 40 % (the ceiling of moderate)',
      },
    ]);
    expect(pointersOf({ CASH: { minBps: 7100 } }, moderate)).toEqual([
      '/constraints/CASH/minBps',
      '/riskProfile',
    ]);
  });

  it('name bounds that really conflict, none of which could be left out, and only they are refused', () => {
    fc.assert(
      fc.property(arbitraryConstraints, fc.constantFrom(undefined, moderate), (constraints, profile) => {
        const all = new Map<string, number>();
        for (const asset of ASSETS) {
          const { minBps, maxBps } = constraints[asset] ?? {};
          all.set(`${asset}/min`, minBps ?? 0).set(`${asset}/max`, maxBps ?? 10000);
        }
        if (profile) {
          all.set('CASH/min', Math.max(all.get('CASH/min')!, 10000 - profile.ceilingBps));
          all.set('CASH/max', Math.min(all.get('CASH/max')!, 10000 - profile.floorBps));
        }
        const refusal = refusalOf(constraints, profile);
        expect(refusal === undefined).toBe(meetable(all));
        if (refusal === undefined) return;
        const named = namedLimits(refusal.fields);
        for (const [end, limit] of named) expect([end, limit]).toEqual([end, all.get(end)]);
        expect(meetable(named)).toBe(false);
        for (const left of named.keys()) {
          expect(meetable(new Map([...named].filter(([end]) => end !== left)))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
