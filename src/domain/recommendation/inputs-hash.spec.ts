import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { account, randomKnownMarket } from '../../../test/support/known-market.js';
import { parseMicros } from '../allocation/money.js';
import { sessionClose } from '../market/trading-calendar.js';
import { HOUSE_POLICY } from '../policy/house-policy.js';
import { TEMPLATE_VERSION } from '../words/template-version.js';
import { ENGINE_VERSION } from './engine-version.js';
import { householdInputsHash, inputsHash } from './inputs-hash.js';
import { judge } from './judge.js';
import type { AdvisedAccount } from './recommend.js';

const known = randomKnownMarket(2, 320);
const verdict = judge(known, HOUSE_POLICY, { knownAt: sessionClose(known.market.sessions.at(-1)!) });
const hash = (own: Partial<AdvisedAccount>, at = verdict) =>
  inputsHash(at, 'house 1', account(own), 'before');

describe('the hash of inputs', () => {
  it('of an account without further terms covers what it always did, in the same order', () => {
    const lines = [
      ...[ENGINE_VERSION, TEMPLATE_VERSION, verdict.dataHash, 'house 1', verdict.sample, verdict.asOf, ''],
      ...['aggressive', 10000000, 'SPY=50000000@', '0-3000,0-,0-,0-,0-', 'before'],
    ];
    const expected = createHash('sha256').update(lines.join('\n')).digest('hex');
    const positions = [{ symbol: 'SPY', quantity: parseMicros('50') }];
    expect(hash({ positions, constraints: { IWM: { maxBps: 3000 } } })).toBe(`sha256:${expected}`);
  });

  it('differs with every further term', () => {
    const withdrawals = [{ date: '2030-04-15', amount: 1 }];
    const hashes = [
      hash({}),
      hash({ constraints: { IWM: { lock: true } } }),
      hash({ constraints: { IWM: { neverBuy: true } } }),
      hash({ constraints: { IWM: { neverSell: true } } }),
      hash({ equity: { minBps: 1 } }),
      hash({ equity: { maxBps: 1 } }),
      hash({ cashNeeds: { standing: 1, withdrawals: [] } }),
      hash({ cashNeeds: { standing: 0, withdrawals } }),
      hash({ drift: { minBps: 1 } }),
      hash({ drift: { maxBps: 1 } }),
      hash({ drift: { ofTargetPct: 1 } }),
      hash({ drift: { to: 'band-edge' } }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it('differs with the close of a substitute that is held, and of no other', () => {
    const at = (close: number) => ({
      ...verdict,
      substitutes: new Map([['IJR', { close, price: BigInt(close * 1e6) }]]),
    });
    const positions = [{ symbol: 'IJR', quantity: 1n }];
    expect(hash({ positions }, at(100))).not.toBe(hash({ positions }, at(101)));
    expect(hash({}, at(100))).toBe(hash({}, at(101)));
  });

  it('of a household does not depend on the order of its accounts, and differs with each', () => {
    const of = (...ids: string[]) =>
      householdInputsHash(
        verdict,
        'house 1',
        { riskProfile: 'growth', members: ids.map((id) => ({ id, account: account() })) },
        undefined,
      );
    expect(of('a', 'b')).toBe(of('b', 'a'));
    expect(of('a', 'b')).not.toBe(of('a'));
  });
});
