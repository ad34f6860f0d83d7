import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { readRoleReversal } from './role-reversal.js';

const base = [...values(420, (i) => 50 + i * 0.1), 100, ...values(40, () => 95)];
const after = (...closes: number[]) =>
  readRoleReversal(momentOf(barsOf({ SPY: [...base, ...closes] })), 'SPY');

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
});
