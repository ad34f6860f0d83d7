import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { isUnavailable } from '../unavailable.js';
import { readTrend, TREND_STATES, trendStateOf, type TrendConditions } from './trend.js';

const NONE: TrendConditions = {
  above50: false,
  above100: false,
  above200: false,
  belowAll: false,
  rising50: false,
  rising100: false,
  rising200: false,
  intactStructure: false,
  nearHigh: false,
  higherLow: false,
  improvingRelativeStrength: false,
};
const holding = (...names: (keyof TrendConditions)[]): TrendConditions => ({
  ...NONE,
  ...Object.fromEntries(names.map((name) => [name, true])),
});
const ABOVE = ['above50', 'above100', 'above200'] as const;
const RISING = ['rising50', 'rising100', 'rising200'] as const;

describe('the trend is the first state whose conditions hold', () => {
  it.each([
    ['confirmed_uptrend', [...ABOVE, ...RISING, 'intactStructure']],
    ['confirmed_uptrend', [...ABOVE, ...RISING, 'nearHigh']],
    ['uptrend', [...ABOVE, ...RISING]],
    ['uptrend', [...ABOVE, 'rising100', 'rising200', 'intactStructure', 'nearHigh']],
    ['uptrend', ['above50', 'above200', 'rising200']],
    ['uptrend_under_pressure', ['above200', 'above100', 'rising200', 'higherLow']],
    ['recovering', [...ABOVE, 'rising50', 'rising100', 'higherLow', 'nearHigh']],
    ['bottoming', ['above50', 'higherLow']],
    ['bottoming', ['above50', 'above100', 'improvingRelativeStrength']],
    ['bottoming', ['above50', 'above200', 'higherLow']],
    ['mixed', ['above50', 'above100']],
    ['mixed', ['above200']],
    ['mixed', ['above100', 'higherLow', 'improvingRelativeStrength']],
    ['mixed', ['rising200']],
    ['downtrend', ['belowAll', 'rising200', 'higherLow']],
  ] as const)('%s: %p', (state, names) => {
    expect(trendStateOf(holding(...names))).toBe(state);
  });

  it('is ranked from the strongest to the weakest', () => {
    expect(TREND_STATES).toEqual([
      'confirmed_uptrend',
      'uptrend',
      'uptrend_under_pressure',
      'recovering',
      'bottoming',
      'mixed',
      'downtrend',
    ]);
  });
});

const read = (closes: readonly number[], symbol: 'SPY' | 'IWM' = 'SPY', spy = closes) => {
  const reading = readTrend(momentOf(barsOf({ SPY: spy, [symbol]: closes })), symbol);
  if (isUnavailable(reading)) throw new Error(reading.unavailable.code);
  return {
    state: reading.state,
    holds: reading.conditions.filter(({ holds }) => holds).map(({ id }) => id),
    conditions: reading.conditions,
  };
};

describe('the trend of a price path', () => {
  it('is a confirmed uptrend in a steady rise and a downtrend in a steady fall', () => {
    expect(read(values(260, (i) => 100 + i)).state).toBe('confirmed_uptrend');
    expect(read(values(260, (i) => 400 - i)).state).toBe('downtrend');
  });

  it('of a series that never moved is mixed: neither above nor below', () => {
    expect(read(values(260, () => 33.33))).toMatchObject({ state: 'mixed', holds: ['nearHigh'] });
  });

  it('counts exactly 3 % under the 52-week high as near, and a cent less not', () => {
    const rise = values(260, (i) => 100 + (i * 100) / 259);
    expect(read([...rise, 194]).holds).toContain('nearHigh');
    expect(read([...rise, 193.99]).holds).not.toContain('nearHigh');
  });

  it('is under pressure below the 50-DMA and above a rising 200-DMA', () => {
    expect(read([...values(260, (i) => 100 + i), 330]).state).toBe('uptrend_under_pressure');
  });

  it('is recovering above all averages while the 200-DMA does not rise yet', () => {
    const fallAndRise = [...values(230, (i) => 400 - i), ...values(30, (i) => 171 + 6 * i)];
    expect(read(fallAndRise).state).toBe('recovering');
  });

  it('of IWM counts an improving relative strength line, and of SPY never', () => {
    const fall = values(240, (i) => 400 - i);
    const rebound = [...fall, ...values(20, (i) => 161 + 2 * i)];
    const spy = [...values(240, (i) => 400 - 0.5 * i), ...values(20, () => 280)];
    const smaller = read(rebound, 'IWM', spy);
    expect(smaller.holds).toContain('improvingRelativeStrength');
    expect(smaller.state).toBe('bottoming');
    expect(read(rebound)).toMatchObject({ state: 'mixed' });
  });

  it('gives each condition with the values it rests on', () => {
    const { conditions } = read(values(260, (i) => 100 + i));
    const of = (id: string) => conditions.find((condition) => condition.id === id)?.observed;
    expect(of('above50')).toEqual([
      { name: 'close', symbol: 'SPY', value: 359, unit: 'usd' },
      { name: 'sma50', symbol: 'SPY', value: 334.5, unit: 'usd' },
    ]);
    expect(of('rising200')?.map(({ value }) => value)).toEqual([259.5, 238.5]);
    expect(of('nearHigh')?.[0]).toMatchObject({ value: 0, unit: 'pct' });
  });

  it('is unavailable with fewer than 252 sessions', () => {
    expect(readTrend(momentOf(barsOf({ SPY: values(251, (i) => 100 + i) })), 'SPY')).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'SPY', needs: 252, has: 251 },
    });
    expect(read(values(252, (i) => 100 + i)).state).toBe('confirmed_uptrend');
  });
});
