import { describe, expect, it } from '@jest/globals';
import { series, sessionsFrom } from '../../../test/support/synthetic-market.js';
import { totalReturnCloses } from './adjustments.js';
import type { CorporateAction } from './corporate-action.js';
import { knowsDividends, totalReturnLine } from './total-return-line.js';

const SESSIONS = sessionsFrom('2024-01-02', 6);
const of = (closes: readonly number[]) => series('IWM', closes, { sessions: SESSIONS });
const NONE = new Float64Array(6).fill(NaN);
const dividend = (session: number, value: number): CorporateAction => ({
  kind: 'dividend',
  exDate: SESSIONS[session]!,
  value,
});

describe('the total-return line', () => {
  it('without dividends is that of prices', () => {
    const line = totalReturnLine(of([100, 110, 99, 99, 105, 105]), NONE, []);
    expect([...line].map((value) => value.toFixed(4))).toEqual([
      '1.0000',
      '1.1000',
      '0.9900',
      '0.9900',
      '1.0500',
      '1.0500',
    ]);
  });

  it('puts a dividend back into the fund at the close of its ex-date', () => {
    const line = totalReturnLine(of([100, 100, 98, 98, 98, 98]), NONE, [dividend(2, 2)]);
    expect(line[2]).toBeCloseTo(1, 12);
    expect(line[5]).toBeCloseTo(1, 12);
  });

  it('counts a dividend of before a split in shares of after it', () => {
    const split: CorporateAction = { kind: 'split', exDate: SESSIONS[4]!, value: 2 };
    // $2 a share when a share was two of today's: $1 on a close of 49.
    const line = totalReturnLine(of([50, 50, 49, 49, 49, 49]), NONE, [dividend(2, 2), split]);
    expect(line[2]).toBeCloseTo(1, 12);
  });

  it("follows a source's own adjusted closes wherever two bars in a row have them", () => {
    const adjusted = Float64Array.from([90, 99, 99, NaN, NaN, NaN]);
    const line = totalReturnLine(of([100, 100, 100, 100, 100, 110]), adjusted, [
      dividend(2, 5),
      dividend(4, 1),
    ]);
    // The dividend of session 2 is in the source's closes already; that of session 4 is added.
    expect(line[2]).toBeCloseTo(1.1, 12);
    expect(line[3]).toBeCloseTo(1.1, 12);
    expect(line[4]).toBeCloseTo(1.1 * 1.01, 12);
    expect(line[5]).toBeCloseTo(1.1 * 1.01 * 1.1, 12);
  });

  it('agrees with closes adjusted backwards to a small part of the dividend', () => {
    const bars = of([100, 101, 100, 102, 103, 104]);
    const actions = [dividend(2, 0.5), dividend(4, 0.6)];
    const backwards = totalReturnCloses(bars, actions);
    const line = totalReturnLine(bars, NONE, actions);
    expect(line[5]).toBeCloseTo(backwards[5]! / backwards[0]!, 3);
    expect([...totalReturnLine(bars, backwards, [])].map((value) => value.toFixed(9))).toEqual(
      [...backwards].map((close) => (close / backwards[0]!).toFixed(9)),
    );
  });

  it('holds dividends where a source gave adjusted closes or actions tell of them', () => {
    expect(knowsDividends(NONE, [])).toBe(false);
    expect(knowsDividends(NONE, [dividend(2, 1)])).toBe(true);
    expect(knowsDividends(Float64Array.from([NaN, 1]), [])).toBe(true);
  });
});
