import type { Instant } from '../../../../domain/market/price-bar.js';

/**
 * Milliseconds to wait by a `Retry-After` header, which is a count of seconds or an HTTP date (RFC 9110,
 * 10.2.3). Nothing where it is absent or neither.
 */
export function retryAfterMs(header: unknown, now: Instant): number | undefined {
  if (typeof header !== 'string') return undefined;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Za-z]{3}, /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
