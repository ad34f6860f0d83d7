import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, IsUrl, Matches, Max, Min, MinLength } from 'class-validator';

const number = ({ value }: { value: unknown }): unknown => Number(value);
const withoutFinalSlash = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.replace(/\/+$/, '') : value;
const URL_RULES = {
  protocols: ['https', 'http'],
  require_protocol: true,
  require_tld: false,
  disallow_auth: true,
};

/**
 * Live providers: keys, addresses and the request rates of the subscriptions. A provider without a key isn't
 * asked. docs/PROVIDERS.md says what to set.
 */
export class ProviderSettings {
  @IsOptional()
  @IsString()
  @MinLength(8)
  readonly tiingoApiKey?: string;

  @Transform(withoutFinalSlash)
  @IsUrl(URL_RULES, { message: 'must be an http(s) URL' })
  readonly tiingoBaseUrl: string = 'https://api.tiingo.com';

  /** The free plan's. */
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  readonly tiingoRequestsPerHour: number = 50;

  @IsOptional()
  @IsString()
  @MinLength(8)
  readonly massiveApiKey?: string;

  @Transform(withoutFinalSlash)
  @IsUrl(URL_RULES, { message: 'must be an http(s) URL' })
  readonly massiveBaseUrl: string = 'https://api.massive.com';

  /** The free plan's. */
  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly massiveRequestsPerMinute: number = 5;

  @IsOptional()
  @IsString()
  @MinLength(8)
  readonly fredApiKey?: string;

  @Transform(withoutFinalSlash)
  @IsUrl(URL_RULES, { message: 'must be an http(s) URL' })
  readonly fredBaseUrl: string = 'https://api.stlouisfed.org';

  @Transform(number)
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly fredRequestsPerMinute: number = 120;

  /** Names of price providers, first choice first. */
  @Matches(/^(tiingo|massive)(,(tiingo|massive))*$/, {
    message: 'must list tiingo and massive in the order to ask them, such as tiingo,massive',
  })
  readonly priceSources: string = 'tiingo,massive';

  /** Orders of single symbols, such as `MDY=massive,tiingo;QQQ=massive`. */
  @IsOptional()
  @Matches(/^[A-Z.]+=(tiingo|massive)(,(tiingo|massive))*(;[A-Z.]+=(tiingo|massive)(,(tiingo|massive))*)*$/, {
    message: 'must be orders by symbol, such as MDY=massive,tiingo;QQQ=massive',
  })
  readonly priceSourcesBySymbol?: string;

  /** Whether any live provider can be asked. */
  get hasLiveProvider(): boolean {
    return [this.tiingoApiKey, this.massiveApiKey, this.fredApiKey].some((key) => key !== undefined);
  }
}

export const PROVIDER_VARIABLES = {
  tiingoApiKey: 'TIINGO_API_KEY',
  tiingoBaseUrl: 'TIINGO_BASE_URL',
  tiingoRequestsPerHour: 'TIINGO_REQUESTS_PER_HOUR',
  massiveApiKey: 'MASSIVE_API_KEY',
  massiveBaseUrl: 'MASSIVE_BASE_URL',
  massiveRequestsPerMinute: 'MASSIVE_REQUESTS_PER_MINUTE',
  fredApiKey: 'FRED_API_KEY',
  fredBaseUrl: 'FRED_BASE_URL',
  fredRequestsPerMinute: 'FRED_REQUESTS_PER_MINUTE',
  priceSources: 'PRICE_SOURCES',
  priceSourcesBySymbol: 'PRICE_SOURCES_BY_SYMBOL',
} as const satisfies Partial<Record<keyof ProviderSettings, string>>;
