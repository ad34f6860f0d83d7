import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { readRoleReversal, roleReversalSignals } from './role-reversal.js';

const base = [...values(420, (i) => 50 + i * 0.1), 100, ...values(40, () => 95)];
const momentAfter = (...closes: number[]) => momentOf(barsOf({ SPY: [...base, ...closes] }));
const after = (...closes: number[]) => readRoleReversal(momentAfter(...closes), 'SPY');

describe('role reversal', () => {
  it('is broken resistance that was touched from above and held', () => {
    expect(after(104)).toBeUndefined();
    expect(after(104, 103)).toBeUndefined();
    expect(after(104, 100.9, 106)).toMatchObject({ level: 100, role: 'support' });
  });

  it('is the level of a voided breakout that was touched from below and held', () => {
    expect(after(104, 97)).toBeUndefined();
    expect(after(104, 97, 99.2)).toMatchObject({ level: 100, role: 'resistance' });
  });

  it('is none without a breakout', () => {
    expect(after(99)).toBeUndefined();
  });

  it('is a signal that says so with the level and the session that held it', () => {
    const { read, observe } = roleReversalSignals[0]!;
    const said = (...closes: number[]) => {
      const moment = momentAfter(...closes);
      return [read(moment, 'SPY'), observe(moment, 'SPY').map(({ name, value }) => [name, value])];
    };
    expect(said(104, 100.9, 106)).toEqual(['support', [['role-reversal.support', 100]]]);
    expect(said(104, 97, 99.2)).toEqual(['resistance', [['role-reversal.resistance', 100]]]);
    expect(said(104, 103)).toEqual(['none', [['role-reversal.none', true]]]);
  });
});
