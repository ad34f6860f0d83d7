import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { InvalidConfiguration, loadConfig } from './load-config.js';

describe('configuration', () => {
  it('has a default for everything', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', nodeEnv: 'development', logLevel: 'info' });
    expect(config.databaseUrl).toBeUndefined();
    expect(config.dataDir).toMatch(/\/\.data$/);
    expect(config.dataset).toBe('sample');
  });

  it('reads what is set and takes an empty variable as unset', () => {
    const config = loadConfig({
      PORT: '8080',
      HOST: '',
      DATABASE_URL: 'postgresql://a:b@c/d',
      NODE_ENV: 'production',
    });
    expect(config).toMatchObject({ port: 8080, host: '127.0.0.1', databaseUrl: 'postgresql://a:b@c/d' });
    expect(config.isProduction).toBe(true);
  });

  it('holds real data as soon as a data directory is set', () => {
    expect(loadConfig({ MARKET_DATA_DIR: tmpdir() }).dataset).toBe('real');
    expect(loadConfig({ MACRO_DATA_DIR: tmpdir() }).dataset).toBe('real');
  });

  it('holds real data as soon as a live provider has a key', () => {
    const config = loadConfig({ FRED_API_KEY: '0123456789abcdef0123456789abcdef' });
    expect(config.dataset).toBe('real');
    expect(config).toMatchObject({ fredBaseUrl: 'https://api.stlouisfed.org', fredRequestsPerMinute: 120 });
  });

  it('reads the addresses, rates and order of the live providers, and refuses wrong ones', () => {
    const config = loadConfig({
      TIINGO_BASE_URL: 'http://127.0.0.1:9000/',
      MASSIVE_REQUESTS_PER_MINUTE: '600',
      PRICE_SOURCES: 'massive,tiingo',
      PRICE_SOURCES_BY_SYMBOL: 'MDY=tiingo;QQQ=tiingo,massive',
    });
    expect(config).toMatchObject({
      tiingoBaseUrl: 'http://127.0.0.1:9000',
      massiveRequestsPerMinute: 600,
      priceSources: 'massive,tiingo',
      priceSourcesBySymbol: 'MDY=tiingo;QQQ=tiingo,massive',
    });
    for (const wrong of [
      { TIINGO_BASE_URL: 'api.tiingo.com' },
      { FRED_REQUESTS_PER_MINUTE: '0' },
      { PRICE_SOURCES: 'stooq' },
      { PRICE_SOURCES_BY_SYMBOL: 'MDY:tiingo' },
    ]) {
      expect(() => loadConfig(wrong)).toThrow(`${Object.keys(wrong).join('')} must`);
    }
  });

  it('signs links with a secret that is long enough, for as long as is set', () => {
    const LINK_SECRET = 'x'.repeat(32);
    const config = loadConfig({ LINK_SECRET, LINK_MINUTES: '60', PUBLIC_URL: 'https://advice.example.com' });
    expect(config).toMatchObject({
      linkSecret: LINK_SECRET,
      linkMinutes: 60,
      publicUrl: 'https://advice.example.com',
    });
    expect(loadConfig({})).toMatchObject({ linkMinutes: 15 });
    for (const wrong of [
      { LINK_SECRET: 'short' },
      { LINK_MINUTES: '0' },
      { LINK_MINUTES: 'an hour' },
      { PUBLIC_URL: 'advice.example.com' },
      { PUBLIC_URL: 'https://advice.example.com/' },
    ]) {
      expect(() => loadConfig(wrong)).toThrow(`${Object.keys(wrong).join('')} must`);
    }
    expect(() => loadConfig({ LINK_SECRET: 'tell-no-one' })).toThrow(/^(?!.*tell-no-one)/s);
  });

  it("doesn't repeat a key that is refused", () => {
    expect(() => loadConfig({ TIINGO_API_KEY: 'secret' })).toThrow(/^(?!.*secret).*TIINGO_API_KEY must/s);
  });

  it('names every variable that is wrong at once', () => {
    const wrong = {
      PORT: 'http',
      DATABASE_URL: 'mysql://x',
      MARKET_DATA_DIR: '/no/such/folder',
      LOG_LEVEL: 'loud',
    };
    expect.assertions(5);
    try {
      loadConfig(wrong);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidConfiguration);
      for (const variable of Object.keys(wrong)) {
        expect((error as Error).message).toContain(`  - ${variable} must`);
      }
    }
  });

  it('keeps the other settings when one is changed', () => {
    const config = loadConfig({ PORT: '8080' });
    expect(config.with({ databaseUrl: 'postgresql://x/y' })).toMatchObject({
      port: 8080,
      databaseUrl: 'postgresql://x/y',
    });
    expect(config.databaseUrl).toBeUndefined();
  });
});
