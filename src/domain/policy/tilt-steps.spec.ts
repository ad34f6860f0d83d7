import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../test/support/known-market.js';
import { barsOf, macroOf, momentOf, observations } from '../../../test/support/synthetic-market.js';
import { sessionClose } from '../market/trading-calendar.js';
import { judge } from '../recommendation/judge.js';
import { momentsOf } from '../recommendation/session.js';
import { evaluate, holds } from './condition.js';
import { HOUSE_POLICY } from './house-policy.js';
import type { TiltRule } from './policy-document.js';
import { TiltSteps } from './tilt-steps.js';
import { walkTilt } from './tilt-walk.js';

const { tilts, brakes, parameters } = HOUSE_POLICY;
const SESSIONS = 420;

describe.each([1, 3, 6])('tilts stepped through random market %i', (seed) => {
  const known = randomKnownMarket(seed, SESSIONS, (seed - 3) / 4000);
  const momentAt = momentsOf(known, parameters, Infinity);
  const closes = Array.from({ length: SESSIONS }, (_, t) => t);

  it('are held exactly where a walk back from that close finds them on and readable', () => {
    let held = 0;
    for (const rule of tilts.rules) {
      const steps = new TiltSteps(rule, tilts, momentAt);
      const stepped = closes.map((t) => steps.step(t, []) === 'held');
      const walked = closes.map((t) => {
        const { on, holdsNow } = walkTilt(rule, tilts, momentAt, t);
        return on && typeof holdsNow === 'boolean';
      });
      expect({ rule: rule.id, held: stepped }).toEqual({ rule: rule.id, held: walked });
      held += stepped.filter(Boolean).length;
    }
    expect(held).toBeGreaterThan(100);
  });

  it('are held, with the brakes of each close, exactly where advice lists them as fired', () => {
    const walks = tilts.rules.map((rule) => new TiltSteps(rule, tilts, momentAt));
    for (const t of closes) {
      const moment = momentAt(t);
      const braking = brakes
        .filter(({ when }) => evaluate(when, (test) => holds(test, moment)) === true)
        .map(({ effect }) => effect);
      const held = tilts.rules.filter((_, i) => walks[i]!.step(t, braking) === 'held').map(({ id }) => id);
      if (t < 260 || t % 5 !== 0) continue;
      const asOf = known.market.sessions[t]!;
      const { rules } = judge(known, HOUSE_POLICY, { asOf, knownAt: sessionClose(asOf) });
      const fired = rules.filter(({ outcome }) => outcome === 'fired').map(({ rule }) => rule.id);
      expect({ asOf, held }).toEqual({ asOf, held: fired });
    }
  });
});

describe('a tilt whose condition cannot be read', () => {
  const rule: TiltRule = {
    id: 'test',
    when: { signal: 'sahm.value', atLeast: 1 },
    moves: { IWM: 100, SPY: -100 },
    reason: 'a test',
    reference: 'none',
  };
  const bars = barsOf({ SPY: Array.from({ length: 12 }, () => 100) });
  const { sessions } = momentOf(bars).market;
  const macro = macroOf({ SAHMREALTIME: observations([[sessions[2]!, 0]]) });
  const momentAt = (t: number) => momentOf(bars, { t, macro });

  it('is unreadable until it is read for the first time, and off after', () => {
    const steps = new TiltSteps(rule, tilts, momentAt);
    expect([0, 1, 2, 3].map((t) => steps.step(t, []))).toEqual(['unreadable', 'unreadable', 'off', 'off']);
  });
});
