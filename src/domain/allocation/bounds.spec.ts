import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryTerms, arbitraryWeights } from '../../../test/support/arbitrary-bounds.js';
import { DomainError, type FieldProblem } from '../domain-error.js';
import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, type Asset } from './assets.js';
import { assertFeasibleBounds, bindingBounds, type BoundTerms, type Constraints } from './bounds.js';
import { project } from './project.js';

const moderate: RiskProfile = { id: 'moderate', name: 'Moderate', floorBps: 3000, ceilingBps: 6000 };

/** The refusal of bounds that no split can meet; undefined where some split can. */
function refusalOf(constraints: Constraints, terms?: BoundTerms): DomainError | undefined {
  try {
    assertFeasibleBounds(constraints, terms);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

const pointersOf = (constraints: Constraints, terms?: BoundTerms) =>
  refusalOf(constraints, terms)?.fields.map(({ pointer }) => pointer);

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
    const refusal = refusalOf({ SPY: { minBps: 6100 } }, { profile: moderate });
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'infeasible-bounds' });
    expect(refusal?.fields).toEqual([
      { pointer: '/constraints/SPY/minBps', code: 'infeasible-bounds', message: 'SPY at least 61 %' },
      {
        pointer: '/riskProfile',
        code: 'infeasible-bounds',
        message: 'CASH at least 40 % (the ceiling of moderate)',
      },
    ]);
    expect(pointersOf({ CASH: { minBps: 7100 } }, { profile: moderate })).toEqual([
      '/constraints/CASH/minBps',
      '/riskProfile',
    ]);
  });

  it('that follow from holdings, cash needs and an equity range name those fields', () => {
    const current = [6500, 0, 500, 2000, 1000];
    const needs = { current, profile: moderate, cashNeedBps: 2000 };
    expect(pointersOf({ IWM: { neverSell: true } }, { profile: moderate, current })).toEqual([
      '/constraints/IWM/neverSell',
      '/riskProfile',
    ]);
    expect(pointersOf({ SPY: { lock: true, minBps: 600 } }, { current })).toEqual([
      '/constraints/SPY/minBps',
      '/constraints/SPY/lock',
    ]);
    expect(pointersOf({ CASH: { maxBps: 1500 } }, { current, cashNeedBps: 2000 })).toEqual([
      '/cashNeeds',
      '/constraints/CASH/maxBps',
    ]);
    expect(pointersOf({}, { ...needs, cashNeedBps: 7001 })).toEqual(['/cashNeeds', '/riskProfile']);
    expect(pointersOf({}, { profile: moderate, equity: { minBps: 6001 } })).toEqual([
      '/riskProfile',
      '/equity/minBps',
    ]);
    expect(pointersOf({ QQQ: { minBps: 5000 } }, { equity: { maxBps: 4999 } })).toEqual([
      '/equity/maxBps',
      '/constraints/QQQ/minBps',
    ]);
    expect(
      refusalOf({ IWM: { neverSell: true } }, { profile: moderate, current })?.fields.map(
        ({ message }) => message,
      ),
    ).toEqual([
      'IWM at least 65 % (its present weight, not to be sold)',
      'CASH at least 40 % (the ceiling of moderate)',
    ]);
  });

  it('name bounds that really conflict, none of which could be left out, and only they are refused', () => {
    const profile = fc.constantFrom(undefined, moderate);
    const range = fc.option(fc.record({ maxBps: fc.integer({ min: 0, max: 10000 }) }), { nil: undefined });
    const need = fc.option(fc.integer({ min: 0, max: 10000 }), { nil: undefined });
    fc.assert(
      fc.property(
        arbitraryTerms,
        profile,
        range,
        fc.option(arbitraryWeights, { nil: undefined }),
        need,
        (constraints, one, equity, current, cashNeedBps) => {
          const all = new Map<string, number>();
          const tighten = (end: string, bps: number): void => {
            const tighter = end.endsWith('min') ? Math.max : Math.min;
            all.set(end, tighter(all.get(end)!, bps));
          };
          ASSETS.forEach((asset, i) => {
            const own = constraints[asset] ?? {};
            all.set(`${asset}/min`, own.minBps ?? 0).set(`${asset}/max`, own.maxBps ?? 10000);
            const now = current?.[i];
            if (now === undefined) return;
            if (own.lock || own.neverSell) tighten(`${asset}/min`, now);
            if (own.lock || own.neverBuy) tighten(`${asset}/max`, now);
          });
          if (one) tighten('CASH/min', 10000 - one.ceilingBps);
          if (one) tighten('CASH/max', 10000 - one.floorBps);
          if (equity) tighten('CASH/min', 10000 - equity.maxBps);
          tighten('CASH/min', cashNeedBps ?? 0);

          const refusal = refusalOf(constraints, { profile: one, equity, current, cashNeedBps });
          expect(refusal === undefined).toBe(meetable(all));
          if (refusal === undefined) return;
          const named = namedLimits(refusal.fields);
          for (const [end, limit] of named) expect([end, limit]).toEqual([end, all.get(end)]);
          expect(meetable(named)).toBe(false);
          for (const left of named.keys()) {
            expect(meetable(new Map([...named].filter(([end]) => end !== left)))).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('bounds that follow from the present weights', () => {
  const current = [2000, 1500, 4000, 2500, 0];

  it('are no bounds where nothing is held', () => {
    expect(assertFeasibleBounds({ IWM: { lock: true, neverBuy: true, neverSell: true } })).toMatchObject({
      min: [0, 0, 0, 0, 0],
      max: [10000, 10000, 10000, 10000, 10000],
    });
  });

  it('hold a lock from both sides, never-buy from above, never-sell from below', () => {
    const constraints = { IWM: { lock: true }, MDY: { neverBuy: true }, SPY: { neverSell: true } };
    expect(assertFeasibleBounds(constraints, { current })).toMatchObject({
      min: [2000, 0, 4000, 0, 0],
      max: [2000, 1500, 10000, 10000, 10000],
    });
  });

  it('of all assets at once can always be met: present weights are whole and sum to the whole', () => {
    const lock = { lock: true };
    const locked = { IWM: lock, MDY: lock, SPY: lock, QQQ: lock, CASH: lock };
    fc.assert(
      fc.property(arbitraryWeights, (now) => {
        const { min, max } = assertFeasibleBounds(locked, { current: now });
        expect([min, max]).toEqual([now, now]);
      }),
    );
  });
});

describe('the names of bounds that bind', () => {
  const profile: RiskProfile = { id: 'growth', name: 'Growth', floorBps: 4000, ceilingBps: 8000 };
  const named = (wanted: readonly number[], constraints: Constraints, terms: BoundTerms = {}) => {
    const bounds = assertFeasibleBounds(constraints, terms);
    return bindingBounds(wanted, project(wanted, bounds), bounds);
  };

  it('say what each comes from, the tightest of several and all of equal ones', () => {
    const current = [1000, 2000, 3000, 1000, 3000];
    const constraints: Constraints = {
      IWM: { neverBuy: true, maxBps: 1500 },
      MDY: { neverSell: true },
      SPY: { lock: true },
      QQQ: { minBps: 500, maxBps: 700 },
    };
    const wanted = [1500, 0, 4500, 1000, 3000];
    const at = (cashNeedBps?: number, equity?: BoundTerms['equity']) =>
      named(wanted, constraints, { profile, current, cashNeedBps, equity });
    expect(at()).toBe('IWM.neverBuy,MDY.neverSell,SPY.lock,QQQ.max');
    expect(at(3300)).toBe('IWM.neverBuy,MDY.neverSell,SPY.lock,QQQ.max,cashNeeds');
    expect(at(3300, { maxBps: 6700 })).toMatch(/,equity.max,cashNeeds$/);
    expect(named([2000, 1500, 4000, 2500, 0], {}, { profile })).toBe('profile.ceiling');
    expect(named([0, 0, 0, 0, 10000], {}, { profile })).toBe('profile.floor');
  });

  it('are all that keep an asset at one weight', () => {
    const wanted = [2000, 1500, 4000, 2500, 0];
    const current = [0, 2500, 2500, 5000, 0];
    expect(named(wanted, { IWM: { maxBps: 0, lock: true } }, { current })).toBe('IWM.max,IWM.lock');
    expect(named(wanted, { CASH: { minBps: 4000 } }, { cashNeedBps: 4000 })).toBe('CASH.min,cashNeeds');
  });

  const never = { neverBuy: true, neverSell: true };

  it('of a fund that may be neither bought nor sold name the side that it is pushed against', () => {
    const current = [1000, 1000, 6000, 1000, 1000];
    const held = { SPY: never };
    expect(named([1700, 1275, 3400, 2125, 1500], held, { current })).toBe('SPY.neverSell');
    expect(named([500, 500, 8000, 500, 500], held, { current })).toBe('SPY.neverBuy');
  });

  it('name never-sell also of a fund that is on its target, where another one takes from all', () => {
    const current = [2000, 1500, 4000, 2500, 0];
    expect(named(current, { IWM: never }, { current, cashNeedBps: 1000 })).toBe('IWM.neverSell,cashNeeds');
    // Without never-sell it would end under its weight, without never-buy where it does.
    expect(project(current, assertFeasibleBounds({}, { cashNeedBps: 1000 }))[0]).toBeLessThan(2000);
  });

  it('of a split that can be no other name the side that each fund is wanted to', () => {
    const current = [1000, 2500, 4000, 2500, 0];
    const all = { IWM: never, MDY: never, SPY: never, QQQ: never, CASH: { maxBps: 0 } };
    expect(named([2000, 1500, 4000, 2500, 0], all, { current })).toMatch(/^IWM.neverBuy,MDY.neverSell,/);
  });

  it('are those without which the split would be another, for an asset that is kept where it is', () => {
    fc.assert(
      fc.property(arbitraryWeights, arbitraryWeights, fc.nat(3), fc.nat(6000), (wanted, current, i, need) => {
        const asset = ASSETS[i]!;
        const terms = { current, cashNeedBps: need };
        fc.pre(refusalOf({ [asset]: never }, terms) === undefined);
        const names = named(wanted, { [asset]: never }, terms).split(',');
        const at = (own: Constraints) => project(wanted, assertFeasibleBounds(own, terms))[i];
        if (names.includes(`${asset}.neverSell`)) {
          expect(at({ [asset]: { neverBuy: true } })).toBeLessThanOrEqual(current[i]!);
        }
        if (names.includes(`${asset}.neverBuy`)) {
          expect(at({ [asset]: { neverSell: true } })).toBeGreaterThanOrEqual(current[i]!);
          expect(at({ [asset]: { neverBuy: true } })).toBe(current[i]);
        }
      }),
    );
  });
});

describe('bounds that the present weights lie outside of', () => {
  const profile: RiskProfile = { id: 'growth', name: 'Growth', floorBps: 4000, ceilingBps: 8000 };
  const outside = (constraints: Constraints, terms: BoundTerms) =>
    assertFeasibleBounds(constraints, terms).outside?.map(({ asset, from, boundBps, currentBps }) => {
      return [asset, from, boundBps, currentBps];
    });

  it('are told each, of every kind, also where another one is tighter', () => {
    const current = [2400, 100, 4000, 3000, 500];
    const constraints = { IWM: { maxBps: 2000 }, MDY: { minBps: 200 }, CASH: { minBps: 2500 } };
    const terms = { profile, equity: { maxBps: 7000 }, current, cashNeedBps: 600, isCashShort: true };
    expect(outside(constraints, terms)).toEqual([
      ['IWM', 'max', 2000, 2400],
      ['MDY', 'min', 200, 100],
      ['CASH', 'min', 2500, 500],
      ['CASH', 'ceiling', 2000, 500],
      ['CASH', 'equityMax', 3000, 500],
      ['CASH', 'cashNeeds', 600, 500],
    ]);
    expect(outside({}, { profile, equity: { minBps: 5000 }, current: [0, 0, 0, 0, 10000] })).toEqual([
      ['CASH', 'floor', 6000, 10000],
      ['CASH', 'equityMin', 5000, 10000],
    ]);
  });

  it('are none where all are kept, where nothing is held, and where cash covers its need to the cent', () => {
    const current = [2000, 1500, 3000, 1500, 2000];
    const constraints = { IWM: { maxBps: 2000, lock: true }, SPY: { minBps: 3000, neverSell: true } };
    expect(outside(constraints, { profile, current })).toBeUndefined();
    expect(outside({ IWM: { minBps: 100 } }, { profile })).toBeUndefined();
    expect(outside({}, { current, cashNeedBps: 2001, isCashShort: false })).toBeUndefined();
  });
});
