import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../../test/support/known-market.js';
import { HOUSE_POLICY } from '../../../domain/policy/house-policy.js';
import { sessionClose } from '../../../domain/market/trading-calendar.js';
import { Advisor } from '../../../domain/recommendation/compose.js';
import { judge } from '../../../domain/recommendation/judge.js';
import { sessionChanges } from './session-changes.js';

const known = randomKnownMarket(3, 700, 0.0003);
const judged = (t: number): Advisor => {
  const asOf = known.market.sessions[t]!;
  const knownAt = sessionClose(known.market.sessions[699]!);
  return new Advisor(judge(known, HOUSE_POLICY, { asOf, knownAt }), { id: 'policy', version: 1 });
};

describe('what changed from one session to the next', () => {
  it('is nothing between a session and itself', () => {
    expect(sessionChanges(judged(600), judged(600))).toEqual([]);
  });

  it('names states, rules, exposure and split that differ, and only those', () => {
    const [before, now] = [judged(430), judged(690)];
    const told = sessionChanges(before, now).join(' ');
    const states = [
      ['Market regime of the close', before.body.marketRegime.state, now.body.marketRegime.state],
      ['Market regime, settled', before.body.marketRegime.settledState, now.body.marketRegime.settledState],
      ['Rotation of the close', before.body.rotation.state, now.body.rotation.state],
      ['Macro stance', before.body.macroStance, now.body.macroStance],
    ] as const;
    for (const [subject, from, to] of states) expect(told.includes(`${subject}: `)).toBe(from !== to);
    const split = (advisor: Advisor) => advisor.verdict.sleeve.weights.join();
    expect(told.includes('Split: ')).toBe(split(before) !== split(now));
    expect(told).not.toBe('');
  });
});
