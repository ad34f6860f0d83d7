import type { PolicyChange } from '../policy/policy-diff.js';
import { isByRules, type BrakeEffect, type Condition, type Exposure } from '../policy/policy-document.js';
import { conditionInWords } from './condition-in-words.js';
import { listed, percentOf, spoken } from './format.js';
import { brakeInWords, movesInWords } from './rule-in-words.js';

/** What a kind of place is called, and what its values are. */
interface Place {
  /** Which paths it tells of; `*` is any one name. */
  readonly path: string;
  /** `{1}`, `{2}` … are the names at the path's positions. */
  readonly name: string;
  readonly value?: (value: unknown) => string;
}

const share = (value: unknown): string => percentOf(Number(value));
const perCent = (value: unknown): string => `${String(value)} %`;
const text = (value: unknown): string => `"${String(value)}"`;
// Both documents are ones that the schema accepts, so that each place holds what the schema says.
const condition = (value: unknown): string => conditionInWords(value as Condition);
const effect = (value: unknown): string => brakeInWords(value as BrakeEffect);
const order = (value: unknown): string => (Array.isArray(value) ? listed(value.map(String)) : String(value));
const statements = (value: unknown): string =>
  Array.isArray(value) ? value.map(text).join(' ') : text(value);
const moves = (value: unknown): string => movesInWords(value as Parameters<typeof movesInWords>[0]);

const exposure = (value: unknown): string => {
  const how = value as Exposure;
  if (!isByRules(how)) {
    const levels = Object.entries(how.levelsBps).map(
      ([state, bps]) => `${percentOf(bps)} in ${spoken(state)}`,
    );
    return `by the market regime (${listed(levels)})`;
  }
  const rules = how.rules.map(
    ({ when, levelBps }) => `${percentOf(levelBps)} while ${conditionInWords(when)}`,
  );
  return `by conditions looked at ${how.review} (${rules.join('; ')}; otherwise ${percentOf(how.otherwiseBps)})`;
};

const rule = (value: unknown): string => {
  const { when, moves: own } = value as { when: Condition; moves: unknown };
  return `while ${condition(when)}, ${moves(own)}`;
};
const brake = (value: unknown): string => {
  const { when, effect: own } = value as { when: Condition; effect: unknown };
  return `while ${condition(when)}, ${effect(own)}`;
};
const step = (value: unknown): string => {
  const { when, levelBps } = value as { when: Condition; levelBps: number };
  return `${percentOf(levelBps)} while ${condition(when)}`;
};
const profile = (value: unknown): string => {
  const { floorBps, ceilingBps } = value as { floorBps: number; ceilingBps: number };
  return `${percentOf(floorBps)} to ${percentOf(ceilingBps)} in equity`;
};

const PLACES: readonly Place[] = [
  { path: 'name', name: "The policy's name", value: text },
  { path: 'description', name: "The policy's description", value: text },
  { path: 'evidence', name: 'What is said of the evidence', value: statements },
  { path: 'baselineBps/*', name: 'The baseline of {1}', value: share },
  { path: 'exposure', name: 'How much equity is held', value: exposure },
  { path: 'exposure/levelsBps/*', name: 'The exposure in {2}', value: share },
  { path: 'exposure/downCloses', name: 'The lower closes in a row that cut the exposure' },
  { path: 'exposure/upCloses', name: 'The higher closes in a row that raise the exposure' },
  { path: 'exposure/review', name: 'How often the exposure is looked at' },
  { path: 'exposure/otherwiseBps', name: 'The exposure while no condition holds', value: share },
  { path: 'exposure/rules', name: 'The order of the exposure rules', value: order },
  { path: 'exposure/rules/*', name: 'The exposure rule {2}', value: step },
  { path: 'exposure/rules/*/when', name: 'The condition of the exposure rule {2}', value: condition },
  { path: 'exposure/rules/*/levelBps', name: 'The level of the exposure rule {2}', value: share },
  { path: 'exposure/rules/*/*', name: 'The {3} of the exposure rule {2}', value: text },
  { path: 'tilts/enabled', name: 'Whether tilts count', value: (value) => (value === true ? 'yes' : 'no') },
  { path: 'tilts/maxPositiveBps', name: 'The most that tilts may add', value: share },
  { path: 'tilts/onCloses', name: 'The closes that switch a tilt on' },
  { path: 'tilts/offCloses', name: 'The closes that switch a tilt off' },
  { path: 'tilts/rules', name: 'The order of the tilts', value: order },
  { path: 'tilts/rules/*', name: 'The tilt {2}', value: rule },
  { path: 'tilts/rules/*/when', name: 'The condition of the tilt {2}', value: condition },
  { path: 'tilts/rules/*/priority', name: 'The priority of the tilt {2}' },
  { path: 'tilts/rules/*/moves/*', name: 'What the tilt {2} moves {4} by', value: share },
  { path: 'tilts/rules/*/*', name: 'The {3} of the tilt {2}', value: text },
  { path: 'brakes', name: 'The order of the brakes', value: order },
  { path: 'brakes/*', name: 'The brake {1}', value: brake },
  { path: 'brakes/*/when', name: 'The condition of the brake {1}', value: condition },
  { path: 'brakes/*/effect', name: 'What the brake {1} does', value: effect },
  { path: 'brakes/*/*', name: 'The {2} of the brake {1}', value: text },
  { path: 'boundsBps/*/min', name: 'The least of {1} in the equity', value: share },
  { path: 'boundsBps/*/max', name: 'The most of {1} in the equity', value: share },
  { path: 'riskProfiles', name: 'The order of the risk profiles', value: order },
  { path: 'riskProfiles/*', name: 'The risk profile {1}', value: profile },
  { path: 'riskProfiles/*/name', name: 'The name of the risk profile {1}', value: text },
  { path: 'riskProfiles/*/floorBps', name: 'The floor of the risk profile {1}', value: share },
  { path: 'riskProfiles/*/ceilingBps', name: 'The ceiling of the risk profile {1}', value: share },
  { path: 'drift/minBps', name: 'The drift under which nothing is traded', value: share },
  { path: 'drift/maxBps', name: 'The drift that is always traded', value: share },
  { path: 'drift/ofTargetPct', name: 'The drift that is traded, of the target,', value: perCent },
  { path: 'nearPct', name: 'How near a close makes a rule near', value: perCent },
  { path: 'staleSessions', name: 'The sessions that prices may lag' },
];

const isAt = (place: string, path: readonly string[]): boolean => {
  const names = place.split('/');
  return names.length === path.length && names.every((name, i) => name === '*' || name === path[i]);
};

/** A difference as a sentence. A place without a template is told by its name and its plain values. */
export function tellPolicyChange({ kind, path, from, to }: PolicyChange): string {
  const place = PLACES.find((one) => isAt(one.path, path));
  const value =
    place?.value ?? ((plain: unknown) => (typeof plain === 'string' ? plain : JSON.stringify(plain)));
  const name =
    place?.name.replace(/\{(\d)\}/g, (_, at: string) => spokenName(path[Number(at)] ?? '', path)) ??
    `The parameter ${path.slice(path[0] === 'parameters' ? 1 : 0).join('.')}`;
  if (kind === 'added') return `${name} is added: ${value(to)}.`;
  if (kind === 'removed') return `${name} is removed; it was: ${value(from)}.`;
  return `${name} changes from ${value(from)} to ${value(to)}.`;
}

/** Regimes as words; ids and symbols as they are. */
const spokenName = (name: string, path: readonly string[]): string =>
  path[1] === 'levelsBps' ? spoken(name) : name;

/** All differences as plain text, a line each. */
export const tellPolicyChanges = (changes: readonly PolicyChange[]): string =>
  changes.length === 0
    ? 'Nothing changes.'
    : changes.map((change) => `- ${tellPolicyChange(change)}`).join('\n');
