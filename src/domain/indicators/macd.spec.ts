import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ema } from './ema.js';
import { macd, macdFlipClose } from './macd.js';

const USUAL = { fast: 12, slow: 26, signal: 9 };
const prices = fc.array(fc.double({ min: 10, max: 500, noNaN: true }), { minLength: 36, maxLength: 200 });

describe('MACD', () => {
  it('has a line from the slow period on and a signal eight sessions later', () => {
    const { line, signal } = macd(
      Float64Array.from({ length: 60 }, (_, i) => 100 + i),
      USUAL,
    );
    expect(line.findIndex((value) => !Number.isNaN(value))).toBe(25);
    expect(signal.findIndex((value) => !Number.isNaN(value))).toBe(33);
  });

  it('is the fast average less the slow one, and its signal the average of that difference', () => {
    fc.assert(
      fc.property(prices, (values) => {
        const closes = Float64Array.from(values);
        const { line, signal } = macd(closes, USUAL);
        const fast = ema(closes, USUAL.fast);
        const slow = ema(closes, USUAL.slow);
        const lines = fast.map((value, i) => value - slow[i]!);
        expect([...line]).toEqual([...lines]);
        expect([...signal.subarray(25)]).toEqual([...ema(lines.slice(25), USUAL.signal)]);
      }),
      { numRuns: 50 },
    );
  });

  it('flips at the close its closed form gives: over it buy, under it sell', () => {
    fc.assert(
      fc.property(prices, (values) => {
        const closes = Float64Array.from(values);
        const flip = macdFlipClose(macd(closes, USUAL), USUAL, closes.length - 1);
        const histogramAfter = (close: number): number => {
          const { line, signal } = macd(Float64Array.from([...values, close]), USUAL);
          return line[values.length]! - signal[values.length]!;
        };
        expect(histogramAfter(flip)).toBeCloseTo(0, 8);
        expect(histogramAfter(flip + 0.01)).toBeGreaterThan(0);
        expect(histogramAfter(flip - 0.01)).toBeLessThan(0);
      }),
      { numRuns: 50 },
    );
  });

  it('gives no flip close before its signal line is ready', () => {
    const closes = new Float64Array(33).fill(100);
    expect(macdFlipClose(macd(closes, USUAL), USUAL, 32)).toBeNaN();
  });
});
