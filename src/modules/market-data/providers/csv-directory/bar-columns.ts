import type { BarField, BarRow } from '../../../../domain/market/validate-bars.js';
import { numberOf } from './csv-rows.js';

export const BAR_COLUMNS = ['date', 'open', 'high', 'low', 'close', 'volume'] as const;
export const OPTIONAL_BAR_COLUMNS = ['adj_close'] as const;

type Texts = Readonly<Record<(typeof BAR_COLUMNS)[number] | 'symbol', string>> & {
  readonly adj_close?: string;
};

/** A CSV record as a bar; an empty `adj_close` is absent. */
export function barRowOf(row: Texts): BarRow {
  return {
    symbol: row.symbol,
    session: row.date,
    open: numberOf(row.open),
    high: numberOf(row.high),
    low: numberOf(row.low),
    close: numberOf(row.close),
    ...(row.adj_close === undefined || row.adj_close === '' ? {} : { adjClose: numberOf(row.adj_close) }),
    volume: numberOf(row.volume),
  };
}

/** What a field of a bar is called in CSV and NDJSON. */
export function columnOf(field: BarField): string {
  if (field === 'session') return 'date';
  return field === 'adjClose' ? 'adj_close' : field;
}
