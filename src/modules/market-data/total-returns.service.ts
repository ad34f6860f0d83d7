import { Injectable } from '@nestjs/common';
import { ADVISED, type AdvisedSymbol } from '../../domain/market/instruments.js';
import type { KnownData } from '../../domain/market/known-data.js';
import { knowsDividends, totalReturnLine } from '../../domain/market/total-return-line.js';
import { PriceBarRepository } from './price-bar.repository.js';

/** The total-return lines of the four, one value a bar; `price` where some have no dividend in them. */
export interface TotalReturnLines {
  readonly lines: Readonly<Record<AdvisedSymbol, Float64Array>>;
  readonly returns: 'total' | 'price';
}

/** Reads what performance needs and readings don't: closes with dividends put back. */
@Injectable()
export class TotalReturns {
  constructor(private readonly bars: PriceBarRepository) {}

  /** The lines of data that was read; all of the four must have bars. */
  async of({ bars, actions, revision }: KnownData): Promise<TotalReturnLines> {
    const all = await Promise.all(
      ADVISED.map(async (symbol) => {
        const series = bars.get(symbol);
        if (series === undefined) throw new RangeError(`no bars of ${symbol}`);
        const adjusted = await this.bars.adjustedCloses(symbol, { revision });
        const known = actions.get(symbol) ?? [];
        return { line: totalReturnLine(series, adjusted, known), total: knowsDividends(adjusted, known) };
      }),
    );
    const [IWM, MDY, SPY, QQQ] = all.map(({ line }) => line) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return {
      lines: { IWM, MDY, SPY, QQQ },
      returns: all.every(({ total }) => total) ? 'total' : 'price',
    };
  }
}
