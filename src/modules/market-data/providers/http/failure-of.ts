import type { AxiosError } from 'axios';
import { ProviderFailure } from '../live-provider.port.js';
import type { ProviderFailureCode } from '../live-provider.port.js';

/** An HTTP answer as far as telling failures apart needs it. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly location: string | undefined;
  readonly text: string;
}

const BY_STATUS: Readonly<Record<number, ProviderFailureCode>> = {
  401: 'unauthorized',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  410: 'not-found',
  429: 'rate-limited',
};

/** The failure that a status stands for; nothing for 200. */
export function codeOfStatus(status: number): ProviderFailureCode | undefined {
  if (status === 200) return undefined;
  const known = BY_STATUS[status];
  if (known) return known;
  if (status >= 500) return 'server-error';
  if (status >= 400) return 'bad-request';
  return status >= 300 ? 'moved' : 'malformed-answer';
}

const LONGEST_DETAIL = 200;
const SAYS_WHY = ['error_message', 'detail', 'error', 'message'] as const;

/** The sentence in which a provider says what is wrong, by the names that the providers' documents give it. */
export function errorTextOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const found = SAYS_WHY.map((name): unknown => Reflect.get(body, name)).find(
    (value) => typeof value === 'string',
  );
  return typeof found === 'string' ? found.replace(/\s+/g, ' ').trim() : undefined;
}

/** Parsed JSON; undefined where it isn't any. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The text without any of the secrets and no longer than a log line should be. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret !== '')
    .reduce((so, secret) => so.replaceAll(secret, '***').replaceAll(encodeURIComponent(secret), '***'), text);
  return hidden.length > LONGEST_DETAIL ? `${hidden.slice(0, LONGEST_DETAIL)}…` : hidden;
}

/** Where an answer sends us, without a query, which may hold a key. */
export const withoutQuery = (location: string): string => location.replace(/[?#].*$/s, '');

const NETWORK: Readonly<Record<string, ProviderFailureCode>> = {
  ECONNABORTED: 'timeout',
  ETIMEDOUT: 'timeout',
  ERR_CANCELED: 'timeout',
};

/** As axios tells its own errors, without loading it. */
const isAxiosError = (error: unknown): error is AxiosError =>
  error instanceof Error && Reflect.get(error, 'isAxiosError') === true;

function codeOfNetworkError(error: unknown): ProviderFailureCode {
  if (!isAxiosError(error)) return 'unreachable';
  // axios gives these two the same code; only their messages tell them apart.
  if (error.message.startsWith('maxContentLength')) return 'oversized-body';
  const known = error.code === undefined ? undefined : NETWORK[error.code];
  if (known) return known;
  return error.response === undefined ? 'unreachable' : 'truncated-body';
}

/**
 * What a request that got no whole answer failed of. The original isn't kept as a cause: it holds the
 * request's headers and URL, and with them the key.
 */
export function failureOfNetwork(provider: string, error: unknown): ProviderFailure {
  const code = codeOfNetworkError(error);
  const detail = code === 'unreachable' && isAxiosError(error) ? error.code : undefined;
  return new ProviderFailure(provider, code, detail);
}
