import { describe, expect, it } from '@jest/globals';
import { barsOf, series, sessionsFrom } from '../../../test/support/synthetic-market.js';
import type { Ticker } from '../market/instruments.js';
import type { BarSeries } from '../market/price-bar.js';
import { Market, positionOf, slopeOf } from './market.js';

const SESSIONS = sessionsFrom('2024-01-01', 6);

describe('Market', () => {
  it('has the sessions on which all of the advised four have a bar', () => {
    const bars = new Map<Ticker, BarSeries>(barsOf({ SPY: [1, 2, 3, 4] }, { sessions: SESSIONS }));
    bars.set('MDY', series('MDY', [3, 4], { sessions: SESSIONS.slice(2) }));
    const market = Market.of(bars);
    expect(market.sessions).toEqual(SESSIONS.slice(2, 4));
    expect([market.close('SPY', 0), market.close('MDY', 0)]).toEqual([3, 3]);
  });

  it('has no sessions without one of the advised four', () => {
    const bars = barsOf({ SPY: [1, 2, 3] });
    bars.delete('QQQ');
    expect(Market.of(bars).sessions).toEqual([]);
  });

  it('knows a context fund without a bar on a session', () => {
    const bars = barsOf({ SPY: [1, 2, 3] }, { sessions: SESSIONS });
    bars.set('XLF', series('XLF', [1, 3], { sessions: [SESSIONS[0]!, SESSIONS[2]!] }));
    const market = Market.of(bars);
    expect([0, 1, 2].map((t) => market.indexOf('XLF', t))).toEqual([0, -1, 1]);
    expect(market.close('XLF', 1)).toBeNaN();
  });

  it('finds the last session at or before a date', () => {
    const market = Market.of(barsOf({ SPY: [1, 2, 3] }, { sessions: SESSIONS }));
    expect(['2023-12-29', '2024-01-02', '2024-01-06', '2025-01-01'].map((d) => market.momentAt(d))).toEqual([
      -1, 0, 2, 2,
    ]);
  });

  it('supposes the next session with every close unchanged, and forgets what came later', () => {
    const market = Market.of(barsOf({ SPY: [1, 2, 3, 9] }, { sessions: SESSIONS })).supposeNext(2);
    expect(market.sessions).toEqual(SESSIONS.slice(0, 4));
    expect(market.close('SPY', 3)).toBe(3);
  });

  it('lets the last bar of a symbol that is not read in full stand for the supposed session', () => {
    const bars = barsOf({ SPY: [1, 2, 3, 9] }, { sessions: SESSIONS });
    bars.set('VOO', series('VOO', [5, 6, 7, 8], { sessions: SESSIONS }));
    bars.set('XLK', series('XLK', [5], { sessions: SESSIONS }));
    const market = Market.of(bars).supposeNext(2);
    expect([market.close('VOO', 2), market.close('VOO', 3)]).toEqual([7, 7]);
    expect(market.has('XLK')).toBe(false);
    expect(market.supposeNext(3).close('VOO', 4)).toBe(7);
  });

  it('supposes another close of one symbol alone', () => {
    const base = Market.of(barsOf({ SPY: [1, 2, 3] }, { sessions: SESSIONS })).supposeNext(2);
    const changed = base.withLastClose('IWM', 5);
    expect([changed.close('IWM', 3), changed.close('SPY', 3), base.close('IWM', 3)]).toEqual([5, 3, 3]);
  });
});

describe('positions and slopes', () => {
  it('take a value equal but for float noise as on the average', () => {
    expect(positionOf(0.1 + 0.2, 0.3)).toBe('at');
    expect([positionOf(1, 2), positionOf(3, 2)]).toEqual(['below', 'above']);
  });

  it('compare an average with itself so many sessions before, and say nothing without that past', () => {
    const average = Float64Array.of(NaN, 1, 1, 2, 1);
    expect([2, 3, 4].map((i) => slopeOf(average, i, 1))).toEqual(['flat', 'rising', 'falling']);
    expect([slopeOf(average, 1, 1), slopeOf(average, 0, 1)]).toEqual([undefined, undefined]);
  });
});
