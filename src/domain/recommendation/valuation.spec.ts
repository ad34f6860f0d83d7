import { describe, expect, it } from '@jest/globals';
import { parseMicros, priceMicros } from '../allocation/money.js';
import { valueHoldings, type Position } from './valuation.js';

const CLOSES = { IWM: 200, MDY: 500, SPY: 600, QQQ: 400 };
const AT = {
  asOf: '2024-11-27',
  closes: CLOSES,
  prices: Object.values(CLOSES).map(priceMicros),
  substitutes: new Map([
    ['IJR', { close: 120.5, price: priceMicros(120.5) }],
    ['VOO', { close: 550, price: priceMicros(550) }],
  ]),
};

const hold = (symbol: string, quantity: string, marketValue?: number): Position => ({
  symbol,
  quantity: parseMicros(quantity),
  ...(marketValue === undefined ? {} : { marketValue }),
});

describe('holdings', () => {
  it('of the four are valued at their closes, whatever value they came with', () => {
    const { values, advisedValue, heldAs } = valueHoldings(AT, [hold('IWM', '10', 1), hold('QQQ', '1')], 500);
    expect(values).toEqual([200000, 0, 0, 40000, 500]);
    expect(advisedValue).toBe(240500);
    expect(heldAs).toEqual([]);
  });

  it('of substitutes count as the fund they stand for, at their own closes', () => {
    const positions = [hold('IJR', '10', 99), hold('IWM', '1'), hold('VOO', '2'), hold('QQQ', '1')];
    const { values, heldAs } = valueHoldings(AT, positions, 0);
    expect(values).toEqual([120500 + 20000, 0, 110000, 40000, 0]);
    expect(heldAs).toEqual([
      [
        { symbol: 'IJR', value: 120500, close: 120.5 },
        { symbol: 'IWM', value: 20000, close: 200 },
      ],
      undefined,
      [{ symbol: 'VOO', value: 110000, close: 550 }],
      undefined,
    ]);
  });

  it('of a substitute without a close take the market value of the position', () => {
    const { values, heldAs } = valueHoldings(AT, [hold('VTWO', '3', 27000), hold('QQQM', '0')], 0);
    expect(values).toEqual([27000, 0, 0, 0, 0]);
    expect(heldAs[0]).toEqual([{ symbol: 'VTWO', value: 27000 }]);
    expect(heldAs[3]).toEqual([{ symbol: 'QQQM', value: 0 }]);
  });

  it('of a substitute with neither are refused, naming the position', () => {
    expect(() => valueHoldings(AT, [hold('IWM', '1'), hold('IJH', '3')], 0)).toThrow(
      expect.objectContaining({
        kind: 'unprocessable',
        code: 'price-missing',
        fields: [expect.objectContaining({ pointer: '/positions/1/marketValue', code: 'price-missing' })],
      }),
    );
  });

  it('of anything else are excluded, valued or not', () => {
    expect(valueHoldings(AT, [hold('AAPL', '3', 60000), hold('GOLD', '1')], 7)).toMatchObject({
      advisedValue: 7,
      excludedValue: 60000,
      excluded: [{ symbol: 'AAPL', marketValue: 60000 }, { symbol: 'GOLD' }],
    });
  });
});
