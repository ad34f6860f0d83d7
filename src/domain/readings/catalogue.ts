import { marketRegimeSignals } from '../regime/market-regime.js';
import { ownBreadthSignals } from './cross/breadth.js';
import { breadthSignals } from './cross/breadth-series.js';
import { oneDayRotationSignals } from './cross/one-day-rotation.js';
import { performanceSignals } from './cross/performance.js';
import { relativeStrengthSignals } from './cross/relative-strength.js';
import { rotationSignals } from './cross/rotation.js';
import { sectorConfirmationSignals } from './cross/sector-confirmation.js';
import { macroStanceSignals } from './macro/assessment.js';
import { creditSignals } from './macro/credit.js';
import { fedStatementSignals } from './macro/fed-statement.js';
import { fedSignals } from './macro/fed.js';
import { inflationSignals } from './macro/inflation.js';
import { labourSignals } from './macro/labour.js';
import { rateSignals } from './macro/rates.js';
import { recessionSignals } from './macro/recession-risk.js';
import { marketFactSignals } from './market-fact-signals.js';
import type { SignalDefinition } from './signal.js';
import { barPatternSignals } from './symbol/bar-patterns.js';
import { baseSignals } from './symbol/base.js';
import { distanceFromHighSignals } from './symbol/distance-from-high.js';
import { downtrendLineSignals } from './symbol/downtrend-line.js';
import { macdSignals } from './symbol/macd.js';
import { movingAverageSignals } from './symbol/moving-averages.js';
import { roleReversalSignals } from './symbol/role-reversal.js';
import { rsiSignals } from './symbol/rsi.js';
import { structureSignals } from './symbol/structure.js';
import { tenMonthSignals } from './symbol/ten-month.js';
import { tightFlagSignals } from './symbol/tight-flag.js';
import { trendSignals } from './symbol/trend.js';
import { weeklySignals } from './symbol/weekly.js';

/** Everything a policy may ask about. A new reading adds its line here and nothing elsewhere. */
export const SIGNALS: readonly SignalDefinition[] = [
  ...movingAverageSignals,
  ...tenMonthSignals,
  ...macdSignals,
  ...rsiSignals,
  ...structureSignals,
  ...trendSignals,
  ...distanceFromHighSignals,
  ...baseSignals,
  ...roleReversalSignals,
  ...tightFlagSignals,
  ...downtrendLineSignals,
  ...barPatternSignals,
  ...weeklySignals,
  ...relativeStrengthSignals,
  ...rotationSignals,
  ...oneDayRotationSignals,
  ...performanceSignals,
  ...sectorConfirmationSignals,
  ...ownBreadthSignals,
  ...breadthSignals,
  ...marketRegimeSignals,
  ...fedSignals,
  ...fedStatementSignals,
  ...rateSignals,
  ...inflationSignals,
  ...labourSignals,
  ...creditSignals,
  ...recessionSignals,
  ...macroStanceSignals,
  ...marketFactSignals,
];

const byId = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal of an id, or undefined for one that doesn't exist. */
export const signalById = (id: string): SignalDefinition | undefined => byId.get(id);
