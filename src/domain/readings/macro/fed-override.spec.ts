import { describe, expect, it } from '@jest/globals';
import {
  barsOf,
  macroMoment,
  observations,
  PARAMETERS,
  values,
} from '../../../../test/support/synthetic-market.js';
import { sessionClose } from '../../market/trading-calendar.js';
import { knownMarket, momentsOf } from '../../recommendation/session.js';
import { assessMacro } from './assessment.js';
import { fedSignals } from './fed.js';
import { overrideInForce, overridesKnownAt, type FedOverride } from './fed-override.js';

const at = (day: number): number => Date.UTC(2024, 0, day);
const override = (own: Partial<FedOverride> = {}): FedOverride => ({
  id: 'a',
  reading: 'dovish',
  author: 'Ann',
  reason: 'The statement dropped a sentence.',
  createdAt: at(2),
  expiresAt: at(20),
  ...own,
});
const idAt = (overrides: FedOverride[], day: number) => overrideInForce(overrides, at(day))?.id;

describe('an override', () => {
  it('is in force from its entry until the instant it expires', () => {
    expect([1, 2, 19, 20].map((day) => idAt([override()], day))).toEqual([undefined, 'a', 'a', undefined]);
  });

  it('ends when it is withdrawn', () => {
    const withdrawn = override({ withdrawnAt: at(5) });
    expect([idAt([withdrawn], 4), idAt([withdrawn], 5)]).toEqual(['a', undefined]);
  });

  it('yields to a later one, and comes back when that ends', () => {
    const both = [override(), override({ id: 'b', createdAt: at(4), expiresAt: at(8) })];
    expect([3, 4, 8].map((day) => idAt(both, day))).toEqual(['a', 'b', 'a']);
  });

  it('is seen as it stood: not before its entry, and not as withdrawn before it was', () => {
    const withdrawn = override({ withdrawnAt: at(5) });
    expect(overridesKnownAt([withdrawn], at(1))).toEqual([]);
    expect(overridesKnownAt([withdrawn], at(4))).toEqual([override()]);
    expect(overridesKnownAt([withdrawn], at(5))).toEqual([withdrawn]);
  });
});

describe('an override in readings', () => {
  const data = {
    DFEDTARU: observations([
      ['2023-07-27', 5.5],
      ['2024-01-31', 5.5],
    ]),
    DGS2: observations([['2024-01-31', 5.5]]),
    DFF: observations([['2024-01-30', 5.33]]),
  };
  const moment = { ...macroMoment('2024-02-01', data), override: override({ reading: 'hawkish' }) };

  it("takes the place of the data's bias in the stance, and stands beside it", () => {
    const { fed } = assessMacro(moment);
    expect(fed).toMatchObject({
      bias: { bias: 'neutral', spreadBps: 17 },
      override: { reading: 'hawkish', author: 'Ann' },
      stance: 'holding_hawkish',
    });
  });

  it('is what rules test, with both as evidence', () => {
    const bias = fedSignals.find(({ id }) => id === 'fed.bias')!;
    expect(bias.read(moment, 'SPY')).toBe('hawkish');
    expect(bias.observe(moment, 'SPY')).toMatchObject([
      { name: 'fed.override' },
      { name: 'fed.bias-spread' },
    ]);
    const { DGS2: _, ...without } = data;
    expect(bias.read({ ...macroMoment('2024-02-01', without), override: override() }, 'SPY')).toBe('dovish');
  });

  it('counts at once for the last session known, and for earlier ones only from a close it was entered by', () => {
    const known = knownMarket(barsOf({ SPY: values(10, () => 100) }), new Map(), false);
    const { sessions } = known.market;
    const afterLastClose = sessionClose(sessions[9]!) + 3_600_000;
    const entered = override({ createdAt: afterLastClose, expiresAt: Infinity });
    const now = momentsOf(known, PARAMETERS, afterLastClose, [entered]);
    expect([now(9).override?.id, now(8).override]).toEqual(['a', undefined]);
    const before = momentsOf(known, PARAMETERS, afterLastClose - 1, [entered]);
    expect(before(9).override).toBeUndefined();
    const early = override({ createdAt: sessionClose(sessions[4]!), expiresAt: sessionClose(sessions[6]!) });
    const walked = momentsOf(known, PARAMETERS, afterLastClose, [early]);
    expect([3, 4, 5, 6, 9].map((t) => walked(t).override?.id)).toEqual([
      undefined,
      'a',
      'a',
      undefined,
      undefined,
    ]);
  });
});
