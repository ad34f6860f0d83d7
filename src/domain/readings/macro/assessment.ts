import type { Moment, SignalDefinition } from '../signal.js';
import { isUnavailable, type Unavailable } from '../unavailable.js';
import {
  readFedAction,
  readFedBias,
  type FedAction,
  type FedActionReading,
  type FedBias,
  type FedBiasReading,
} from './fed.js';
import { macroDataIssues, type MacroDataIssue } from './freshness.js';
import { readInflation, type InflationReading } from './inflation.js';
import { readSahm, type SahmReading } from './labour.js';
import { readDirection, readSpread, type DirectionReading, type SpreadReading } from './rates.js';

export const MACRO_STANCES = {
  constructive: 'the Fed is holding with a dovish bias, and yields or the dollar soften',
  neutral: 'neither constructive nor restrictive',
  restrictive: 'the Fed is hiking, or holding with a hawkish bias while yields firm',
} as const;
export type MacroStance = keyof typeof MACRO_STANCES;

/** The two axes of the Fed together: what it does, and what is expected of it. */
export type FedStance = `${FedAction}_${FedBias}`;

/** The macro picture as published by then, each part a reading or the reason there is none. */
export interface MacroAssessment {
  readonly fed: {
    readonly action: FedActionReading | Unavailable;
    readonly bias: FedBiasReading | Unavailable;
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
  readonly labour: { readonly sahm: SahmReading | Unavailable };
  readonly stance: MacroStance | Unavailable;
  readonly issues: readonly MacroDataIssue[];
}

/** Reads the whole macro picture at a moment. */
export function assessMacro(moment: Moment): MacroAssessment {
  const action = readFedAction(moment);
  const bias = readFedBias(moment);
  return {
    fed: {
      action,
      bias,
      ...(isUnavailable(action) || isUnavailable(bias)
        ? {}
        : { stance: `${action.action}_${bias.bias}` as const }),
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
    labour: { sahm: readSahm(moment) },
    stance: readMacroStance(moment),
    issues: macroDataIssues(moment),
  };
}

/**
 * Constructive, restrictive or neutral. Cutting has no fixed sign (it came before recessions in 2001
 * and 2007 and not in 1995, 1998 or 2019), so it is neutral. Unavailable as long as an input that
 * could decide it is.
 */
export function readMacroStance(moment: Moment): MacroStance | Unavailable {
  const action = readFedAction(moment);
  if (isUnavailable(action)) return action;
  if (action.action !== 'holding') return action.action === 'hiking' ? 'restrictive' : 'neutral';
  const bias = readFedBias(moment);
  if (isUnavailable(bias)) return bias;
  if (bias.bias === 'neutral') return 'neutral';
  const yields = readDirection(moment, 'DGS10');
  if (bias.bias === 'hawkish') {
    if (isUnavailable(yields)) return yields;
    return yields.direction === 'firming' ? 'restrictive' : 'neutral';
  }
  const either = [yields, readDirection(moment, 'DTWEXBGS')];
  if (either.some((one) => !isUnavailable(one) && one.direction === 'softening')) return 'constructive';
  return either.find(isUnavailable) ?? 'neutral';
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
