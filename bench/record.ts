import { performance } from 'node:perf_hooks';
import type { AdvisedSymbol } from '../src/domain/market/instruments.js';
import { HOUSE_POLICY } from '../src/domain/policy/house-policy.js';
import { recordRules } from '../src/domain/policy/rule-record.js';
import { momentsOf } from '../src/domain/recommendation/session.js';
import { prepare, realData, realDirectories, sampleData, type MarketData } from './known-market.js';
import { median } from './measure.js';
import { report } from './report.js';

const RUNS = 5;

/** Milliseconds for every rule's record with nothing cached, and the longest stretch without giving way. */
function wholeRecord(data: MarketData): { total: number; longest: number } {
  const known = prepare(data);
  const { market } = known;
  const closes = (symbol: AdvisedSymbol): Float64Array => market.columns(symbol).close;
  const start = performance.now();
  const steps = recordRules(HOUSE_POLICY, {
    market,
    through: market.sessions.length - 1,
    momentAt: momentsOf(known, HOUSE_POLICY.parameters, Infinity),
    lines: { IWM: closes('IWM'), MDY: closes('MDY'), SPY: closes('SPY'), QQQ: closes('QQQ') },
    returns: 'price',
    sample: data.sample,
  });
  let longest = 0;
  for (let before = start; !steps.next().done;) {
    const now = performance.now();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return { total: performance.now() - start, longest };
}

const data = realDirectories ? await realData(realDirectories) : await sampleData();
const runs = Array.from({ length: RUNS }, () => wholeRecord(data));
const totals = runs.map(({ total }) => total);
report({
  what: `the record of every rule on ${realDirectories ? '25 years of real' : 'four years of sample'} data, nothing cached`,
  measured: `${(median(totals) / 1000).toFixed(2)} s, the first of a process ${(totals[0]! / 1000).toFixed(2)} s; at most ${median(
    runs.map(({ longest }) => longest),
  ).toFixed(1)} ms without giving way, in the first ${runs[0]!.longest.toFixed(1)} ms`,
});
