import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { dateOfDayNumber, dayNumber } from '../../domain/market/calendar-date.js';
import { INSTRUMENTS, isTicker, TICKER_PATTERN } from '../../domain/market/instruments.js';
import {
  CALENDAR_RANGE,
  isCalendarDate,
  lastCompletedSession,
} from '../../domain/market/trading-calendar.js';
import { missingSessions } from '../../domain/market/validate-bars.js';
import { Clock } from '../../platform/clock/clock.js';
import { decodeCursor, pageOf } from '../../platform/http/page.js';
import type { Page } from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import type { BarDto } from './dto/bar.dto.js';
import type { BarsQuery } from './dto/bars-query.dto.js';
import type { QualityDto, SymbolQualityDto } from './dto/quality.dto.js';
import { InstallationRepository } from './installation.repository.js';
import { PriceBarRepository } from './price-bar.repository.js';
import type { StoredBar, SymbolHistory } from './price-bar.repository.js';

const MISSING_SHOWN = 50;

function known(symbol: string): string {
  const code = !TICKER_PATTERN.test(symbol)
    ? 'malformed-ticker'
    : isTicker(symbol)
      ? undefined
      : 'unknown-symbol';
  if (code === undefined) return symbol;
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

/** Stored bars as callers read them, and what they lack. */
@Injectable()
export class BarsService {
  constructor(
    private readonly clock: Clock,
    private readonly bars: PriceBarRepository,
    private readonly installation: InstallationRepository,
  ) {}

  /** @throws DomainError `malformed-ticker`, `unknown-symbol` */
  async list(query: BarsQuery): Promise<Page<BarDto>> {
    const symbol = known(query.symbol);
    const rows = await this.bars.page(symbol, {
      knownAt: query.knownAt === undefined ? undefined : new Date(query.knownAt),
      from: startOf(query),
      to: query.to ?? CALENDAR_RANGE.to,
      limit: query.limit + 1,
    });
    return pageOf(rows.map(barOf), query.limit, (bar) => [bar.session]);
  }

  async quality(): Promise<QualityDto> {
    const { dataset } = await this.installation.state();
    const histories = await this.bars.histories();
    const lastSessions = histories.flatMap(({ sessions }) => sessions.slice(-1)).sort();
    // The sample ends where it ends; only real data can be late.
    const expectedSession =
      dataset === 'sample' ? lastSessions.at(-1) : lastCompletedSession(this.clock.now().getTime());
    const symbols = histories
      .map((history) => qualityOf(history, expectedSession ?? ''))
      .sort((a, b) => a.symbol.localeCompare(b.symbol));
    const stored = new Set(symbols.map(({ symbol }) => symbol));
    return {
      dataset,
      ...(expectedSession === undefined ? {} : { expectedSession }),
      symbols,
      withoutBars: INSTRUMENTS.map(({ symbol }) => symbol).filter((symbol) => !stored.has(symbol)),
    };
  }
}

function qualityOf(
  { symbol, sessions, corrections }: SymbolHistory,
  expectedSession: string,
): SymbolQualityDto {
  const missing = missingSessions(sessions);
  const lastSession = sessions.at(-1) ?? '';
  return {
    symbol,
    bars: sessions.length,
    firstSession: sessions[0] ?? '',
    lastSession,
    stale: lastSession < expectedSession,
    missingSessions: missing.length,
    missing: missing.slice(-MISSING_SHOWN),
    corrections,
  };
}

const barOf = (row: StoredBar): BarDto => ({
  symbol: row.symbol,
  session: row.session,
  open: row.open,
  high: row.high,
  low: row.low,
  close: row.close,
  ...(row.adj_close === null ? {} : { adjClose: row.adj_close }),
  volume: row.volume,
  learnedAt: row.learned_at.toISOString(),
  assumed: row.assumed,
  source: row.source,
});
