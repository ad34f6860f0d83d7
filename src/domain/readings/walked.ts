import type { Ticker } from '../market/instruments.js';
import type { SymbolColumns } from './market.js';
import type { ReadingParameters } from './parameters.js';
import type { Moment } from './signal.js';

/** A reading that rests on its own past: walked over a symbol's bars once, a step a session. */
export interface Walk<State> {
  readonly name: string;
  /** The state at every bar; causal. */
  readonly all: (columns: SymbolColumns, parameters: ReadingParameters) => readonly State[];
  /** The state at bar `index` from that of the bar before it; the same as `all` gives there. */
  readonly step: (
    before: State,
    columns: SymbolColumns,
    index: number,
    parameters: ReadingParameters,
  ) => State;
}

/**
 * A walked state at a moment. A supposed session takes one step from the session before it, so that
 * looking for flip levels doesn't walk the whole history once for every price it tries.
 */
export function walkedAt<State>(walk: Walk<State>, moment: Moment, symbol: Ticker): State {
  const { market, t, parameters } = moment;
  const columns = market.columns(symbol);
  const index = market.indexOf(symbol, t);
  const key = `${walk.name} ${symbol}`;
  const { supposedAfter: origin } = market;
  if (origin !== undefined && t === market.sessions.length - 1) {
    return market.derive(parameters, `${key} supposed`, () => {
      const before = walkedAt(walk, { ...moment, market: origin.market, t: origin.t }, symbol);
      return walk.step(before, columns, index, parameters);
    });
  }
  return market.derive(parameters, key, () => walk.all(columns, parameters))[index]!;
}
