import { createHash } from 'node:crypto';
import { READ_SYMBOLS } from '../market/instruments.js';
import { OBSERVED_SERIES } from '../readings/macro/observation.js';
import { canonicalHash } from '../canonical-hash.js';
import type { FedOverride } from '../readings/macro/fed-override.js';
import type { MarketFact } from '../readings/market-fact.js';
import type { Moment } from '../readings/signal.js';

/**
 * SHA-256 over everything a verdict at this moment may have looked at: each symbol's sessions, highs,
 * lows and closes up to the moment, each series' visible dates, values and release instants, the Fed's
 * statements, and what the firm entered itself: its readings of the Fed and its facts.
 */
export function dataHash(
  { market, t, macro }: Moment,
  overrides: readonly FedOverride[] = [],
  facts: readonly MarketFact[] = [],
): string {
  const hash = createHash('sha256');
  const session = market.sessions[t]!;
  for (const symbol of READ_SYMBOLS) {
    if (!market.has(symbol)) continue;
    const { series } = market.columns(symbol);
    let bars = series.sessions.length;
    while (bars > 0 && series.sessions[bars - 1]! > session) bars--;
    hash.update(`${symbol} ${bars} ${series.sessions.slice(0, bars).join()}`);
    for (const column of [series.high, series.low, series.close]) hash.update(column.subarray(0, bars));
  }
  for (const id of OBSERVED_SERIES) {
    const series = macro.series(id);
    if (series === undefined) continue;
    const { count, dates, values, releasedAt } = series;
    hash.update(`${id} ${count} ${dates.slice(0, count).join()}`);
    for (const column of [values, releasedAt]) hash.update(column.subarray(0, count));
  }
  for (const { date, releasedAt, body } of macro.statements) {
    hash.update(canonicalHash(['statement', date, releasedAt, body]));
  }
  if (overrides.length > 0) hash.update(canonicalHash(overrides));
  if (facts.length > 0) hash.update(canonicalHash(facts));
  return hash.digest('hex');
}
