import { parseCents, parseMicros } from '../src/domain/allocation/money.js';
import type { Constraints } from '../src/domain/allocation/bounds.js';
import { ADVISED } from '../src/domain/market/instruments.js';
import { HOUSE_POLICY } from '../src/domain/policy/house-policy.js';
import { judge } from '../src/domain/recommendation/judge.js';
import { recommend, type AdvisedAccount } from '../src/domain/recommendation/recommend.js';
import { prepare, sampleData } from './known-market.js';
import { median, nanosecondsPerCall } from './measure.js';
import { report, thousands } from './report.js';

const TARGET = 200_000;
const RUNS = 15;
const BOOK = 1_000;

const verdict = judge(prepare(await sampleData()), HOUSE_POLICY, { knownAt: Date.UTC(2024, 11, 1) });

/** Accounts that differ, so that nothing is computed for the same figures twice in a row. */
function bookOf(constraints: Constraints): AdvisedAccount[] {
  return Array.from({ length: BOOK }, (_, n) => ({
    riskProfile: HOUSE_POLICY.riskProfiles[n % HOUSE_POLICY.riskProfiles.length]!.id,
    cash: parseCents(`${1_000 + 37 * n}.5`),
    positions: ADVISED.map((symbol, i) => ({
      symbol,
      quantity: parseMicros(`${10 + ((n * (i + 3)) % 400)}.25`),
    })),
    constraints,
  }));
}

const books = [
  { name: 'no constraints', accounts: bookOf({}) },
  {
    name: 'constraints that bind',
    accounts: bookOf({ IWM: { maxBps: 500 }, QQQ: { minBps: 800, maxBps: 900 }, CASH: { minBps: 6_000 } }),
  },
];

const rates = books.map(() => [] as number[]);
for (let run = 0; run < RUNS; run++) {
  books.forEach(({ accounts }, i) => {
    let n = 0;
    const each = nanosecondsPerCall(() => recommend(verdict, accounts[n++ % BOOK]!), 150);
    rates[i]!.push(1e9 / each);
  });
}
books.forEach(({ name, accounts }, i) => {
  const rate = median(rates[i]!);
  const bound = accounts.filter((account) => recommend(verdict, account).steps.length > 1).length;
  report({
    what: `recommend() for four positions and cash, ${name}`,
    measured: `${thousands(rate)} a second on one core, ${(rate / TARGET).toFixed(2)} of what is promised (${bound} of ${BOOK} accounts bound)`,
    target: `at least ${thousands(TARGET)} a second`,
    meets: rate >= TARGET,
  });
});
