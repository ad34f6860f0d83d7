import { describe, expect, it } from '@jest/globals';
import { sessionClose, sessionsBetween } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import { SIGNALS } from '../../src/domain/readings/catalogue.js';
import { judge } from '../../src/domain/recommendation/judge.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../src/domain/recommendation/session.js';
import { readMarket } from '../../src/domain/regime/market-reading.js';
import { hasRealData, realBars, realMacro } from '../support/real-data.js';
import { cutBars, cutMacro } from '../support/synthetic-market.js';

const SAMPLES = 40;

function readingsAt(known: KnownMarket, asOf: string) {
  const moment = momentsOf(known, HOUSE_POLICY.parameters, sessionClose(asOf))(known.market.momentAt(asOf));
  return SIGNALS.flatMap((signal) =>
    (signal.symbols ?? (['SPY'] as const)).map((symbol) => ({
      signal: signal.id,
      symbol,
      value: signal.read(moment, symbol),
      observed: signal.observe(moment, symbol),
    })),
  );
}

const marketAt = (known: KnownMarket, asOf: string) =>
  readMarket(momentsOf(known, HOUSE_POLICY.parameters, sessionClose(asOf))(known.market.momentAt(asOf)));

const SESSIONS = sessionsBetween('2001-07-02', '2024-12-31');
const sampled = Array.from(
  { length: SAMPLES },
  (_, i) => SESSIONS[Math.floor((i * (SESSIONS.length - 1)) / (SAMPLES - 1))]!,
);

function load() {
  const bars = realBars();
  const macro = realMacro();
  return { bars, macro, full: knownMarket(bars, macro, false) };
}
let loaded: ReturnType<typeof load> | undefined;

(hasRealData() ? describe : describe.skip)('real history cut at a session', () => {
  it.each(sampled)('%s reads, judges and hashes as the whole history does', (asOf) => {
    const { bars, macro, full } = (loaded ??= load());
    const close = sessionClose(asOf);
    const cut = knownMarket(cutBars(bars, asOf), cutMacro(macro, close), false);
    expect(readingsAt(cut, asOf)).toEqual(readingsAt(full, asOf));
    expect(marketAt(cut, asOf)).toEqual(marketAt(full, asOf));
    const timing = { asOf, knownAt: close };
    expect(judge(cut, HOUSE_POLICY, timing)).toEqual(judge(full, HOUSE_POLICY, timing));
  });
});
