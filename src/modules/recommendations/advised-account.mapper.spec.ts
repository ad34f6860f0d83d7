import { describe, expect, it } from '@jest/globals';
import { advisedAccount, recordedTerms } from './advised-account.mapper.js';
import type { RecordedTerms } from './recorded-inputs.js';

/** As recommendations were recorded before accounts had terms of their own besides constraints. */
const EARLIER = JSON.parse(`{
  "riskProfile": "growth",
  "cash": "12500.00",
  "positions": [{ "symbol": "SPY", "quantity": "50" }, { "symbol": "GLD", "quantity": "1", "marketValue": "700.00" }],
  "constraints": { "IWM": { "maxBps": 3000 } }
}`) as RecordedTerms;

describe('recorded terms', () => {
  it('of an earlier recommendation are read as they were, with nothing added', () => {
    expect(advisedAccount(EARLIER)).toEqual({
      riskProfile: 'growth',
      cash: 1_250_000,
      positions: [
        { symbol: 'SPY', quantity: 50_000_000n },
        { symbol: 'GLD', quantity: 1_000_000n, marketValue: 70_000 },
      ],
      constraints: { IWM: { maxBps: 3000 } },
    });
    expect(recordedTerms(EARLIER)).toEqual(EARLIER);
  });

  it('that are empty are the same as none', () => {
    const empty = { ...EARLIER, equity: {}, cashNeeds: {}, drift: {} };
    expect(advisedAccount(empty)).toEqual(advisedAccount(EARLIER));
  });

  it('are recorded and read whole, notes left to the record', () => {
    const terms = {
      ...EARLIER,
      equity: { maxBps: 6000 },
      cashNeeds: { withdrawals: [{ date: '2030-04-15', amount: '12.50', note: 'Tax' }] },
      drift: { to: 'band-edge' as const },
    };
    expect(recordedTerms(terms)).toEqual(terms);
    expect(advisedAccount(terms)).toMatchObject({
      equity: { maxBps: 6000 },
      cashNeeds: { standing: 0, withdrawals: [{ date: '2030-04-15', amount: 1250 }] },
      drift: { to: 'band-edge' },
    });
  });
});
