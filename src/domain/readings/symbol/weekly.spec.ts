import { describe, expect, it } from '@jest/globals';
import { momentOf, PARAMETERS, randomBars } from '../../../../test/support/synthetic-market.js';
import { macd } from '../../indicators/macd.js';
import { rsi } from '../../indicators/rsi.js';
import { sma } from '../../indicators/sma.js';
import { isLastSessionOfWeek } from '../../market/trading-calendar.js';
import { holds, type Truth } from '../../policy/condition.js';
import { Supposition } from '../../policy/flip-levels.js';
import type { SignalTest } from '../../policy/policy-document.js';
import { isUnavailable } from '../unavailable.js';
import { readWeekly, weeklySignals, type WeekReading } from './weekly.js';

const bars = randomBars(4, 420);
const { sessions, close } = bars.get('IWM')!;

/** The week that ends at bar `at`, computed afresh from the closes of the weeks before it. */
function expectedWeek(at: number): Partial<WeekReading> {
  const ends = sessions.flatMap((session, i) => (i < at && isLastSessionOfWeek(session) ? [i] : []));
  const closes = Float64Array.from([...ends, at], (i) => close[i]!);
  const last = closes.length - 1;
  const { line, signal } = macd(closes, PARAMETERS.macd);
  return {
    session: sessions[at]!,
    close: close[at]!,
    average50: expect.closeTo(sma(closes, 50)[last]!, 8) as unknown as number,
    rsi14: expect.closeTo(rsi(closes, 14)[last]!, 8) as unknown as number,
    macd: expect.objectContaining({
      line: expect.closeTo(line[last]!, 8) as unknown,
      signal: expect.closeTo(signal[last]!, 8) as unknown,
      closing: Math.abs(line[last]! - signal[last]!) < Math.abs(line[last - 1]! - signal[last - 1]!),
    }) as unknown as WeekReading['macd'],
  };
}

describe('the weekly view', () => {
  it('is of the completed weeks, and of the running one as if it ended now', () => {
    for (let t = 300; t < 310; t++) {
      const reading = readWeekly(momentOf(bars, { t }), 'IWM');
      if (isUnavailable(reading)) throw new Error('unavailable');
      const isEnd = isLastSessionOfWeek(sessions[t]!);
      let end = t;
      while (!isLastSessionOfWeek(sessions[end]!)) end--;
      expect(reading.completed).toMatchObject(expectedWeek(end));
      if (isEnd) expect(reading).not.toHaveProperty('running');
      else expect(reading.running).toMatchObject(expectedWeek(t));
    }
  });

  it('is unavailable until its averages have enough weeks', () => {
    expect(readWeekly(momentOf(bars, { t: 100 }), 'IWM')).toMatchObject({
      unavailable: { code: 'insufficient-history', subject: 'IWM', needs: 51 },
    });
  });
});

describe('signals of the weekly view', () => {
  /** The last session but one of a week: the next close completes it. */
  const eve = sessions.findIndex((_, t) => t >= 380 && isLastSessionOfWeek(sessions[t + 1]!));
  const moment = momentOf(bars, { t: eve });
  const tests: readonly (readonly [id: string, values: readonly string[]])[] = [
    ['weekly.average-position', ['above', 'below']],
    ['weekly.macd', ['buy', 'sell']],
    ['weekly.macd-gap', ['closing', 'widening']],
  ];

  it('are of the last completed week, whatever the running one does', () => {
    const weekly = readWeekly(moment, 'IWM');
    if (isUnavailable(weekly)) throw new Error('unavailable');
    const { completed } = weekly;
    expect(weeklySignals.map(({ read }) => read(moment, 'IWM'))).toEqual([
      completed.position,
      completed.macd.state,
      completed.macd.closing ? 'closing' : 'widening',
      completed.rsi14,
    ]);
    const dates = weeklySignals.flatMap(({ observe }) => observe(moment, 'IWM').map(({ date }) => date));
    expect(new Set(dates)).toEqual(new Set([completed.session, undefined]));
  });

  it.each(tests)("%s has the flip levels that a search on the week's last session finds", (id, values) => {
    const supposition = new Supposition(moment);
    const now = moment.market.close('IWM', eve);
    const nextAt = (steps: number): number => now * (1 + steps / 200);
    let found = 0;
    for (const value of values) {
      const test: SignalTest = { signal: id, symbol: 'IWM', in: [value] };
      const present = holds(test, moment);
      const truthAt = (close: number): Truth => holds(test, supposition.after('IWM', close));
      const flips = supposition.ofCondition(test, present);
      for (const { level, condition, outcome } of flips) {
        expect(truthAt(level + (condition === 'close_over' ? 0.01 : -0.01))).toBe(outcome);
        expect(truthAt(level)).toBe(!outcome);
      }
      for (const outward of [1, -1]) {
        let steps = outward;
        while (Math.abs(steps) < 45 && truthAt(nextAt(steps)) === truthAt(now)) steps += outward;
        if (Math.abs(steps) === 45) continue;
        const [near, far] = [nextAt(steps - outward), nextAt(steps)];
        const between = flips.filter(
          ({ level }) => level >= Math.min(near, far) - 0.01 && level <= Math.max(near, far) + 0.01,
        );
        expect(between).toHaveLength(1);
        found++;
      }
    }
    expect(found).toBeGreaterThan(0);
  });

  it('have no flip level while the next session leaves the week running', () => {
    const monday = momentOf(bars, { t: eve - 2 });
    for (const { flips } of weeklySignals) expect(flips?.(monday, 'IWM', []) ?? []).toEqual([]);
  });
});
