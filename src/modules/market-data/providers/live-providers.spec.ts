import { describe, expect, it } from '@jest/globals';
import { SystemClock } from '../../../platform/clock/clock.js';
import { AppConfig } from '../../../platform/config/app-config.js';
import { LiveProviders } from './live-providers.js';

const providersOf = (changes: Partial<AppConfig>): LiveProviders =>
  new LiveProviders(new AppConfig().with(changes), new SystemClock());
const namesFor = (providers: LiveProviders, symbol: 'SPY' | 'MDY'): string[] =>
  providers.prices.orderFor(symbol).map(({ name }) => name);

describe('the live providers of a configuration', () => {
  it('are none without keys', () => {
    const providers = providersOf({});
    expect(namesFor(providers, 'SPY')).toEqual([]);
    expect(providers.macro).toBeUndefined();
  });

  it('are those with a key, in the configured order', () => {
    const keys = {
      tiingoApiKey: 'tiingo-test-key',
      massiveApiKey: 'massive-test-key',
      fredApiKey: 'fred-test-key',
    };
    const providers = providersOf({
      ...keys,
      priceSources: 'massive,tiingo',
      priceSourcesBySymbol: 'MDY=tiingo',
    });
    expect(namesFor(providers, 'SPY')).toEqual(['massive', 'tiingo']);
    expect(namesFor(providers, 'MDY')).toEqual(['tiingo']);
    expect(providers.macro?.name).toBe('fred');
    expect(namesFor(providersOf({ massiveApiKey: 'massive-test-key' }), 'SPY')).toEqual(['massive']);
  });
});
