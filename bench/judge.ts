import { HOUSE_POLICY } from '../src/domain/policy/house-policy.js';
import { judge } from '../src/domain/recommendation/judge.js';
import { prepare, realData, realDirectories, sampleData, type MarketData } from './known-market.js';
import { median } from './measure.js';
import { report } from './report.js';

const RUNS = 25;

/** Milliseconds from loaded columns to a verdict with nothing cached: the first of a process, and the median. */
function coldJudgements(data: MarketData): { first: number; usual: number } {
  const taken = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    judge(prepare(data), HOUSE_POLICY, { asOf: '2024-11-27', knownAt: Date.UTC(2024, 11, 1) });
    return performance.now() - start;
  });
  return { first: taken[0]!, usual: median(taken) };
}

const data = realDirectories ? await realData(realDirectories) : await sampleData();
const { first, usual } = coldJudgements(data);
report({
  what: `judge() on ${realDirectories ? '25 years of real' : 'four years of sample'} data, nothing cached`,
  measured: `${usual.toFixed(1)} ms; the first of a process ${first.toFixed(1)} ms`,
});
