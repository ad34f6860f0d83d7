import type { Ticker } from '../src/domain/market/instruments.js';
import type { PriceBar } from '../src/domain/market/price-bar.js';
import type { MacroSeriesId } from '../src/domain/readings/macro/observation.js';
import type { StatementRow } from '../src/domain/readings/macro/statement-rules.js';
import { sampleMacro } from './macro.js';
import type { DatedValue } from './macro.js';
import { sampleBars } from './market.js';
import { sampleStatements } from './statements.js';

export { SAMPLE_SYMBOLS } from './market.js';

export const SAMPLE_SEED = 20_210_104;

/** Goes up with every change of the generator or its script, so that installations load it again. */
export const SAMPLE_VERSION = 3;

export interface SampleMarket {
  readonly bars: ReadonlyMap<Ticker, readonly PriceBar[]>;
  readonly macro: ReadonlyMap<MacroSeriesId, readonly DatedValue[]>;
  readonly statements: readonly StatementRow[];
}

/** The synthetic market that ships with the service: its symbols and every macro series. */
export const sampleMarket = (): SampleMarket => ({
  bars: sampleBars(SAMPLE_SEED),
  macro: sampleMacro(SAMPLE_SEED),
  statements: sampleStatements(),
});
