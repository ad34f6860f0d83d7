import { WHOLE_BPS } from '../allocation/assets.js';
import type { FieldProblem } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import { didYouMean } from './nearest.js';
import { isByRules, type Condition, type PolicyDocument } from './policy-document.js';

/** Conditions nested deeper than this say nothing that a person could follow. */
export const DEEPEST_CONDITION = 8;

/** More ids than this are not listed in a sentence. */
const MOST_LISTED = 20;

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
  return [
    ...repeated(rules, 'rules and brakes', RESERVED),
    ...repeated(named('/riskProfiles', riskProfiles), 'risk profiles', []),
  ];
}

function repeated(
  items: readonly { readonly id: string; readonly pointer: string }[],
  what: string,
  reserved: readonly string[],
): FieldProblem[] {
  const taken = new Set([...reserved, ...items.map(({ id }) => id)]);
  const first = new Map<string, string>();
  return items.flatMap(({ id, pointer }) => {
    const other = `give it another, for example "${unlike(id, taken)}"`;
    const before = first.get(id);
    if (reserved.includes(id)) {
      const message = `"${id}" names a step of every recommendation; ${other}`;
      return [problem(pointer, 'reserved-id', message)];
    }
    if (before === undefined) {
      first.set(id, pointer);
      return [];
    }
    const message = `"${id}" is the id of ${before} already, and ids of ${what} are unique; ${other}`;
    return [problem(pointer, 'duplicate-id', message)];
  });
}

/** An id like another that nothing has. */
function unlike(id: string, taken: ReadonlySet<string>): string {
  let number = 2;
  const numbered = (): string => `${id.slice(0, 55)}-${number}`;
  while (taken.has(numbered())) number += 1;
  return numbered();
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
            `this condition is nested ${depthOf(when)} deep and may be ${DEEPEST_CONDITION}; a part of it can be a rule of its own`,
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
    const message = `the moves of "${id}" ${missedSum(total, 0)}`;
    return [problem(`/tilts/rules/${i}/moves`, 'moves-not-zero', message)];
  });

/** What figures sum to, what they must sum to, and by how much they are to be changed. */
const missedSum = (total: number, due: number): string =>
  `sum to ${total} basis points and must sum to ${due}: ${total > due ? 'take away' : 'add'} ${Math.abs(total - due)} in all`;

function checkBrakes({ tilts, brakes }: PolicyDocument): FieldProblem[] {
  const ids = tilts.rules.map(({ id }) => id);
  return brakes.flatMap(({ effect }, i) => {
    if (!('voidRules' in effect)) return [];
    return effect.voidRules.flatMap((id, j) => {
      if (ids.includes(id)) return [];
      const valid =
        ids.length === 0
          ? 'this policy has no tilts: add it, or give the brake another effect'
          : didYouMean(
              id,
              ids,
              `valid: ${ids.length > MOST_LISTED ? 'an id in /tilts/rules' : ids.join(', ')}`,
            );
      return [
        problem(`/brakes/${i}/effect/voidRules/${j}`, 'unknown-rule', `no tilt is called "${id}"; ${valid}`),
      ];
    });
  });
}

function checkSplit({ baselineBps, boundsBps }: PolicyDocument): FieldProblem[] {
  // Bounds that cross are told as pairs are.
  const crossed = ADVISED.filter((symbol) => boundsBps[symbol].min > boundsBps[symbol].max);
  const least = sum(ADVISED.map((symbol) => boundsBps[symbol].min));
  const most = sum(ADVISED.map((symbol) => boundsBps[symbol].max));
  if (crossed.length === 0 && (least > WHOLE_BPS || most < WHOLE_BPS)) {
    const message =
      least > WHOLE_BPS
        ? `no split meets these bounds: their min sum to ${least} and may sum to ${WHOLE_BPS} at most; lower them by ${least - WHOLE_BPS} in all`
        : `no split meets these bounds: their max sum to ${most} and must sum to ${WHOLE_BPS} at least; raise them by ${WHOLE_BPS - most} in all`;
    return [problem('/boundsBps', 'bounds-infeasible', message)];
  }
  const whole = sum(Object.values(baselineBps));
  const missed = whole === WHOLE_BPS ? '' : `the baseline's weights ${missedSum(whole, WHOLE_BPS)}`;
  const outside = ADVISED.flatMap((symbol) => {
    const { min, max } = boundsBps[symbol];
    const baseline = baselineBps[symbol];
    if (crossed.includes(symbol) || (baseline >= min && baseline <= max)) return [];
    const message = `the baseline of ${symbol} is ${baseline} and must lie within its bounds, ${min} to ${max}${missed && `; ${missed}`}`;
    return [problem(`/baselineBps/${symbol}`, 'baseline-outside-bounds', message)];
  });
  // A weight outside its bounds is usually what makes the sum wrong: one mistake, told once.
  if (outside.length > 0) return outside;
  return missed === '' ? [] : [problem('/baselineBps', 'baseline-not-whole', missed)];
}

/** What of two figures beside each other is the wrong way round. */
function checkPairs({ boundsBps, riskProfiles, drift, parameters }: PolicyDocument): FieldProblem[] {
  const { macd, rsi, tightFlag, downtrendLine, recessionRisk, breadth } = parameters;
  const risk = '/parameters/recessionRisk';
  return [
    ...ADVISED.map((symbol) =>
      notOver(`/boundsBps/${symbol}`, boundsBps[symbol], 'min', 'max', 'min-above-max'),
    ),
    ...riskProfiles.map((profile, i) =>
      notOver(`/riskProfiles/${i}`, profile, 'floorBps', 'ceilingBps', 'floor-above-ceiling'),
    ),
    notOver('/drift', drift, 'minBps', 'maxBps', 'min-above-max'),
    under('/parameters/macd', macd, 'fast', 'slow'),
    under('/parameters/rsi', rsi, 'oversold', 'overbought'),
    notOver('/parameters/tightFlag', tightFlag, 'endedFrom', 'endedTo', 'not-under'),
    under('/parameters/downtrendLine', downtrendLine, 'minApart', 'sessions'),
    under(`${risk}/credit`, recessionRisk.credit, 'fromPct', 'fullAtPct'),
    notOver(risk, recessionRisk, 'cuttingConstructiveUnder', 'cuttingRestrictiveFrom', 'not-under'),
    under('/parameters/breadth', breadth, 'weakPct', 'healthyPct'),
    under('/parameters/breadth/thrust', breadth.thrust, 'from', 'to'),
  ].flat();
}

type Figures<Name extends string> = Readonly<Record<Name, number>>;

function under<L extends string, U extends string>(at: string, pair: Figures<L | U>, lower: L, upper: U) {
  const [low, high] = [pair[lower], pair[upper]];
  if (low < high) return [];
  const message = `${lower} is ${low} and must be under ${upper}, which is ${high}; give less than ${high}, or ${upper} over ${low}`;
  return [problem(`${at}/${lower}`, 'not-under', message)];
}

function notOver<L extends string, U extends string>(
  at: string,
  pair: Figures<L | U>,
  lower: L,
  upper: U,
  code: string,
) {
  const [low, high] = [pair[lower], pair[upper]];
  if (low <= high) return [];
  const message = `${lower} is ${low} and must not exceed ${upper}, which is ${high}; give ${high} at most, or ${upper} ${low} at least`;
  return [problem(`${at}/${lower}`, code, message)];
}
