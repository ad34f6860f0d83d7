import { performance } from 'node:perf_hooks';
import { HOUSE_POLICY } from '../src/domain/policy/house-policy.js';
import { evaluate, holds } from '../src/domain/policy/condition.js';
import { walkTilt } from '../src/domain/policy/tilt-walk.js';
import { walkExposure } from '../src/domain/policy/exposure-walk.js';
import { assessMacro } from '../src/domain/readings/macro/assessment.js';
import { momentsOf } from '../src/domain/recommendation/session.js';
import { marketRegime } from '../src/domain/regime/market-regime.js';
import { readMarket } from '../src/domain/regime/market-reading.js';
import { prepare, realData, realDirectories, sampleData, type MarketData } from './known-market.js';
import { median } from './measure.js';
import { report } from './report.js';

const { parameters, tilts, brakes, exposure } = HOUSE_POLICY;
const MOST_SESSIONS = 6_000;
const RUNS = 15;

/** Milliseconds of the whole reading of the last session: with nothing made yet, and with columns made. */
function readingOfOneSession(data: MarketData): { cold: number; warm: number } {
  const runs = Array.from({ length: RUNS }, () => {
    const known = prepare(data);
    const t = known.market.sessions.length - 1;
    const read = (): number => {
      const start = performance.now();
      const moment = momentsOf(known, parameters, Infinity)(t);
      readMarket(moment);
      assessMacro(moment);
      return performance.now() - start;
    };
    return { cold: read(), warm: read() };
  });
  return { cold: median(runs.map(({ cold }) => cold)), warm: median(runs.map(({ warm }) => warm)) };
}

/** Seconds to step through history: every reading, the exposure, each tilt and each brake, a session at a time. */
function everySession(data: MarketData): { seconds: number; sessions: number } {
  const start = performance.now();
  const known = prepare(data);
  const { market } = known;
  const momentAt = momentsOf(known, parameters, Infinity);
  const first = Math.max(0, market.sessions.length - MOST_SESSIONS);
  for (let t = first; t < market.sessions.length; t++) {
    const moment = momentAt(t);
    readMarket(moment);
    assessMacro(moment);
    walkExposure(marketRegime(market, parameters).raw, exposure, t);
    for (const rule of tilts.rules) walkTilt(rule, tilts, momentAt, t);
    for (const brake of brakes) evaluate(brake.when, (test) => holds(test, moment));
  }
  return { seconds: (performance.now() - start) / 1000, sessions: market.sessions.length - first };
}

const data = realDirectories ? await realData(realDirectories) : await sampleData();
const of = `${realDirectories ? '25 years of real' : 'four years of sample'} data of ${data.bars.size} symbols`;

const { cold, warm } = readingOfOneSession(data);
report({
  what: `the whole reading of one session from ${of} in memory`,
  measured: `${cold.toFixed(1)} ms with no column made; ${warm.toFixed(1)} ms with columns made`,
  target: 'under 25 ms',
  meets: cold < 25,
});

const { seconds, sessions } = everySession(data);
report({
  what: `${sessions} sessions of ${of}, stepped day by day`,
  measured: `${seconds.toFixed(1)} s, ${((seconds * 1000) / sessions).toFixed(2)} ms a session`,
  target: `under 10 s for ${MOST_SESSIONS}`,
  meets: (seconds / sessions) * MOST_SESSIONS < 10,
});
