import { WHOLE_BPS } from '../allocation/assets.js';
import type { FieldProblem } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import { nearest } from './nearest.js';
import { isByRules, type Condition, type PolicyDocument } from './policy-document.js';

/** Conditions nested deeper than this say nothing that a person could follow. */
export const DEEPEST_CONDITION = 8;

/** What the waterfall and rationales name besides rules. */
const RESERVED = ['baseline', 'bounds', 'exposure'];

/**
 * Everything that is wrong with a document that the schema accepts: what one field says of another. None
 * for a document that may be used. Pointers are into the document.
 */
export const checkPolicy = (document: PolicyDocument): FieldProblem[] => [
  ...checkIds(document),
  ...checkDepths(document),
  ...checkMoves(document),
  ...checkBrakes(document),
  ...checkSplit(document),
  ...checkPairs(document),
];

const problem = (pointer: string, code: string, message: string): FieldProblem => ({
  pointer,
  code,
  message,
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

function checkIds({ tilts, brakes, exposure, riskProfiles }: PolicyDocument): FieldProblem[] {
  const named = (pointer: string, items: readonly { readonly id: string }[]) =>
    items.map(({ id }, i) => ({ id, pointer: `${pointer}/${i}/id` }));
  const rules = [
    ...named('/exposure/rules', isByRules(exposure) ? exposure.rules : []),
    ...named('/tilts/rules', tilts.rules),
    ...named('/brakes', brakes),
  ];
  const reserved = rules.filter(({ id }) => RESERVED.includes(id));
  return [
    ...repeated(rules, 'rules and brakes'),
    ...repeated(named('/riskProfiles', riskProfiles), 'risk profiles'),
    ...reserved.map(({ id, pointer }) =>
      problem(
        pointer,
        'reserved-id',
        `"${id}" names a step of every recommendation; give the rule another id`,
      ),
    ),
  ];
}

function repeated(
  items: readonly { readonly id: string; readonly pointer: string }[],
  what: string,
): FieldProblem[] {
  const first = new Map<string, string>();
  return items.flatMap(({ id, pointer }) => {
    const before = first.get(id);
    if (before === undefined) first.set(id, pointer);
    return before === undefined
      ? []
      : [problem(pointer, 'duplicate-id', `"${id}" is taken by ${before}; ids of ${what} are unique`)];
  });
}

function checkDepths({ tilts, brakes, exposure }: PolicyDocument): FieldProblem[] {
  const conditions = [
    ...(isByRules(exposure) ? exposure.rules : []).map(({ when }, i) => ({
      when,
      at: `/exposure/rules/${i}`,
    })),
    ...tilts.rules.map(({ when }, i) => ({ when, at: `/tilts/rules/${i}` })),
    ...brakes.map(({ when }, i) => ({ when, at: `/brakes/${i}` })),
  ];
  return conditions.flatMap(({ when, at }) =>
    depthOf(when) > DEEPEST_CONDITION
      ? [
          problem(
            `${at}/when`,
            'nested-too-deep',
            `conditions may be nested ${DEEPEST_CONDITION} deep, this one is ${depthOf(when)}`,
          ),
        ]
      : [],
  );
}

function depthOf(condition: Condition): number {
  if ('all' in condition) return 1 + Math.max(...condition.all.map(depthOf));
  if ('any' in condition) return 1 + Math.max(...condition.any.map(depthOf));
  return 'not' in condition ? 1 + depthOf(condition.not) : 1;
}

const checkMoves = ({ tilts }: PolicyDocument): FieldProblem[] =>
  tilts.rules.flatMap(({ id, moves }, i) => {
    const total = sum(Object.values(moves));
    if (total === 0) return [];
    const message = `the moves of "${id}" sum to ${total} basis points; what is added must be taken elsewhere, so that they sum to 0`;
    return [problem(`/tilts/rules/${i}/moves`, 'moves-not-zero', message)];
  });

function checkBrakes({ tilts, brakes }: PolicyDocument): FieldProblem[] {
  const ids = tilts.rules.map(({ id }) => id);
  return brakes.flatMap(({ effect }, i) => {
    if (!('voidRules' in effect)) return [];
    return effect.voidRules.flatMap((id, j) => {
      if (ids.includes(id)) return [];
      const valid = ids.length === 0 ? 'this policy has no tilts' : `nearest: ${nearest(id, ids).join(', ')}`;
      return [
        problem(`/brakes/${i}/effect/voidRules/${j}`, 'unknown-rule', `no tilt is called "${id}"; ${valid}`),
      ];
    });
  });
}

function checkSplit({ baselineBps, boundsBps }: PolicyDocument): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const whole = sum(Object.values(baselineBps));
  if (whole !== WHOLE_BPS) {
    const message = `the baseline sums to ${whole} basis points; it must sum to ${WHOLE_BPS}`;
    problems.push(problem('/baselineBps', 'baseline-not-whole', message));
  }
  for (const symbol of ADVISED) {
    const { min, max } = boundsBps[symbol];
    const baseline = baselineBps[symbol];
    if (min > max) {
      const message = `the least of ${symbol} (${min}) must not exceed the most (${max})`;
      problems.push(problem(`/boundsBps/${symbol}/min`, 'min-above-max', message));
    } else if (baseline < min || baseline > max) {
      const message = `the baseline of ${symbol} (${baseline}) must lie within its bounds, ${min} to ${max}`;
      problems.push(problem(`/baselineBps/${symbol}`, 'baseline-outside-bounds', message));
    }
  }
  const least = sum(ADVISED.map((symbol) => boundsBps[symbol].min));
  const most = sum(ADVISED.map((symbol) => boundsBps[symbol].max));
  if (least > WHOLE_BPS || most < WHOLE_BPS) {
    const message = `no split meets these bounds: the least sum to ${least}, which may be ${WHOLE_BPS} at most, and the most to ${most}, which must be ${WHOLE_BPS} at least`;
    problems.push(problem('/boundsBps', 'bounds-infeasible', message));
  }
  return problems;
}

/** One figure that must be under another, or may equal it where `orEqual`. */
interface Pair {
  readonly pointer: string;
  readonly code: string;
  readonly lower: number;
  readonly upper: number;
  readonly says: string;
  readonly orEqual?: boolean;
}

function checkPairs({ riskProfiles, drift, parameters }: PolicyDocument): FieldProblem[] {
  const { macd, rsi, tightFlag, downtrendLine, recessionRisk, breadth } = parameters;
  const of = (path: string, lower: number, upper: number, says: string, orEqual = false): Pair => ({
    pointer: `/parameters/${path}`,
    code: 'not-under',
    lower,
    upper,
    says,
    orEqual,
  });
  const pairs: Pair[] = [
    ...riskProfiles.map(({ id, floorBps, ceilingBps }, i): Pair => ({
      pointer: `/riskProfiles/${i}/floorBps`,
      code: 'floor-above-ceiling',
      lower: floorBps,
      upper: ceilingBps,
      says: `the floor of "${id}" must not exceed its ceiling`,
      orEqual: true,
    })),
    {
      pointer: '/drift/minBps',
      code: 'min-above-max',
      lower: drift.minBps,
      upper: drift.maxBps,
      says: 'the least drift that trades must not exceed the most that may stay',
      orEqual: true,
    },
    of('macd/fast', macd.fast, macd.slow, 'the fast period must be under the slow one'),
    of('rsi/oversold', rsi.oversold, rsi.overbought, 'oversold must be under overbought'),
    of(
      'tightFlag/endedFrom',
      tightFlag.endedFrom,
      tightFlag.endedTo,
      'endedFrom must not exceed endedTo',
      true,
    ),
    of(
      'downtrendLine/minApart',
      downtrendLine.minApart,
      downtrendLine.sessions,
      'minApart must be under sessions',
    ),
    of(
      'recessionRisk/credit/fromPct',
      recessionRisk.credit.fromPct,
      recessionRisk.credit.fullAtPct,
      'fromPct must be under fullAtPct',
    ),
    of(
      'recessionRisk/cuttingConstructiveUnder',
      recessionRisk.cuttingConstructiveUnder,
      recessionRisk.cuttingRestrictiveFrom,
      'cuttingConstructiveUnder must not exceed cuttingRestrictiveFrom',
      true,
    ),
    of('breadth/weakPct', breadth.weakPct, breadth.healthyPct, 'weakPct must be under healthyPct'),
    of('breadth/thrust/from', breadth.thrust.from, breadth.thrust.to, 'from must be under to'),
  ];
  return pairs
    .filter(({ lower, upper, orEqual = false }) => lower > upper || (lower === upper && !orEqual))
    .map(({ pointer, code, lower, upper, says }) =>
      problem(pointer, code, `${says} (${lower} against ${upper})`),
    );
}
