import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, randomBars, values } from '../../../../test/support/synthetic-market.js';
import { KEY_LEVEL_MEANINGS, keyLevels } from './key-levels.js';
import { readSymbol } from './symbol-reading.js';

describe('key levels', () => {
  it('are those of the readings, each with its meaning, the nearest first', () => {
    for (const seed of [1, 2, 3]) {
      const reading = readSymbol(momentOf(randomBars(seed, 500)), 'IWM')!;
      const levels = keyLevels(reading);
      const distances = levels.map(({ distancePct }) => Math.abs(distancePct));
      expect(distances).toEqual([...distances].sort((a, b) => a - b));
      for (const { kind, level, distancePct, meaning } of levels) {
        expect(meaning).toBe(KEY_LEVEL_MEANINGS[kind]);
        expect(level).toBeCloseTo(reading.close * (1 + distancePct / 100), 8);
      }
      expect(levels.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['sma50', 'sma200', 'year-high']),
      );
    }
  });

  it('of a young history are few, and none is made up', () => {
    const reading = readSymbol(momentOf(barsOf({ SPY: values(30, () => 100) })), 'SPY')!;
    expect(keyLevels(reading)).toEqual([]);
  });
});
