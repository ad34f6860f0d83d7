import type { Clock } from '../../../platform/clock/clock.js';
import type { ProviderSettings } from '../../../platform/config/provider-settings.js';
import { FredProvider } from './fred/fred.provider.js';
import { HTTP_LIMITS, type HttpLimits } from './http/http-limits.js';
import type { MacroProvider, PriceProvider } from './live-provider.port.js';
import { MassiveProvider } from './massive/massive.provider.js';
import { PriceSources } from './price-sources.js';
import { TiingoProvider } from './tiingo/tiingo.provider.js';

/** What can be asked, by the keys that are configured. One for the service: it holds rate limits and breakers. */
export class LiveProviders {
  readonly prices: PriceSources;
  /** Absent where no key is configured. */
  readonly macro: MacroProvider | undefined;

  constructor(settings: ProviderSettings, clock: Clock, limits: HttpLimits = HTTP_LIMITS) {
    this.prices = new PriceSources(
      priceProviders(settings, clock, limits),
      namesIn(settings.priceSources),
      ordersIn(settings.priceSourcesBySymbol ?? ''),
    );
    this.macro =
      settings.fredApiKey === undefined
        ? undefined
        : new FredProvider(
            {
              apiKey: settings.fredApiKey,
              baseUrl: settings.fredBaseUrl,
              rate: { requests: settings.fredRequestsPerMinute, seconds: 60 },
              limits,
            },
            clock,
          );
  }
}

function priceProviders(settings: ProviderSettings, clock: Clock, limits: HttpLimits): PriceProvider[] {
  const { tiingoApiKey, tiingoBaseUrl, massiveApiKey, massiveBaseUrl } = settings;
  const providers: PriceProvider[] = [];
  if (tiingoApiKey !== undefined) {
    const rate = { requests: settings.tiingoRequestsPerHour, seconds: 3600 };
    providers.push(new TiingoProvider({ apiKey: tiingoApiKey, baseUrl: tiingoBaseUrl, rate, limits }, clock));
  }
  if (massiveApiKey !== undefined) {
    const rate = { requests: settings.massiveRequestsPerMinute, seconds: 60 };
    providers.push(
      new MassiveProvider({ apiKey: massiveApiKey, baseUrl: massiveBaseUrl, rate, limits }, clock),
    );
  }
  return providers;
}

const namesIn = (order: string): string[] => [...new Set(order.split(','))];

function ordersIn(setting: string): ReadonlyMap<string, readonly string[]> {
  const entries = setting.split(';').filter((entry) => entry !== '');
  return new Map(
    entries.map((entry) => {
      const [symbol = '', order = ''] = entry.split('=');
      return [symbol, namesIn(order)];
    }),
  );
}
