import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../test/support/known-market.js';
import { sessionClose } from '../market/trading-calendar.js';
import type { FlipLevel } from '../policy/flip-levels.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { judge } from './judge.js';
import { verdictBody } from './verdict-body.js';

const known = randomKnownMarket(1, 700);
const asOf = known.market.sessions.at(-1)!;
const judged = judge(known, HOUSE_POLICY, { asOf, knownAt: sessionClose(asOf) });

/** What is told of a level at which SPY's regime calls for so much, where so much is held and called for. */
function told(
  { heldBps, calledBps, pendingCloses }: { heldBps: number; calledBps: number; pendingCloses: number },
  flip: Pick<FlipLevel<number>, 'condition' | 'distancePct' | 'outcome'>,
) {
  const exposure = { ...judged.exposure, levelBps: heldBps, rawLevelBps: calledBps, pendingCloses };
  const exposureFlips = [{ symbol: 'SPY' as const, signal: 'market-regime.state', level: 100, ...flip }];
  return verdictBody({ ...judged, exposure, exposureFlips }).wouldChange.find(
    ({ ruleId }) => ruleId === 'exposure',
  );
}

describe('the levels that would change the exposure', () => {
  it('are a fall or a rise against what is held', () => {
    const held = { heldBps: 7500, calledBps: 7500, pendingCloses: 0 };
    const fall = told(held, { condition: 'close_under', distancePct: -2, outcome: 2500 });
    const rise = told(held, { condition: 'close_over', distancePct: 2, outcome: 10000 });
    expect([fall?.effectCode, rise?.effectCode]).toEqual(['exposure_falls', 'exposure_rises']);
    expect(fall?.effect).toContain('takes effect after 2 closes in a row');
    expect(rise?.effect).toContain('takes effect after 5 closes in a row');
  });

  it('announce no move where they call for what is held: a pending change ends', () => {
    const pending = { heldBps: 2500, calledBps: 5000, pendingCloses: 3 };
    const stays = told(pending, { condition: 'close_under', distancePct: -2, outcome: 2500 });
    expect(stays?.effectCode).toBe('exposure_stays');
    expect(stays?.effect).toContain('the pending change ends');
  });

  it('say how far a pending change has come', () => {
    const pending = { heldBps: 10000, calledBps: 5000, pendingCloses: 1 };
    const falls = told(pending, { condition: 'close_under', distancePct: -2, outcome: 2500 });
    expect(falls?.effectCode).toBe('exposure_falls');
    expect(falls?.effect).toContain('1 of the 2 closes in a row that a change takes have passed');
  });

  it('say where the close stands on the far side already', () => {
    const held = { heldBps: 10000, calledBps: 10000, pendingCloses: 0 };
    const passed = told(held, { condition: 'close_over', distancePct: -0.5, outcome: 7500 });
    expect(passed?.effect).toContain('SPY closing over $100.00 (where it stands already)');
  });
});
