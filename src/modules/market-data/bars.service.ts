import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { dateOfDayNumber, dayNumber } from '../../domain/market/calendar-date.js';
import { splitFactor, totalReturnCloses } from '../../domain/market/adjustments.js';
import { actionsOf, type CorporateAction } from '../../domain/market/corporate-action.js';
import { INSTRUMENTS, isTicker, TICKER_PATTERN, type Ticker } from '../../domain/market/instruments.js';
import type { BarSeries } from '../../domain/market/price-bar.js';
import { CALENDAR_RANGE, isCalendarDate } from '../../domain/market/trading-calendar.js';
import { decodeCursor, pageOf } from '../../platform/http/page.js';
import type { Page } from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import type { BarDto } from './dto/bar.dto.js';
import type { BarsQuery } from './dto/bars-query.dto.js';
import { MarketDataReader } from './market-data-reader.service.js';
import { PriceBarRepository } from './price-bar.repository.js';
import type { StoredBar } from './price-bar.repository.js';

function known(symbol: string): Ticker {
  if (isTicker(symbol)) return symbol;
  const code = TICKER_PATTERN.test(symbol) ? 'unknown-symbol' : 'malformed-ticker';
  const message = `symbol must be one of ${INSTRUMENTS.map((instrument) => instrument.symbol).join(', ')}`;
  throw new DomainError('invalid', code, `'${symbol.slice(0, 40)}' is not a symbol with bars.`, [
    { pointer: '/symbol', code, message },
  ]);
}

/** Where the list starts: on the day after the cursor's session, or at the first asked for. */
function startOf({ cursor, from }: BarsQuery): string {
  const [after] = decodeCursor(cursor, 1) ?? [];
  if (after === undefined) return from ?? CALENDAR_RANGE.from;
  if (isCalendarDate(after)) return dateOfDayNumber(dayNumber(after) + 1);
  throw validationFailed([
    { pointer: '/cursor', code: 'malformed-cursor', message: 'cursor is not one of this list' },
  ]);
}

/** Stored bars as callers read them. */
@Injectable()
export class BarsService {
  constructor(
    private readonly bars: PriceBarRepository,
    private readonly reader: MarketDataReader,
  ) {}

  /** @throws DomainError `malformed-ticker`, `unknown-symbol` */
  async list(query: BarsQuery): Promise<Page<BarDto>> {
    const symbol = known(query.symbol);
    const knownAt = query.knownAt === undefined ? undefined : new Date(query.knownAt);
    const rows = await this.bars.page(symbol, {
      knownAt,
      from: startOf(query),
      to: query.to ?? CALENDAR_RANGE.to,
      limit: query.limit + 1,
    });
    const { bars, actions } = await this.reader.read({ knownAt });
    const told = actions.get(symbol) ?? [];
    const ownUpTo = told.length > 0 ? await this.bars.lastWithAdjustedClose(symbol, knownAt) : undefined;
    const adjustment = adjustmentOf(bars.get(symbol), told, ownUpTo);
    const page = rows.map((row) => barOf(row, adjustment));
    return pageOf(page, query.limit, (bar) => [bar.session]);
  }
}

/** On the terms of the last session that is known, as readings see them. */
function barOf(row: StoredBar, { factorOf, adjClose }: Adjustment): BarDto {
  const factor = factorOf(row.adjusted_through);
  const adjusted = adjClose(row);
  return {
    symbol: row.symbol,
    session: row.session,
    open: price(row.open * factor),
    high: price(row.high * factor),
    low: price(row.low * factor),
    close: price(row.close * factor),
    ...(adjusted === undefined ? {} : { adjClose: price(adjusted) }),
    volume: Math.round(row.volume / factor),
    learnedAt: row.learned_at.toISOString(),
    assumed: row.assumed,
    source: row.source,
  };
}

/** How a symbol's stored bars are to be read at one instant. */
interface Adjustment {
  readonly factorOf: (adjustedThrough: string) => number;
  readonly adjClose: (row: StoredBar) => number | undefined;
}

/** Stored prices have six decimals. */
const price = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * @param ownUpTo the last session whose bar came with an adjusted close. What came with one reflects the
 * dividends up to there; later ones are applied to it, so that the line goes on without a step.
 */
function adjustmentOf(
  series: BarSeries | undefined,
  actions: readonly CorporateAction[],
  ownUpTo: string | undefined,
): Adjustment {
  const splits = actionsOf(actions, 'split');
  const hasDividends = actionsOf(actions, 'dividend').length > 0;
  const last = series?.sessions.at(-1) ?? '';
  const factorOf: Adjustment['factorOf'] = (through) => splitFactor(splits, through, last);
  let derived: Float64Array | undefined;
  return {
    factorOf,
    // A file brings its own; nothing else says which dividends came before the first that is known.
    adjClose: ({ adj_close: own, session, adjusted_through: through }) => {
      if (!series || !hasDividends) return own === null ? undefined : own * factorOf(through);
      derived ??= totalReturnCloses(series, actions);
      if (own === null) return derived[series.sessions.indexOf(session)];
      const join = series.sessions.indexOf(ownUpTo ?? session);
      return own * factorOf(through) * (derived[join]! / series.close[join]!);
    },
  };
}
