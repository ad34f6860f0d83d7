import type { Ticker } from '../market/instruments.js';
import { signalById } from '../readings/catalogue.js';
import type { FlipClose, Moment, Observed, SignalDefinition } from '../readings/signal.js';
import type { Unavailable } from '../readings/unavailable.js';
import type { Condition, SignalTest } from './policy-document.js';

/** Yes, no, or the reason that nobody can say (Kleene's three values). */
export type Truth = boolean | Unavailable;

/** Every test in a condition, left to right. */
export function testsOf(condition: Condition): readonly SignalTest[] {
  if ('all' in condition) return condition.all.flatMap(testsOf);
  if ('any' in condition) return condition.any.flatMap(testsOf);
  return 'not' in condition ? testsOf(condition.not) : [condition];
}

/** Evaluates a condition, asking `answer` for each test. Missing data never decides by itself. */
export function evaluate(condition: Condition, answer: (test: SignalTest) => Truth): Truth {
  if ('all' in condition) return decide(condition.all, false, answer);
  if ('any' in condition) return decide(condition.any, true, answer);
  if ('not' in condition) {
    const inner = evaluate(condition.not, answer);
    return typeof inner === 'boolean' ? !inner : inner;
  }
  return answer(condition);
}

function decide(parts: readonly Condition[], deciding: boolean, answer: (test: SignalTest) => Truth): Truth {
  let result: Truth = !deciding;
  for (const part of parts) {
    const truth = evaluate(part, answer);
    if (truth === deciding) return deciding;
    if (typeof truth === 'object') result = truth;
  }
  return result;
}

/** The catalogued signal a test asks about. Throws for an id that the schema would have refused. */
export function signalOf(test: SignalTest): SignalDefinition {
  const signal = signalById(test.signal);
  if (signal === undefined) throw new RangeError(`no signal '${test.signal}'`);
  return signal;
}

/** The symbol a test is about; SPY stands in where the signal is about the market as a whole. */
const subjectOf = (test: SignalTest): Ticker => test.symbol ?? 'SPY';

/** Whether a test holds at a moment. */
export function holds(test: SignalTest, moment: Moment): Truth {
  const symbol = subjectOf(test);
  if (test.symbol !== undefined && !moment.market.has(symbol)) {
    return { unavailable: { code: 'no-bar', subject: symbol } };
  }
  const value = signalOf(test).read(moment, symbol);
  if (typeof value === 'object') return value;
  if (test.in !== undefined) return test.in.includes(String(value));
  if (test.atLeast !== undefined) return Number(value) >= test.atLeast;
  if (test.over !== undefined) return Number(value) > test.over;
  return test.under !== undefined && Number(value) < test.under;
}

/** What a test's signal is, in numbers and dates; nothing where it can't be read. */
export const observedOf = (test: SignalTest, moment: Moment): readonly Observed[] =>
  test.symbol !== undefined && !moment.market.has(test.symbol)
    ? []
    : signalOf(test).observe(moment, subjectOf(test));

/** The next closes at which a test may flip. */
export function flipsOf(test: SignalTest, moment: Moment): readonly FlipClose[] {
  const thresholds = [test.atLeast, test.over, test.under].filter((value) => value !== undefined);
  return signalOf(test).flips?.(moment, subjectOf(test), thresholds) ?? [];
}
