import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import { readConflicts, type MacroConflict } from './conflicts.js';
import { type FedBias } from './fed-bias.js';
import {
  readEffectiveBias,
  readFedAction,
  readFedBias,
  type FedAction,
  type FedActionReading,
  type FedBiasReading,
} from './fed.js';
import type { FedOverride } from './fed-override.js';
import { readFedStatement, type StatementReading } from './fed-statement.js';
import { macroDataIssues, type MacroDataIssue } from './freshness.js';
import { readInflation, type InflationReading } from './inflation.js';
import { readCredit, type CreditReading } from './credit.js';
import {
  readClaims,
  readPayrolls,
  readSahm,
  type ClaimsReading,
  type PayrollsReading,
  type SahmReading,
} from './labour.js';
import { readProbit, readRecessionRisk, type ProbitReading, type RecessionRisk } from './recession-risk.js';
import { readDirection, readSpread, type DirectionReading, type SpreadReading } from './rates.js';

export const MACRO_STANCES = {
  constructive:
    'the Fed is holding with a dovish bias, and yields or the dollar soften; or it cuts while recession risk is low',
  neutral: 'neither constructive nor restrictive',
  restrictive:
    'the Fed is hiking, or holding with a hawkish bias while yields firm, or cutting while recession risk is high',
} as const;
export type MacroStance = keyof typeof MACRO_STANCES;

/** The two axes of the Fed together: what it does, and what is expected of it. */
export type FedStance = `${FedAction}_${FedBias}`;

/** The macro picture as published by then, each part a reading or the reason there is none. */
export interface MacroAssessment {
  readonly fed: {
    readonly action: FedActionReading | Unavailable;
    /** The data's own reading, whatever a person says. */
    readonly bias: FedBiasReading | Unavailable;
    /** What the words of the last statement lean to, beside the rates; the stance doesn't follow it. */
    readonly statement: StatementReading | Unavailable;
    /** A person's reading in force, which the stance follows. */
    readonly override?: FedOverride;
    /** Absent while either axis is unavailable. */
    readonly stance?: FedStance;
  };
  readonly yields: DirectionReading | Unavailable;
  readonly usd: DirectionReading | Unavailable;
  readonly curve: {
    readonly tenYearLessTwoYear: SpreadReading | Unavailable;
    readonly tenYearLessThreeMonth: SpreadReading | Unavailable;
  };
  readonly inflation: {
    readonly corePce: InflationReading | Unavailable;
    readonly coreCpi: InflationReading | Unavailable;
  };
  readonly labour: {
    readonly sahm: SahmReading | Unavailable;
    readonly payrolls: PayrollsReading | Unavailable;
    readonly claims: ClaimsReading | Unavailable;
  };
  readonly credit: CreditReading | Unavailable;
  readonly probit: ProbitReading | Unavailable;
  readonly recessionRisk: RecessionRisk | Unavailable;
  readonly stance: MacroStance | Unavailable;
  readonly conflicts: readonly MacroConflict[];
  readonly issues: readonly MacroDataIssue[];
}

/** Reads the whole macro picture at a moment. */
export function assessMacro(moment: Moment): MacroAssessment {
  const action = readFedAction(moment);
  const { override } = moment;
  const effective = readEffectiveBias(moment);
  return {
    fed: {
      action,
      bias: readFedBias(moment),
      statement: readFedStatement(moment),
      ...(override === undefined ? {} : { override }),
      ...(isUnavailable(action) || typeof effective === 'object'
        ? {}
        : { stance: `${action.action}_${effective}` as const }),
    },
    yields: readDirection(moment, 'DGS10'),
    usd: readDirection(moment, 'DTWEXBGS'),
    curve: {
      tenYearLessTwoYear: readSpread(moment, 'DGS2'),
      tenYearLessThreeMonth: readSpread(moment, 'DGS3MO'),
    },
    inflation: {
      corePce: readInflation(moment, 'PCEPILFE'),
      coreCpi: readInflation(moment, 'CPILFESL'),
    },
    labour: { sahm: readSahm(moment), payrolls: readPayrolls(moment), claims: readClaims(moment) },
    credit: readCredit(moment),
    probit: readProbit(moment),
    recessionRisk: readRecessionRisk(moment),
    stance: readMacroStance(moment),
    conflicts: readConflicts(moment),
    issues: macroDataIssues(moment),
  };
}

/**
 * Constructive, restrictive or neutral. Cutting has no fixed sign (it came before recessions in 2001
 * and 2007 and not in 1995, 1998 or 2019): recession risk gives it one. Unavailable as long as an input
 * that could decide it is.
 */
export function readMacroStance(moment: Moment): MacroStance | Unavailable {
  const action = readFedAction(moment);
  if (isUnavailable(action)) return action;
  if (action.action === 'hiking') return 'restrictive';
  if (action.action === 'cutting') return readCutting(moment);
  const bias = readEffectiveBias(moment);
  if (typeof bias === 'object') return bias;
  if (bias === 'neutral') return 'neutral';
  const yields = readDirection(moment, 'DGS10');
  if (bias === 'hawkish') {
    if (isUnavailable(yields)) return yields;
    return yields.direction === 'firming' ? 'restrictive' : 'neutral';
  }
  const either = [yields, readDirection(moment, 'DTWEXBGS')];
  if (either.some((one) => !isUnavailable(one) && one.direction === 'softening')) return 'constructive';
  return either.find(isUnavailable) ?? 'neutral';
}

function readCutting(moment: Moment): MacroStance | Unavailable {
  const risk = readRecessionRisk(moment);
  if (isUnavailable(risk)) return risk;
  const { cuttingConstructiveUnder, cuttingRestrictiveFrom } = moment.parameters.recessionRisk;
  if (risk.score >= cuttingRestrictiveFrom) return 'restrictive';
  return risk.score < cuttingConstructiveUnder ? 'constructive' : 'neutral';
}

export const macroStanceSignals: readonly SignalDefinition[] = [
  {
    id: 'macro.stance',
    meaning: 'The macro picture for small and mid-sized companies, from the Fed, yields and the dollar',
    values: MACRO_STANCES,
    read: readMacroStance,
    observe: (moment) => {
      const stance = readMacroStance(moment);
      return typeof stance === 'object' ? [] : [{ name: 'macro.stance', value: stance }];
    },
  },
];
