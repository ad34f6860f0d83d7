import { describe, expect, it } from '@jest/globals';
import type { Ticker } from '../../../domain/market/instruments.js';
import { ProviderFailure, type PriceProvider } from './live-provider.port.js';
import { NoSourceAnswered, PriceSources } from './price-sources.js';

/** A provider that has one bar for each session given, or fails. */
function provider(
  name: string,
  has: readonly string[] | ProviderFailure,
): PriceProvider & { asked: string[] } {
  const asked: string[] = [];
  return {
    name,
    asked,
    bars: async (symbol: Ticker) => {
      asked.push(symbol);
      if (has instanceof ProviderFailure) throw has;
      const prices = { open: 1, high: 1, low: 1, close: 1, volume: 1 };
      return { bars: has.map((session) => ({ session, ...prices, source: name })), actions: [] };
    },
  };
}

const WEEK = ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'];
const [MONDAY = '', , , THURSDAY = '', FRIDAY = ''] = WEEK;
const down = (name: string) => new ProviderFailure(name, 'server-error', 'status 500');

describe('the order of price sources', () => {
  it('asks the first, and only it where it has everything', async () => {
    const [first, second] = [provider('a', WEEK), provider('b', WEEK)];
    const answer = await new PriceSources([first, second], ['a', 'b']).bars('SPY', MONDAY, FRIDAY);
    expect(answer).toMatchObject({ source: 'a', complete: true, failures: [] });
    expect(answer.bars.every(({ source }) => source === 'a')).toBe(true);
    expect(second.asked).toEqual([]);
  });

  it('asks the next where one fails, and says why', async () => {
    const sources = new PriceSources([provider('a', down('a')), provider('b', WEEK)], ['a', 'b']);
    const answer = await sources.bars('SPY', MONDAY, FRIDAY);
    expect(answer).toMatchObject({ source: 'b', complete: true, failures: [{ code: 'server-error' }] });
    expect(answer.bars[0]?.source).toBe('b');
  });

  it("asks the next where one lacks the range's last session", async () => {
    const sources = new PriceSources([provider('a', WEEK.slice(0, 4)), provider('b', WEEK)], ['a', 'b']);
    const answer = await sources.bars('SPY', MONDAY, '2026-11-22');
    expect(answer).toMatchObject({ source: 'b', complete: true });
    expect(answer.failures.map(({ message }) => message)).toEqual([
      `a has nothing for the dates asked for: its last session is ${THURSDAY}`,
    ]);
  });

  it('takes what reaches furthest where none has the last session', async () => {
    const sources = new PriceSources(
      [provider('a', WEEK.slice(0, 2)), provider('b', WEEK.slice(0, 4)), provider('c', [])],
      ['a', 'b', 'c'],
    );
    expect(await sources.bars('SPY', MONDAY, FRIDAY)).toMatchObject({ source: 'b', complete: false });
  });

  it('is its own for a symbol that has one; a source that is not configured is passed over', async () => {
    const [a, b] = [provider('a', WEEK), provider('b', WEEK)];
    const sources = new PriceSources([a, b], ['a'], new Map([['MDY', ['c', 'b', 'a']]]));
    expect((await sources.bars('MDY', MONDAY, FRIDAY)).source).toBe('b');
    expect((await sources.bars('SPY', MONDAY, FRIDAY)).source).toBe('a');
  });

  it('fails with every reason where nobody answers', async () => {
    const sources = new PriceSources([provider('a', down('a')), provider('b', [])], ['a', 'b']);
    const failure: unknown = await sources.bars('SPY', MONDAY, FRIDAY).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(NoSourceAnswered);
    expect((failure as NoSourceAnswered).failures.map(({ code }) => code)).toEqual([
      'server-error',
      'no-data',
    ]);
    await expect(new PriceSources([], ['a']).bars('SPY', MONDAY, FRIDAY)).rejects.toThrow(
      'none is configured',
    );
  });

  it('lets a fault of our own through', async () => {
    const broken: PriceProvider = { name: 'a', bars: () => Promise.reject(new TypeError('a bug')) };
    await expect(new PriceSources([broken], ['a']).bars('SPY', MONDAY, FRIDAY)).rejects.toThrow('a bug');
  });
});
