import type { Ticker } from '../../../domain/market/instruments.js';
import type { BarRow } from '../../../domain/market/validate-bars.js';
import type { MacroSeriesId } from '../../../domain/readings/macro/observation.js';
import type { StatementRow } from '../../../domain/readings/macro/statement-rules.js';

/** One value of a macro series as a provider hands it in; `NaN` where it was unreadable. */
export interface MacroRow {
  readonly date: string;
  readonly value: number;
}

interface SourceOf<Kind extends string, Row> {
  readonly kind: Kind;
  /** Names the source to people and in the record of imports, such as `SPY.csv`. */
  readonly name: string;
  /** Changes when the rows do; cheaper than reading them. */
  fingerprint(): Promise<string>;
  /** The rows in the source's own order, read as they are asked for. */
  rows(): AsyncIterable<Row>;
}

/** The bars of one symbol. */
export interface BarSource extends SourceOf<'bars', BarRow> {
  readonly symbol: Ticker;
}

/** The observations of one macro series. */
export interface MacroSource extends SourceOf<'macro', MacroRow> {
  readonly seriesId: MacroSeriesId;
}

/** Statements of the Fed. */
export type StatementSource = SourceOf<'statements', StatementRow>;

export type DataSource = BarSource | MacroSource | StatementSource;

export interface ProviderListing {
  readonly sources: readonly DataSource[];
  /** What lies there and is not read, by name. */
  readonly ignored: readonly string[];
  /** Symbols and series the service knows and the provider lacks. */
  readonly missing: readonly string[];
  /** Symbols it lacks and does without. */
  readonly missingOptional: readonly string[];
}

/** Where bars and observations come from: a directory, the sample, later a vendor's API. */
export abstract class MarketDataProvider {
  /** Kept with every stored row as its `source`. */
  abstract readonly id: string;
  abstract list(): Promise<ProviderListing>;
}

/** A source can't be read at all: a wrong header, a broken quote, a missing column. */
export class UnreadableSource extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnreadableSource';
  }
}
