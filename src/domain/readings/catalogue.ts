import { marketRegimeSignals } from '../regime/market-regime.js';
import { relativeStrengthSignals } from './cross/relative-strength.js';
import { rotationSignals } from './cross/rotation.js';
import { macroStanceSignals } from './macro/assessment.js';
import { fedSignals } from './macro/fed.js';
import { labourSignals } from './macro/labour.js';
import { rateSignals } from './macro/rates.js';
import type { SignalDefinition } from './signal.js';
import { distanceFromHighSignals } from './symbol/distance-from-high.js';
import { macdSignals } from './symbol/macd.js';
import { movingAverageSignals } from './symbol/moving-averages.js';
import { rsiSignals } from './symbol/rsi.js';
import { structureSignals } from './symbol/structure.js';
import { trendSignals } from './symbol/trend.js';

/** Everything a policy may ask about. A new reading adds its line here and nothing elsewhere. */
export const SIGNALS: readonly SignalDefinition[] = [
  ...movingAverageSignals,
  ...macdSignals,
  ...rsiSignals,
  ...structureSignals,
  ...trendSignals,
  ...distanceFromHighSignals,
  ...relativeStrengthSignals,
  ...rotationSignals,
  ...marketRegimeSignals,
  ...fedSignals,
  ...rateSignals,
  ...labourSignals,
  ...macroStanceSignals,
];

const byId = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal of an id, or undefined for one that doesn't exist. */
export const signalById = (id: string): SignalDefinition | undefined => byId.get(id);
