import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pixelOf, scaleOf, spread } from './scale.js';

describe('an axis', () => {
  it('begins and ends on whole steps around its values', () => {
    expect(scaleOf([161.2, undefined, 241.7], 5)).toEqual({ min: 160, max: 260, step: 20 });
    expect(scaleOf([0.3821, 0.4013], 3)).toEqual({
      min: expect.closeTo(0.38),
      max: expect.closeTo(0.41),
      step: expect.closeTo(0.01),
    });
  });

  it('has a range where all values are one, or there are none', () => {
    expect(scaleOf([], 4)).toEqual({ min: 0, max: 1, step: 1 });
    const { min, max } = scaleOf([5, 5], 4);
    expect(max).toBeGreaterThan(min);
  });

  it('holds every value', () => {
    const price = fc.double({ min: 0.01, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.array(price, { minLength: 2 }), (values) => {
        const { min, max, step } = scaleOf(values, 5);
        const noise = step * 1e-6 + max * Number.EPSILON;
        expect(Math.min(...values)).toBeGreaterThanOrEqual(min - noise);
        expect(Math.max(...values)).toBeLessThanOrEqual(max + noise);
      }),
    );
  });

  it('has its greatest value at the top', () => {
    const scale = { min: 100, max: 200, step: 20 };
    expect([200, 150, 100].map((value) => pixelOf(scale, value, 50, 300))).toEqual([50, 200, 350]);
  });
});

describe('labels beside an axis', () => {
  it('stay where they are while they have room, and part where they have not', () => {
    expect(spread([10, 40], 14, [0, 100])).toEqual([10, 40]);
    expect(spread([40, 41, 42], 14, [0, 100])).toEqual([40, 54, 68]);
    expect(spread([95, 96], 14, [0, 100])).toEqual([86, 100]);
  });

  it('never overlap, keep their order and stay in the range', () => {
    const place = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(fc.array(place, { maxLength: 40 }), (wanted) => {
        const places = spread(wanted, 14, [0, 300]);
        const shown = places.flatMap((at, i) => (at === undefined ? [] : [{ at, wanted: wanted[i]! }]));
        expect(shown).toHaveLength(Math.min(wanted.length, 22));
        const inOrder = [...shown].sort((a, b) => a.at - b.at);
        inOrder.forEach(({ at, wanted: own }, i) => {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(300);
          const before = inOrder[i - 1];
          if (before === undefined) return;
          expect(at - before.at).toBeGreaterThanOrEqual(14);
          expect(before.wanted).toBeLessThanOrEqual(own);
        });
      }),
    );
  });
});
