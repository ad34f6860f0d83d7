import type { Moment } from '../signal.js';
import { isUnavailable } from '../unavailable.js';
import { readFedStatement } from './fed-statement.js';
import { readFedAction, readFedBias } from './fed.js';
import { readRecessionRisk } from './recession-risk.js';

/** What can be read in more than one way, by its stable code. */
export const MACRO_CONFLICTS = {
  'rate-cuts':
    'cuts are read as bullish (cheaper money for small borrowers) and as bearish (the Fed sees a recession): recession risk decides',
  'fed-bias':
    "the rates, the words of the Fed's last statement and the firm's own reading lean differently: the macro stance follows the firm's reading while one is in force, else the rates",
} as const;

/** Where a reading comes from. */
export const CONFLICT_SOURCES = {
  'cheaper-money': 'authors who read a cut as cheaper money for small borrowers',
  'recession-warning': 'authors who read a cut as a warning of recession',
  rates: '2-year Treasury yield less the effective funds rate',
  statement: "the words of the Fed's last statement",
  override: "the firm's own reading",
} as const;

/** What decides which of the readings counts. */
export const CONFLICT_DECIDERS = {
  'recession-risk.score':
    'the recession score: low makes cuts bullish, high bearish, between them neither counts',
  'fed.override': "the firm's own reading, while it is in force",
  'fed.bias': 'the rates, which the macro stance and the house policy follow',
} as const;

export interface ConflictingReading {
  readonly source: keyof typeof CONFLICT_SOURCES;
  readonly reading: 'bullish' | 'bearish' | 'dovish' | 'neutral' | 'hawkish';
}

/** Readings that all stand, and how what decides between them has decided. */
export interface MacroConflict {
  readonly code: keyof typeof MACRO_CONFLICTS;
  readonly readings: readonly ConflictingReading[];
  readonly decidedBy: keyof typeof CONFLICT_DECIDERS;
  /** That of recession risk, where it decides; absent while it can't be read. */
  readonly score?: number;
  /** The reading that counts. */
  readonly outcome: ConflictingReading['reading'] | 'undecided';
}

/** Where readings of the Fed disagree at a moment. */
export const readConflicts = (moment: Moment): MacroConflict[] => [
  ...cutsConflict(moment),
  ...biasConflict(moment),
];

/** What recession risk makes of a Fed that cuts; undecided between the two limits, and while there is no score. */
function cutsConflict(moment: Moment): MacroConflict[] {
  const action = readFedAction(moment);
  if (isUnavailable(action) || action.action !== 'cutting') return [];
  const readings = [
    { source: 'cheaper-money', reading: 'bullish' },
    { source: 'recession-warning', reading: 'bearish' },
  ] as const;
  const common = { code: 'rate-cuts', readings, decidedBy: 'recession-risk.score' } as const;
  const risk = readRecessionRisk(moment);
  if (isUnavailable(risk)) return [{ ...common, outcome: 'undecided' }];
  const { score } = risk;
  const { cuttingConstructiveUnder, cuttingRestrictiveFrom } = moment.parameters.recessionRisk;
  const outcome =
    score >= cuttingRestrictiveFrom ? 'bearish' : score < cuttingConstructiveUnder ? 'bullish' : 'undecided';
  return [{ ...common, score, outcome }];
}

function biasConflict(moment: Moment): MacroConflict[] {
  const { override } = moment;
  const rates = readFedBias(moment);
  const statement = readFedStatement(moment);
  const readings: ConflictingReading[] = [
    ...(isUnavailable(rates) ? [] : [{ source: 'rates' as const, reading: rates.bias }]),
    ...(isUnavailable(statement) ? [] : [{ source: 'statement' as const, reading: statement.reading }]),
    ...(override === undefined ? [] : [{ source: 'override' as const, reading: override.reading }]),
  ];
  if (new Set(readings.map(({ reading }) => reading)).size < 2) return [];
  if (override !== undefined) {
    return [{ code: 'fed-bias', readings, decidedBy: 'fed.override', outcome: override.reading }];
  }
  const outcome = isUnavailable(rates) ? 'undecided' : rates.bias;
  return [{ code: 'fed-bias', readings, decidedBy: 'fed.bias', outcome }];
}
