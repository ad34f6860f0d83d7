import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../test/support/synthetic-market.js';
import { evaluate, flipsOf, holds, observedOf, signalOf, testsOf, type Truth } from './condition.js';
import type { Condition } from './policy-document.js';

const UNKNOWN: Truth = { unavailable: { code: 'missing-series', subject: 'DFF' } };
const answers: Readonly<Record<string, Truth>> = { yes: true, no: false, unknown: UNKNOWN };
const yes = { signal: 'yes' };
const no = { signal: 'no' };
const unknown = { signal: 'unknown' };
const truth = (condition: Condition): Truth => evaluate(condition, ({ signal }) => answers[signal]!);

describe('a condition', () => {
  it('of all parts holds when each does, and one that fails decides even beside missing data', () => {
    expect(truth({ all: [yes, yes] })).toBe(true);
    expect(truth({ all: [yes, no] })).toBe(false);
    expect(truth({ all: [unknown, no] })).toBe(false);
    expect(truth({ all: [no, unknown] })).toBe(false);
    expect(truth({ all: [yes, unknown] })).toBe(UNKNOWN);
    expect(truth({ all: [unknown, yes] })).toBe(UNKNOWN);
  });

  it('of any part holds when one does, even beside missing data', () => {
    expect(truth({ any: [no, yes] })).toBe(true);
    expect(truth({ any: [no, no] })).toBe(false);
    expect(truth({ any: [unknown, yes] })).toBe(true);
    expect(truth({ any: [no, unknown] })).toBe(UNKNOWN);
  });

  it('negated turns yes and no around and leaves missing data missing', () => {
    expect(truth({ not: yes })).toBe(false);
    expect(truth({ not: no })).toBe(true);
    expect(truth({ not: unknown })).toBe(UNKNOWN);
    expect(truth({ not: { any: [no, { all: [yes, no] }] } })).toBe(true);
  });

  it('lists its tests from left to right', () => {
    expect(testsOf({ all: [yes, { any: [no, { not: unknown }] }] })).toEqual([yes, no, unknown]);
  });
});

describe('a test of a signal', () => {
  const bars = barsOf({ SPY: values(260, (i) => 100 + i), IWM: [...values(259, () => 100), 80] });
  bars.delete('XLF');
  const moment = momentOf(bars);

  it('holds when its value is one of those named', () => {
    const above = { signal: 'sma50.position', symbol: 'SPY', in: ['above', 'at'] } as const;
    expect(holds(above, moment)).toBe(true);
    expect(holds({ ...above, in: ['below'] }, moment)).toBe(false);
  });

  it('of a number holds at least at a threshold or under it, the threshold itself included in the first', () => {
    const exact = momentOf(barsOf({ SPY: values(260, () => 128), IWM: [...values(259, () => 128), 96] }));
    const test = { signal: 'catch-up.discount', symbol: 'IWM' } as const;
    expect(holds({ ...test, atLeast: 25 }, exact)).toBe(true);
    expect(holds({ ...test, under: 25 }, exact)).toBe(false);
    expect(holds({ ...test, atLeast: 25.01 }, exact)).toBe(false);
    expect(holds({ ...test, under: 25.01 }, exact)).toBe(true);
  });

  it('of a symbol without bars is unavailable and has nothing to show', () => {
    const test = { signal: 'trend.state', symbol: 'XLF', in: ['uptrend'] } as const;
    expect(holds(test, moment)).toEqual({ unavailable: { code: 'no-bar', subject: 'XLF' } });
    expect(observedOf(test, moment)).toEqual([]);
  });

  it('of a signal that no close can change has no flip closes', () => {
    expect(flipsOf({ signal: 'fed.action', in: ['holding'] }, moment)).toEqual([]);
  });

  it('of a signal outside the catalogue throws', () => {
    expect(() => signalOf({ signal: 'moon.phase' })).toThrow("no signal 'moon.phase'");
  });
});
