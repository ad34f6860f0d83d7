import { describe, expect, it } from '@jest/globals';
import { SIGNALS } from '../readings/catalogue.js';
import { didYouMean, meantBy } from './nearest.js';

const IDS = SIGNALS.map(({ id }) => id);

describe('meantBy', () => {
  it.each([
    ['relative-strenght.state', ['relative-strength.state']],
    ['SMA50.position', ['sma50.position']],
    ['fed.actoin', ['fed.action']],
    ['breakout', ['breakout.state']],
    ['sma200', ['sma200.distance', 'sma200.position', 'sma200.slope']],
    ['put-call-ratio', []],
    ['', []],
    ['x'.repeat(100_000), []],
  ])('finds what %.30s was meant to be', (asked, meant) => {
    expect(meantBy(asked, IDS)).toEqual(meant);
  });

  it('takes no short name for another short one', () => {
    expect(meantBy('GLD', ['IWM', 'QLD'])).toEqual([]);
    expect(meantBy('iwm', ['IWM', 'QLD'])).toEqual(['IWM']);
  });
});

describe('didYouMean', () => {
  it('asks before a sentence where there is something to ask', () => {
    expect(didYouMean('weekley', ['daily', 'weekly'], 'valid: two')).toBe('did you mean weekly? Valid: two');
    expect(didYouMean('hourly', ['daily', 'weekly'], 'valid: two')).toBe('valid: two');
  });
});
