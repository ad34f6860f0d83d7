import {
  SAMPLE_SEED,
  SAMPLE_SYMBOLS,
  SAMPLE_VERSION,
  sampleMarket,
} from '../../../../../sample/sample-market.js';
import type { SampleMarket } from '../../../../../sample/sample-market.js';
import { MACRO_SERIES } from '../../../../domain/readings/macro/observation.js';
import { MarketDataProvider } from '../provider.port.js';
import type { DataSource, ProviderListing } from '../provider.port.js';

async function* each<T>(rows: readonly T[]): AsyncGenerator<T> {
  yield* rows;
}

/** The synthetic market that ships with the service, generated when its rows are first asked for. */
export class SampleProvider extends MarketDataProvider {
  override readonly id = 'sample';
  private generated: SampleMarket | undefined;

  override list(): Promise<ProviderListing> {
    const fingerprint = (): Promise<string> => Promise.resolve(`${SAMPLE_VERSION}:${SAMPLE_SEED}`);
    const bars = SAMPLE_SYMBOLS.map((symbol): DataSource => ({
      kind: 'bars',
      name: symbol,
      symbol,
      fingerprint,
      rows: () => each((this.market().bars.get(symbol) ?? []).map((bar) => ({ ...bar, symbol }))),
    }));
    const macro = MACRO_SERIES.map((seriesId): DataSource => ({
      kind: 'macro',
      name: seriesId,
      seriesId,
      fingerprint,
      rows: () => each(this.market().macro.get(seriesId) ?? []),
    }));
    const statements: DataSource = {
      kind: 'statements',
      name: 'statements',
      fingerprint,
      rows: () => each(this.market().statements),
    };
    return Promise.resolve({
      sources: [...bars, ...macro, statements],
      ignored: [],
      missing: [],
      missingOptional: [],
    });
  }

  private market(): SampleMarket {
    return (this.generated ??= sampleMarket());
  }
}
