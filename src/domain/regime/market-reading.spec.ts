import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../test/support/synthetic-market.js';
import { isUnavailable } from '../readings/unavailable.js';
import { readMarket, readRegime } from './market-reading.js';

const RISE = values(260, (i) => 100 + i);

describe('market regime', () => {
  it("is SPY's trend, whatever the others do", () => {
    const falling = values(260, (i) => 400 - i);
    const moment = momentOf(barsOf({ SPY: RISE, QQQ: falling, IWM: falling, MDY: falling }));
    expect(readRegime(moment)).toMatchObject({
      state: 'confirmed_uptrend',
      settledState: 'confirmed_uptrend',
    });
    expect(readMarket(moment).breadth).toEqual({ of: 4, above50: 1, above200: 1 });
  });

  it('settles on the second close in a row', () => {
    const closes = [...RISE, 330, 330];
    const at = (t: number) => readRegime(momentOf(barsOf({ SPY: closes }), { t }));
    expect(at(260)).toMatchObject({ state: 'uptrend_under_pressure', settledState: 'confirmed_uptrend' });
    expect(at(261)).toMatchObject({
      state: 'uptrend_under_pressure',
      settledState: 'uptrend_under_pressure',
    });
  });

  it('is unavailable, not neutral, on a short history', () => {
    const reading = readMarket(momentOf(barsOf({ SPY: values(100, (i) => 100 + i) })));
    expect(isUnavailable(reading.regime)).toBe(true);
    expect(isUnavailable(reading.rotation)).toBe(true);
    expect(reading.symbols.every(({ trend }) => isUnavailable(trend))).toBe(true);
  });
});

describe('the whole market', () => {
  it('reads the four in their order and the sectors that have bars', () => {
    const bars = barsOf({ SPY: RISE });
    bars.delete('XLF');
    const reading = readMarket(momentOf(bars));
    expect(reading.symbols.map(({ symbol }) => symbol)).toEqual(['IWM', 'MDY', 'SPY', 'QQQ']);
    expect(reading.sectors.map(({ symbol }) => symbol)).toEqual(['XLI']);
  });

  it('measures every symbol but SPY against SPY', () => {
    const { symbols } = readMarket(momentOf(barsOf({ SPY: RISE })));
    expect(symbols.filter((reading) => 'relativeStrength' in reading).map(({ symbol }) => symbol)).toEqual([
      'IWM',
      'MDY',
      'QQQ',
    ]);
  });
});
