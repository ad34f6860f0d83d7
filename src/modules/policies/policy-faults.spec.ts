import { describe, expect, it } from '@jest/globals';
import { DomainError, type FieldProblem } from '../../domain/domain-error.js';
import { POLICY_PRESETS } from '../../domain/policy/presets.js';
import { assertPolicyDocument } from './policy-faults.js';

type Tree = Record<string, unknown>;

const HOUSE = POLICY_PRESETS.house;
const TIMING = POLICY_PRESETS['ten-month-average'];

/** The faults of a document that is refused; none of one that passes. */
function faultsOf(document: unknown): readonly FieldProblem[] {
  try {
    assertPolicyDocument(document, '');
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.code === 'invalid-policy') return error.fields;
    throw error;
  }
}

/** A copy of a document with another value at a pointer; without a value, with nothing there. */
function changed(document: unknown, pointer: string, value?: unknown): Tree {
  const copy = structuredClone(document) as Tree;
  const path = pointer.split('/').slice(1);
  const name = path.pop()!;
  const parent = path.reduce((at, key) => at[key] as Tree, copy);
  if (value === undefined) delete parent[name];
  else parent[name] = value;
  return copy;
}

/** A copy with a field by another name. */
function renamed(document: unknown, pointer: string, name: string): Tree {
  const at = pointer.lastIndexOf('/');
  const value = valueAt(document, pointer);
  return changed(changed(document, pointer), `${pointer.slice(0, at)}/${name}`, value);
}

const valueAt = (document: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce((at, key) => (at as Tree)[key], document);

const RULE = '/tilts/rules/0';
const WHEN = `${RULE}/when`;
const TEST = HOUSE.tilts.rules[0]!.when;
const nested = (levels: number): object => (levels === 0 ? TEST : { not: nested(levels - 1) });
const house = (pointer: string, value?: unknown) => changed(HOUSE, pointer, value);
const when = (condition: unknown) => house(WHEN, condition);
const effect = (value: unknown) => house('/brakes/0/effect', value);

const SIGNAL = 'Valid: one of the 79 that GET /v1/policies/schema lists (Id of a signal)';
const CONDITION =
  'an object with exactly one of all, any, not, signal (A condition: others under all, any or not, or a test of a signal)';
const NEEDED = 'exactly one of all, any, not, signal must be there';
const ABOUT = '(A condition: others under all, any or not, or a test of a signal)';
const TREND =
  'a list of 1 or more, none twice, each one of confirmed_uptrend, uptrend, uptrend_under_pressure, recovering, bottoming, mixed, downtrend';
const SCORE = '(How near a recession the economy looks, from 0 to 100)';
const EXPOSURE =
  'exactly one of levelsBps (with downCloses and upCloses), rules (with review and otherwiseBps)';
const EXPOSED = '(How much equity is held: a level for each market regime, or of the first rule that holds)';
const CAP = '(These symbols hold no more of the sleeve than their baseline)';
const MOVES = '(Basis points of the sleeve by symbol; they sum to zero)';
const PERIOD = '(Period of the fast average)';
const TILTS = HOUSE.tilts.rules.map(({ id }) => id).join(', ');
const TOP =
  'schemaVersion, name, description, evidence, parameters, baselineBps, exposure, tilts, brakes, boundsBps, riskProfiles, drift';

describe('a policy document is refused with one fault, that says what would be valid, for', () => {
  it.each<[string, unknown, string, string, string]>([
    [
      'no object',
      [],
      '',
      'wrong-type',
      `an empty list is not valid here; valid: an object with ${TOP}, nearPct, staleSessions and, optionally, cashNeedDays`,
    ],
    [
      'another version of the schema',
      house('/schemaVersion', 2),
      '/schemaVersion',
      'unknown-value',
      '2 is not valid here; valid: 1',
    ],
    [
      'a number as text',
      house('/parameters/macd/fast', '12'),
      '/parameters/macd/fast',
      'wrong-type',
      `"12" is not valid here; valid: a whole number from 1 to 250 ${PERIOD}`,
    ],
    [
      'a fraction of a whole number',
      house('/parameters/macd/fast', -1.5),
      '/parameters/macd/fast',
      'wrong-type',
      `-1.5 is not valid here; valid: a whole number from 1 to 250 ${PERIOD}`,
    ],
    [
      'a number under its least',
      house('/parameters/macd/fast', 0),
      '/parameters/macd/fast',
      'out-of-range',
      `0 is not valid here; valid: a whole number from 1 to 250 ${PERIOD}`,
    ],
    [
      'a number over its most',
      house('/baselineBps/IWM', 20_000),
      '/baselineBps/IWM',
      'out-of-range',
      '20000 is not valid here; valid: a whole number from 0 to 10000 (Basis points of the sleeve)',
    ],
    [
      'a percentage of nothing',
      house('/nearPct', 0),
      '/nearPct',
      'out-of-range',
      '0 is not valid here; valid: a number over 0, 100 at most (A rule is near when a close within so many per cent flips it)',
    ],
    [
      'a span of nothing',
      house('/parameters/tightFlag/maxSpanAtr', 0),
      '/parameters/tightFlag/maxSpanAtr',
      'out-of-range',
      '0 is not valid here; valid: a number over 0 (Most span of the closes, in ATR 14)',
    ],
    [
      'a switch as text',
      house('/tilts/enabled', 'true'),
      '/tilts/enabled',
      'wrong-type',
      '"true" is not valid here; valid: true or false (Switches all tilts on or off)',
    ],
    [
      'an empty text',
      house('/name', ''),
      '/name',
      'wrong-length',
      '"" is not valid here; valid: a text of 1 to 2000 characters (What the policy is called)',
    ],
    [
      'a text that is too long',
      house('/name', 'x'.repeat(2001)),
      '/name',
      'wrong-length',
      'a text of 2001 characters is not valid here; valid: a text of 1 to 2000 characters (What the policy is called)',
    ],
    [
      'an id of other letters',
      house(`${RULE}/id`, 'IWM up'),
      `${RULE}/id`,
      'malformed-id',
      '"IWM up" is not valid here; valid: a small letter, then at most 59 small letters, digits and hyphens (Stable id of the rule)',
    ],
    [
      'an empty list',
      house('/riskProfiles', []),
      '/riskProfiles',
      'wrong-length',
      'an empty list is not valid here; valid: a list of 1 to 50, each an object with id, name, floorBps, ceilingBps',
    ],
    [
      'a list that is too long',
      house('/evidence', Array(51).fill('x')),
      '/evidence',
      'wrong-length',
      'a list of 51 is not valid here; valid: a list of 50 at most, each a text of 1 to 2000 characters',
    ],
    [
      'an object in the place of a list',
      house('/brakes', { id: 'x' }),
      '/brakes',
      'wrong-type',
      'an object with id is not valid here; valid: a list of 50 at most, each an object with id, when, effect, reason',
    ],
    [
      'a missing field',
      house('/parameters/macd/fast'),
      '/parameters/macd/fast',
      'missing-field',
      `"fast" is missing; it must be a whole number from 1 to 250 ${PERIOD}`,
    ],
    [
      'a missing part',
      house('/drift'),
      '/drift',
      'missing-field',
      '"drift" is missing; it must be an object with minBps, maxBps, ofTargetPct and, optionally, to',
    ],
    [
      'an unknown field',
      house('/colour', 'blue'),
      '/colour',
      'unknown-field',
      `"colour" is no field here; valid: ${TOP}, cashNeedDays, nearPct, staleSessions`,
    ],
    [
      'a field whose name needs escaping',
      house('/drift', { ...HOUSE.drift, 'a/b~c': 1 }),
      '/drift/a~1b~0c',
      'unknown-field',
      '"a/b~c" is no field here; valid: minBps, maxBps, ofTargetPct, to',
    ],
    [
      'a misspelt field',
      renamed(HOUSE, '/parameters/macd/fast', 'fsat'),
      '/parameters/macd/fsat',
      'unknown-field',
      `"fsat" is no field here; did you mean fast? "fast" is missing and must be a whole number from 1 to 250 ${PERIOD}`,
    ],
    [
      'a field by another name',
      renamed(HOUSE, '/drift/ofTargetPct', 'relative'),
      '/drift/relative',
      'unknown-field',
      '"relative" is no field here; "ofTargetPct" is missing and must be a number over 0, 100 at most (Per cent of the target between the two)',
    ],
    [
      'an unknown choice',
      house('/drift/to', 'edge'),
      '/drift/to',
      'unknown-value',
      `"edge" is not valid here; valid: one of target, band-edge (Where a trade goes: to the target, or only to the band's edge)`,
    ],
    [
      'a misspelt choice',
      changed(TIMING, '/exposure/review', 'weekley'),
      '/exposure/review',
      'unknown-value',
      '"weekley" is not valid here; did you mean weekly? Valid: one of daily, weekly, monthly (Looked at on every close, or on the last of a week or month)',
    ],
    [
      'nothing in the place of a choice',
      house('/drift/to', null),
      '/drift/to',
      'unknown-value',
      `null is not valid here; valid: one of target, band-edge (Where a trade goes: to the target, or only to the band's edge)`,
    ],
    [
      'an exposure without anything',
      house('/exposure', {}),
      '/exposure',
      'one-of',
      `${EXPOSURE} must be there; here is none ${EXPOSED}`,
    ],
    [
      'an exposure by regime and by rules',
      house('/exposure', { ...HOUSE.exposure, ...TIMING.exposure }),
      '/exposure',
      'one-of',
      `${EXPOSURE} must be there; here are levelsBps (with downCloses and upCloses) and rules (with review and otherwiseBps) ${EXPOSED}`,
    ],
    [
      'an exposure by rules without rules',
      changed(TIMING, '/exposure/rules'),
      '/exposure/rules',
      'missing-field',
      '"rules" is missing; it must be a list of 1 to 20, each an object with id, when, levelBps, reason, reference (The first that holds at a review sets the level)',
    ],
    [
      'no level for a regime',
      house('/exposure/levelsBps/downtrend'),
      '/exposure/levelsBps/downtrend',
      'missing-field',
      '"downtrend" is missing; it must be a whole number from 0 to 10000 (Share of the ceiling held)',
    ],
    ['a text as a condition', when('x'), WHEN, 'wrong-type', `"x" is not valid here; valid: ${CONDITION}`],
    ['an empty condition', when({}), WHEN, 'one-of', `${NEEDED}; here is none ${ABOUT}`],
    [
      'a condition that is two',
      when({ all: [TEST], any: [TEST] }),
      WHEN,
      'one-of',
      `${NEEDED}; here are all and any ${ABOUT}`,
    ],
    [
      'a condition of conditions that is also a test',
      when({ all: [TEST], ...TEST }),
      WHEN,
      'one-of',
      `${NEEDED}; here are all and signal ${ABOUT}`,
    ],
    [
      'an unknown kind of condition',
      when({ and: [TEST] }),
      `${WHEN}/and`,
      'unknown-field',
      `"and" is no field here; ${NEEDED} ${ABOUT}`,
    ],
    [
      'a kind of condition in capitals',
      when({ ALL: [TEST] }),
      `${WHEN}/ALL`,
      'unknown-field',
      `"ALL" is no field here; did you mean all? E${NEEDED.slice(1)} ${ABOUT}`,
    ],
    [
      'a field beside a kind of condition',
      when({ any: [TEST], atLeastOf: 2 }),
      `${WHEN}/atLeastOf`,
      'unknown-field',
      '"atLeastOf" is no field here; valid: any (At least one of these holds)',
    ],
    [
      'no conditions of a kind',
      when({ all: [] }),
      `${WHEN}/all`,
      'wrong-length',
      'an empty list is not valid here; valid: a list of 1 to 30, each an object with exactly one of all, any, not, signal',
    ],
    [
      'conditions nested too deep',
      when(nested(9)),
      WHEN,
      'nested-too-deep',
      'this condition is nested 10 deep and may be 8; a part of it can be a rule of its own',
    ],
    [
      'a document nested beyond reading',
      when(nested(80)),
      '',
      'nested-too-deep',
      'a document is nested 60 deep at most, and a condition in it 8',
    ],
    [
      'a list beyond reading',
      house('/tilts/rules', Array(20_000).fill({})),
      '/tilts/rules',
      'wrong-length',
      'a list of 20000 is not valid here; no list of a document has more than 100',
    ],
    [
      'a misspelt signal',
      when({ signal: 'relative-strenght.state', symbol: 'IWM', in: ['up'] }),
      `${WHEN}/signal`,
      'unknown-signal',
      `"relative-strenght.state" is not valid here; did you mean relative-strength.state? ${SIGNAL}`,
    ],
    [
      'the beginning of a signal',
      when({ signal: 'breakout', symbol: 'IWM', in: ['active'] }),
      `${WHEN}/signal`,
      'unknown-signal',
      `"breakout" is not valid here; did you mean breakout.state? ${SIGNAL}`,
    ],
    [
      'a signal that there is nothing like',
      when({ signal: 'put-call-ratio', symbol: 'IWM', in: ['up'] }),
      `${WHEN}/signal`,
      'unknown-signal',
      '"put-call-ratio" is not valid here; valid: one of the 79 that GET /v1/policies/schema lists (Id of a signal)',
    ],
    [
      'a test without a signal',
      when({ symbol: 'IWM', in: ['up'] }),
      `${WHEN}/signal`,
      'missing-field',
      '"signal" is missing; it must be one of the 79 that GET /v1/policies/schema lists (Id of a signal)',
    ],
    [
      'a symbol that its signal is not of',
      when({ signal: 'relative-strength.state', symbol: 'SPY', in: ['up'] }),
      `${WHEN}/symbol`,
      'unknown-symbol',
      '"SPY" is not valid here; valid: one of IWM, MDY, QQQ, XLF, XLI',
    ],
    [
      'a symbol in small letters',
      when({ signal: 'relative-strength.state', symbol: 'iwm', in: ['up'] }),
      `${WHEN}/symbol`,
      'unknown-symbol',
      '"iwm" is not valid here; did you mean IWM? Valid: one of IWM, MDY, QQQ, XLF, XLI',
    ],
    [
      'no symbol',
      when({ signal: 'trend.state', in: ['uptrend'] }),
      `${WHEN}/symbol`,
      'missing-field',
      '"symbol" is missing; it must be one of IWM, MDY, SPY, QQQ, XLF, XLI',
    ],
    [
      'a symbol of a signal of the whole market',
      when({ signal: 'rotation.settled', symbol: 'SPY', in: ['risk_off'] }),
      `${WHEN}/symbol`,
      'unknown-field',
      '"symbol" is no field here; valid: signal, in (Who leads over 21 sessions, as the last state that held five closes in a row)',
    ],
    [
      'a value that its signal cannot take',
      when({ all: [TEST, { any: [{ not: { signal: 'trend.state', symbol: 'SPY', in: ['upptrend'] } }] }] }),
      `${WHEN}/all/1/any/0/not/in/0`,
      'unknown-value',
      `"upptrend" is not valid here; did you mean uptrend? Valid: one of ${TREND.slice(TREND.indexOf('confirmed'))}`,
    ],
    [
      'a value twice',
      when({ signal: 'trend.state', symbol: 'SPY', in: ['mixed', 'uptrend', 'mixed'] }),
      `${WHEN}/in/2`,
      'duplicate-value',
      `"mixed" stands at 0 already; valid: ${TREND}`,
    ],
    [
      'a value without a list',
      when({ signal: 'trend.state', symbol: 'SPY', in: 'uptrend' }),
      `${WHEN}/in`,
      'wrong-type',
      `"uptrend" is not valid here; valid: ${TREND}`,
    ],
    [
      'no values',
      when({ signal: 'trend.state', symbol: 'SPY' }),
      `${WHEN}/in`,
      'missing-field',
      `"in" is missing; it must be ${TREND}`,
    ],
    [
      'a threshold of a signal of words',
      when({ signal: 'trend.state', symbol: 'SPY', atLeast: 5 }),
      `${WHEN}/atLeast`,
      'unknown-field',
      `"atLeast" is no field here; "in" is missing and must be ${TREND}`,
    ],
    [
      'values of a signal of numbers',
      when({ signal: 'recession-risk.score', in: ['60'] }),
      `${WHEN}/in`,
      'unknown-field',
      `"in" is no field here; exactly one of atLeast, over, under must be there ${SCORE}`,
    ],
    [
      'no threshold',
      when({ signal: 'recession-risk.score' }),
      WHEN,
      'one-comparison',
      `exactly one of atLeast, over, under must be there; here is none ${SCORE}`,
    ],
    [
      'two thresholds',
      when({ signal: 'recession-risk.score', over: 1, under: 5 }),
      WHEN,
      'one-comparison',
      `exactly one of atLeast, over, under must be there; here are over and under ${SCORE}`,
    ],
    [
      'a threshold as text',
      when({ signal: 'recession-risk.score', over: '60' }),
      `${WHEN}/over`,
      'wrong-type',
      '"60" is not valid here; valid: a number (In points)',
    ],
    [
      'a move alone',
      house(`${RULE}/moves`, { IWM: 0 }),
      `${RULE}/moves`,
      'wrong-length',
      `an object with IWM is not valid here; valid: an object with 2 or more of IWM, MDY, SPY, QQQ ${MOVES}`,
    ],
    [
      'a move of another fund',
      house(`${RULE}/moves`, { GLD: 200, SPY: -200 }),
      `${RULE}/moves/GLD`,
      'unknown-field',
      `"GLD" is no field here; valid: IWM, MDY, SPY, QQQ ${MOVES}`,
    ],
    [
      'a move of more than all',
      house(`${RULE}/moves`, { IWM: 200, SPY: -20_000 }),
      `${RULE}/moves/SPY`,
      'out-of-range',
      '-20000 is not valid here; valid: a whole number from -10000 to 10000 (Basis points added or, under 0, taken away)',
    ],
    [
      'moves that add more than they take',
      house(`${RULE}/moves`, { IWM: 200, SPY: -100 }),
      `${RULE}/moves`,
      'moves-not-zero',
      'the moves of "iwm-relative-strength" sum to 100 basis points and must sum to 0: take away 100 in all',
    ],
    [
      'moves that take more than they add',
      house(`${RULE}/moves`, { IWM: 200, SPY: -350 }),
      `${RULE}/moves`,
      'moves-not-zero',
      'the moves of "iwm-relative-strength" sum to -150 basis points and must sum to 0: add 150 in all',
    ],
    [
      'a priority of nothing',
      house(`${RULE}/priority`, 0),
      `${RULE}/priority`,
      'out-of-range',
      '0 is not valid here; valid: a whole number from 1 to 100 (Who is served first, 1 before 2, once the positive moves exceed maxPositiveBps; equal ones are scaled down pro rata)',
    ],
    [
      'an effect that is none',
      effect({}),
      '/brakes/0/effect',
      'one-of',
      'exactly one of removeTiltsToward, voidRules, capAtBaseline must be there; here is none (What the brake does)',
    ],
    [
      'an effect that is two',
      effect({ removeTiltsToward: ['IWM'], capAtBaseline: ['IWM'] }),
      '/brakes/0/effect',
      'one-of',
      'exactly one of removeTiltsToward, voidRules, capAtBaseline must be there; here are removeTiltsToward and capAtBaseline (What the brake does)',
    ],
    [
      'an effect by its name alone',
      effect('voidRules'),
      '/brakes/0/effect',
      'wrong-type',
      '"voidRules" is not valid here; valid: an object with exactly one of removeTiltsToward, voidRules, capAtBaseline (What the brake does)',
    ],
    [
      'a misspelt effect',
      effect({ capToBaseline: ['IWM'] }),
      '/brakes/0/effect/capToBaseline',
      'unknown-field',
      '"capToBaseline" is no field here; did you mean capAtBaseline? Exactly one of removeTiltsToward, voidRules, capAtBaseline must be there (What the brake does)',
    ],
    [
      'an effect on another fund',
      effect({ capAtBaseline: ['IWM', 'GLD'] }),
      '/brakes/0/effect/capAtBaseline/1',
      'unknown-value',
      '"GLD" is not valid here; valid: one of IWM, MDY, SPY, QQQ',
    ],
    [
      'an effect on a fund twice',
      effect({ capAtBaseline: ['IWM', 'IWM'] }),
      '/brakes/0/effect/capAtBaseline/1',
      'duplicate-value',
      `"IWM" stands at 0 already; valid: a list of 1 or more, none twice, each one of IWM, MDY, SPY, QQQ ${CAP}`,
    ],
    [
      'a brake of a misspelt rule',
      effect({ voidRules: ['mdy-breakout', 'iwm-brakeout'] }),
      '/brakes/0/effect/voidRules/1',
      'unknown-rule',
      `no tilt is called "iwm-brakeout"; did you mean iwm-breakout? Valid: ${TILTS}`,
    ],
    [
      'a brake of another brake',
      effect({ voidRules: ['recession-risk'] }),
      '/brakes/0/effect/voidRules/0',
      'unknown-rule',
      `no tilt is called "recession-risk"; valid: ${TILTS}`,
    ],
    [
      'a brake of a rule where there are no rules',
      changed(changed(POLICY_PRESETS.baseline, '/brakes', [HOUSE.brakes[2]]), '/tilts/rules', []),
      '/brakes/0/effect/voidRules/0',
      'unknown-rule',
      'no tilt is called "iwm-breakout"; this policy has no tilts: add it, or give the brake another effect',
    ],
    [
      'a rule of the id of another',
      house('/tilts/rules/1/id', 'iwm-relative-strength'),
      '/tilts/rules/1/id',
      'duplicate-id',
      '"iwm-relative-strength" is the id of /tilts/rules/0/id already, and ids of rules and brakes are unique; give it another, for example "iwm-relative-strength-2"',
    ],
    [
      'a brake of the id of a rule',
      house('/brakes/0/id', 'iwm-tight-flag'),
      '/brakes/0/id',
      'duplicate-id',
      '"iwm-tight-flag" is the id of /tilts/rules/5/id already, and ids of rules and brakes are unique; give it another, for example "iwm-tight-flag-2"',
    ],
    [
      'risk profiles of one id',
      house('/riskProfiles/1/id', 'conservative'),
      '/riskProfiles/1/id',
      'duplicate-id',
      '"conservative" is the id of /riskProfiles/0/id already, and ids of risk profiles are unique; give it another, for example "conservative-2"',
    ],
    [
      'an id that names a step',
      house(`${RULE}/id`, 'baseline'),
      `${RULE}/id`,
      'reserved-id',
      '"baseline" names a step of every recommendation; give it another, for example "baseline-2"',
    ],
    [
      'a baseline of more than the whole',
      house('/baselineBps/IWM', 2100),
      '/baselineBps',
      'baseline-not-whole',
      "the baseline's weights sum to 10100 basis points and must sum to 10000: take away 100 in all",
    ],
    [
      'a baseline of less than the whole',
      house('/baselineBps/IWM', 1900),
      '/baselineBps',
      'baseline-not-whole',
      "the baseline's weights sum to 9900 basis points and must sum to 10000: add 100 in all",
    ],
    [
      'a baseline outside its bounds',
      house('/boundsBps/IWM', { min: 2500, max: 4500 }),
      '/baselineBps/IWM',
      'baseline-outside-bounds',
      'the baseline of IWM is 2000 and must lie within its bounds, 2500 to 4500',
    ],
    [
      'a weight of the baseline that is far too large',
      house('/baselineBps/IWM', 6000),
      '/baselineBps/IWM',
      'baseline-outside-bounds',
      "the baseline of IWM is 6000 and must lie within its bounds, 500 to 4500; the baseline's weights sum to 14000 basis points and must sum to 10000: take away 4000 in all",
    ],
    [
      'bounds that cross',
      house('/boundsBps/IWM', { min: 4500, max: 500 }),
      '/boundsBps/IWM/min',
      'min-above-max',
      'min is 4500 and must not exceed max, which is 500; give 500 at most, or max 4500 at least',
    ],
    [
      'bounds that hold too little',
      house('/boundsBps', {
        IWM: { min: 0, max: 2000 },
        MDY: { min: 0, max: 1000 },
        SPY: { min: 0, max: 4000 },
        QQQ: { min: 0, max: 2500 },
      }),
      '/boundsBps',
      'bounds-infeasible',
      'no split meets these bounds: their max sum to 9500 and must sum to 10000 at least; raise them by 500 in all',
    ],
    [
      'bounds that ask too much',
      house('/boundsBps', {
        IWM: { min: 2500, max: 4500 },
        MDY: { min: 2500, max: 4000 },
        SPY: { min: 4000, max: 7000 },
        QQQ: { min: 2500, max: 6000 },
      }),
      '/boundsBps',
      'bounds-infeasible',
      'no split meets these bounds: their min sum to 11500 and may sum to 10000 at most; lower them by 1500 in all',
    ],
    [
      'a floor above its ceiling',
      house('/riskProfiles/0/floorBps', 9900),
      '/riskProfiles/0/floorBps',
      'floor-above-ceiling',
      'floorBps is 9900 and must not exceed ceilingBps, which is 4000; give 4000 at most, or ceilingBps 9900 at least',
    ],
    [
      'drift bands that cross',
      house('/drift/minBps', 900),
      '/drift/minBps',
      'min-above-max',
      'minBps is 900 and must not exceed maxBps, which is 500; give 500 at most, or maxBps 900 at least',
    ],
    ...(
      [
        ['macd', 'fast', 26, 'slow'],
        ['rsi', 'oversold', 80, 'overbought'],
        ['downtrendLine', 'minApart', 120, 'sessions', 100],
        ['recessionRisk/credit', 'fromPct', 9, 'fullAtPct'],
        ['breadth', 'weakPct', 60, 'healthyPct'],
        ['breadth/thrust', 'from', 0.7, 'to'],
      ] as const
    ).map(([part, lower, low, upper, given]): [string, unknown, string, string, string] => {
      const at = `/parameters/${part}`;
      const high = given ?? valueAt(HOUSE, `${at}/${upper}`);
      return [
        `${lower} not under ${upper}`,
        changed(house(`${at}/${lower}`, low), `${at}/${upper}`, high),
        `${at}/${lower}`,
        'not-under',
        `${lower} is ${low} and must be under ${upper}, which is ${String(high)}; give less than ${String(high)}, or ${upper} over ${low}`,
      ];
    }),
    ...(
      [
        ['tightFlag', 'endedFrom', 50, 'endedTo', 20],
        ['recessionRisk', 'cuttingConstructiveUnder', 70, 'cuttingRestrictiveFrom', 60],
      ] as const
    ).map(([part, lower, low, upper, high]): [string, unknown, string, string, string] => [
      `${lower} over ${upper}`,
      house(`/parameters/${part}/${lower}`, low),
      `/parameters/${part}/${lower}`,
      'not-under',
      `${lower} is ${low} and must not exceed ${upper}, which is ${high}; give ${high} at most, or ${upper} ${low} at least`,
    ]),
  ])('%s', (_, document, pointer, code, message) => {
    expect(faultsOf(document)).toEqual([{ pointer, code, message }]);
  });

  const pointers = (document: unknown, at = ''): string[] =>
    Object.entries(document as Tree).flatMap(([name, value]) => [
      `${at}/${name}`,
      ...(typeof value === 'object' ? pointers(value, `${at}/${name}`) : []),
    ]);
  const isField = (pointer: string): boolean => !/\/\d+$/.test(pointer);

  it.each(['house', 'ten-month-average'] as const)('null anywhere in the preset %s', (preset) => {
    const document = POLICY_PRESETS[preset];
    for (const pointer of pointers(document)) {
      expect(faultsOf(changed(document, pointer, null))).toEqual([
        {
          pointer,
          code: expect.stringMatching(/^(wrong-type|unknown-(value|signal|symbol))$/) as unknown,
          message: expect.stringMatching(/^null is not valid here; valid: ./) as unknown,
        },
      ]);
    }
  });

  it.each(['house', 'ten-month-average'] as const)('any field left out of the preset %s', (preset) => {
    const document = POLICY_PRESETS[preset];
    for (const pointer of pointers(document).filter(isField)) {
      const faults = faultsOf(changed(document, pointer));
      // Optional are drift.to and cashNeedDays; a test of a number and an effect are told as a whole.
      expect([pointer, faults.length]).toEqual([
        pointer,
        /\/(to|cashNeedDays|removeTiltsToward)$/.test(pointer) && faults.length === 0 ? 0 : 1,
      ]);
      const [fault] = faults;
      if (fault === undefined) continue;
      expect(pointer.startsWith(fault.pointer)).toBe(true);
      expect(fault.message).toMatch(
        /is missing; it must be .|must be there; here is none|must sum to|valid: ./,
      );
    }
  });

  it.each(['house', 'ten-month-average'] as const)('any field misspelt in the preset %s', (preset) => {
    const document = POLICY_PRESETS[preset];
    for (const pointer of pointers(document).filter(isField)) {
      const name = pointer.slice(pointer.lastIndexOf('/') + 1);
      const faults = faultsOf(renamed(document, pointer, `${name}x`));
      expect(faults).toEqual([
        {
          pointer: `${pointer}x`,
          code: 'unknown-field',
          message: expect.stringContaining(`"${name}x" is no field here; `) as unknown,
        },
      ]);
      if (name.length > 2) expect(faults[0]?.message).toContain(`did you mean ${name}`);
    }
  });
});

it('a document that is wrong all over is told of in a hundred faults at most, each at a place of its own', () => {
  const faults = faultsOf(house('/brakes', Array(50).fill({ colour: 'blue', name: 'x' })));
  expect(faults.length).toBeGreaterThan(80);
  expect(faults.length).toBeLessThanOrEqual(100);
  expect(new Set(faults.map(({ pointer }) => pointer)).size).toBe(faults.length);
});
