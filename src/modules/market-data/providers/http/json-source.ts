import type { AxiosInstance } from 'axios';
import {
  circuitBreaker,
  type CircuitBreakerPolicy,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  type IBackoffFactory,
  type IRetryBackoffContext,
  isBrokenCircuitError,
  retry,
  type RetryPolicy,
} from 'cockatiel';
import type { Clock } from '../../../../platform/clock/clock.js';
import { ProviderFailure } from '../live-provider.port.js';
import type { ProviderFailureCode } from '../live-provider.port.js';
import {
  codeOfStatus,
  errorTextOf,
  failureOfNetwork,
  type HttpAnswer,
  parsed,
  withoutQuery,
  withoutSecrets,
} from './failure-of.js';
import type { HttpLimits, RequestRate } from './http-limits.js';
import { RequestBudget } from './request-budget.js';
import { retryAfterMs } from './retry-after.js';

export interface JsonSourceOptions {
  /** The provider's name, in failures and on rows. */
  readonly name: string;
  readonly baseUrl: string;
  readonly rate: RequestRate;
  readonly limits: HttpLimits;
  /** Sent with every request; the values count as secret. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Query parameters of every request; the values count as secret. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** The failure that an answer stands for in this provider's own manner; asked first, of every answer. */
  readonly classify?: (answer: HttpAnswer) => ProviderFailureCode | undefined;
}

export type Query = Readonly<Record<string, string | number>>;

const TRANSIENT: ReadonlySet<ProviderFailureCode> = new Set<ProviderFailureCode>([
  'rate-limited',
  'server-error',
  'timeout',
  'unreachable',
  'truncated-body',
  'malformed-json',
]);

/** A provider that asks for fewer requests is well; one that fails or isn't there is not. */
const COUNTS_AS_DOWN: ReadonlySet<ProviderFailureCode> = new Set<ProviderFailureCode>([
  'server-error',
  'timeout',
  'unreachable',
]);

const codeOf = (error: unknown): ProviderFailureCode | undefined =>
  error instanceof ProviderFailure ? error.code : undefined;

/** Milliseconds that a failed attempt was asked to wait. */
const askedWait = (error: unknown): number =>
  error instanceof ProviderFailure ? (error.retryAfterMs ?? 0) : 0;

/** Waits as the jittered backoff says, or as long as the provider asked for where that is longer. */
const pauseAsAsked = (
  jittered: IBackoffFactory<unknown>,
): IBackoffFactory<IRetryBackoffContext<unknown>> => ({
  next: (context) => {
    const backoff = jittered.next(context);
    const asked = 'error' in context.result ? askedWait(context.result.error) : 0;
    return {
      duration: Math.max(asked, backoff.duration),
      next: (later) => pauseAsAsked(backoff).next(later),
    };
  },
});

/** axios takes a tenth of a second to load, which a start should not wait for: most services ask no provider. */
async function clientOf({ baseUrl, headers, limits }: JsonSourceOptions): Promise<AxiosInstance> {
  const { default: axios } = await import('axios');
  return axios.create({
    baseURL: baseUrl,
    allowAbsoluteUrls: false,
    headers: { Accept: 'application/json', ...headers },
    timeout: limits.silenceMs,
    // A key is only ever sent to the address it was configured for.
    maxRedirects: 0,
    maxContentLength: limits.maxBytes,
    responseType: 'arraybuffer',
    validateStatus: () => true,
  });
}

/**
 * One provider's JSON over HTTP: one axios instance with its timeouts and size limit, retries, a rate limit
 * and a circuit breaker. Everything that goes wrong comes out as a ProviderFailure without secrets.
 */
export class JsonSource {
  readonly name: string;
  private client: Promise<AxiosInstance> | undefined;
  private readonly budget: RequestBudget;
  private readonly retries: RetryPolicy;
  private readonly breaker: CircuitBreakerPolicy;
  private readonly secrets: readonly string[];

  constructor(
    private readonly options: JsonSourceOptions,
    private readonly clock: Clock,
  ) {
    const { name, limits, rate, headers = {}, credentials = {} } = options;
    this.name = name;
    this.secrets = [
      ...Object.values(headers).flatMap((value) => [value, value.replace(/^\S+ /, '')]),
      ...Object.values(credentials),
    ];
    this.budget = new RequestBudget(name, rate, limits.patienceMs);
    this.retries = retry(
      handleWhen((error) => {
        const code = codeOf(error);
        return code !== undefined && TRANSIENT.has(code) && askedWait(error) <= limits.patienceMs;
      }),
      {
        maxAttempts: limits.attempts - 1,
        backoff: pauseAsAsked(
          new ExponentialBackoff({ initialDelay: limits.firstPauseMs, maxDelay: limits.longestPauseMs }),
        ),
      },
    );
    this.breaker = circuitBreaker(
      handleWhen((error) => {
        const code = codeOf(error);
        return code !== undefined && COUNTS_AS_DOWN.has(code);
      }),
      { halfOpenAfter: limits.openMs, breaker: new ConsecutiveBreaker(limits.failuresToOpen) },
    );
  }

  /**
   * The parsed body of a GET.
   * @param path below the base URL, its parts already encoded
   * @throws ProviderFailure
   */
  async get(path: string, query: Query = {}): Promise<unknown> {
    try {
      return await this.retries.execute(() => this.breaker.execute(() => this.attempt(path, query)));
    } catch (error) {
      if (isBrokenCircuitError(error)) throw this.failure('circuit-open');
      throw error;
    }
  }

  /** A failure of this provider; what it says is cleared of secrets. */
  failure(code: ProviderFailureCode, detail?: string, waitMs?: number): ProviderFailure {
    const shown = detail === undefined ? undefined : withoutSecrets(detail, this.secrets);
    return new ProviderFailure(this.name, code, shown, waitMs);
  }

  private async attempt(path: string, query: Query): Promise<unknown> {
    await this.budget.spend();
    const { headers, ...answer } = await this.send(path, query);
    const code = this.options.classify?.(answer) ?? codeOfStatus(answer.status);
    if (code !== undefined) {
      const wait = retryAfterMs(headers['retry-after'], this.clock.now().getTime());
      if (code === 'rate-limited' && wait !== undefined) await this.budget.pause(wait);
      throw this.failure(code, this.detailOf(answer), wait);
    }
    if (!/^application\/([\w.+-]+\+)?json\b/i.test(answer.contentType)) {
      throw this.failure('unexpected-content-type', answer.contentType || 'none given');
    }
    const body = parsed(answer.text);
    if (body === undefined) throw this.failure('malformed-json');
    return body;
  }

  private async send(
    path: string,
    query: Query,
  ): Promise<HttpAnswer & { readonly headers: Readonly<Record<string, unknown>> }> {
    try {
      const client = await (this.client ??= clientOf(this.options));
      const { status, headers, data } = await client.get<Buffer>(path, {
        params: { ...this.options.credentials, ...query },
        signal: AbortSignal.timeout(this.options.limits.attemptMs),
      });
      const named = headers as Readonly<Record<string, unknown>>;
      const { 'content-type': contentType, location } = named;
      return {
        status,
        headers: named,
        contentType: typeof contentType === 'string' ? contentType : '',
        location: typeof location === 'string' ? location : undefined,
        text: data.toString('utf8'),
      };
    } catch (error) {
      throw failureOfNetwork(this.name, error);
    }
  }

  private detailOf({ status, location, text }: HttpAnswer): string {
    if (location !== undefined) return `status ${status}, to ${withoutQuery(location)}`;
    const why = errorTextOf(parsed(text));
    return why === undefined ? `status ${status}` : `status ${status}, ${why}`;
  }
}
