import { describe, expect, it } from '@jest/globals';
import { momentOf, PARAMETERS, randomBars } from '../../../../test/support/synthetic-market.js';
import { macd } from '../../indicators/macd.js';
import { rsi } from '../../indicators/rsi.js';
import { sma } from '../../indicators/sma.js';
import { isLastSessionOfWeek } from '../../market/trading-calendar.js';
import { isUnavailable } from '../unavailable.js';
import { readWeekly, type WeekReading } from './weekly.js';

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
