import { describe, expect, it } from '@jest/globals';
import { sessionsBetween } from '../../src/domain/market/trading-calendar.js';
import { hasRealData, realBars } from '../support/real-data.js';

(hasRealData() ? describe : describe.skip)('the trading calendar against real prices', () => {
  it('has exactly the sessions of every instrument, from its first bar on', () => {
    for (const [symbol, { sessions }] of realBars()) {
      expect([symbol, sessions.length > 5_000]).toEqual([symbol, true]);
      expect(sessionsBetween(sessions[0]!, sessions.at(-1)!)).toEqual(sessions);
    }
  });
});
