import type { Ticker } from '../../../domain/market/instruments.js';
import { sessionsBetween } from '../../../domain/market/trading-calendar.js';
import { ProviderFailure } from './live-provider.port.js';
import type { PriceAnswer, PriceProvider } from './live-provider.port.js';

export interface SourcedPrices extends PriceAnswer {
  /** Name of the provider that answered. */
  readonly source: string;
  /** False where the last session asked for isn't in the answer and no provider had it. */
  readonly complete: boolean;
  /** Why the providers before it didn't serve. */
  readonly failures: readonly ProviderFailure[];
}

/** Every provider of a symbol failed. */
export class NoSourceAnswered extends Error {
  constructor(
    readonly symbol: Ticker,
    readonly failures: readonly ProviderFailure[],
  ) {
    const why = failures.map(({ message }) => message).join('; ');
    super(`No source has prices of ${symbol}: ${why === '' ? 'none is configured' : why}`);
    this.name = 'NoSourceAnswered';
  }
}

async function answerOrFailure(
  provider: PriceProvider,
  symbol: Ticker,
  from: string,
  to: string,
): Promise<PriceAnswer | ProviderFailure> {
  try {
    return await provider.bars(symbol, from, to);
  } catch (error) {
    if (error instanceof ProviderFailure) return error;
    throw error;
  }
}

/** The price providers that are configured, asked in an order that a symbol may have of its own. */
export class PriceSources {
  private readonly byName: ReadonlyMap<string, PriceProvider>;

  /**
   * @param configured every provider there is
   * @param order names, for symbols without an order of their own
   * @param orders names by symbol; a provider that isn't configured is passed over
   */
  constructor(
    configured: readonly PriceProvider[],
    private readonly order: readonly string[],
    private readonly orders: ReadonlyMap<string, readonly string[]> = new Map(),
  ) {
    this.byName = new Map(configured.map((provider) => [provider.name, provider]));
  }

  /** The providers of a symbol, first choice first. */
  orderFor(symbol: Ticker): readonly PriceProvider[] {
    const names = this.orders.get(symbol) ?? this.order;
    return names.flatMap((name) => this.byName.get(name) ?? []);
  }

  /**
   * Asks one provider after another until one has the range up to its last session. Where none has, the
   * answer that reaches furthest stands.
   * @throws NoSourceAnswered
   */
  async bars(symbol: Ticker, from: string, to: string): Promise<SourcedPrices> {
    const wanted = sessionsBetween(from, to).at(-1);
    const failures: ProviderFailure[] = [];
    let furthest: { answer: PriceAnswer; source: string; last: string } | undefined;
    for (const provider of this.orderFor(symbol)) {
      const source = provider.name;
      const answer = await answerOrFailure(provider, symbol, from, to);
      if (answer instanceof ProviderFailure) {
        failures.push(answer);
        continue;
      }
      const last = answer.bars.at(-1)?.session ?? '';
      if (wanted === undefined || last >= wanted) return { ...answer, source, complete: true, failures };
      const detail = last === '' ? undefined : `its last session is ${last}`;
      failures.push(new ProviderFailure(source, 'no-data', detail));
      if (last > (furthest?.last ?? '')) furthest = { answer, source, last };
    }
    if (!furthest) throw new NoSourceAnswered(symbol, failures);
    return { ...furthest.answer, source: furthest.source, complete: false, failures };
  }
}
