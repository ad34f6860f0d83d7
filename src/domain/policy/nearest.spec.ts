import { describe, expect, it } from '@jest/globals';
import { SIGNALS } from '../readings/catalogue.js';
import { nearest } from './nearest.js';

const IDS = SIGNALS.map(({ id }) => id);

describe('nearest', () => {
  it.each([
    ['relative-strenght.state', 'relative-strength.state'],
    ['SMA50.position', 'sma50.position'],
    ['fed.actoin', 'fed.action'],
    ['breakout', 'breakout.state'],
  ])('finds what %s was meant to be', (asked, meant) => {
    expect(nearest(asked, IDS)).toContain(meant);
  });

  it('puts an exact match first and gives no more than asked for', () => {
    expect(nearest('trend.state', IDS, 1)).toEqual(['trend.state']);
    expect(nearest('x'.repeat(100_000), IDS)).toHaveLength(3);
  });
});
