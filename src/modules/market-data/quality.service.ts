import { Injectable } from '@nestjs/common';
import { dateOfDayNumber, dayNumber, MS_PER_DAY } from '../../domain/market/calendar-date.js';
import { ADVISED, INSTRUMENTS, isOptional } from '../../domain/market/instruments.js';
import type { KnownData } from '../../domain/market/known-data.js';
import { doubtsAbout } from '../../domain/market/quality.js';
import { lastCompletedSession, type AnnouncedDays } from '../../domain/market/trading-calendar.js';
import { missingSessions } from '../../domain/market/validate-bars.js';
import { isStaleSeries } from '../../domain/readings/macro/freshness.js';
import { MACRO_SERIES } from '../../domain/readings/macro/observation.js';
import { Clock } from '../../platform/clock/clock.js';
import type { QualityDto, QualityQuery, SeriesQualityDto, SymbolQualityDto } from './dto/quality.dto.js';
import { MarketDataReader } from './market-data-reader.service.js';
import { PriceBarRepository, type SymbolHistory } from './price-bar.repository.js';
import { QualityRepository } from './quality.repository.js';

const MISSING_SHOWN = 50;
const ISSUES_SHOWN = 500;
const DAYS_LOOKED_AT = 366;

/** Says what the stored data lacks and what is doubtful about it. */
@Injectable()
export class QualityService {
  constructor(
    private readonly clock: Clock,
    private readonly bars: PriceBarRepository,
    private readonly reader: MarketDataReader,
    private readonly quality: QualityRepository,
  ) {}

  /**
   * @param firmId revisions are those since this firm's last recommendation, unless `since` is asked; without
   * either, those of the window that is looked at: by default a year back from the session that answers reach
   */
  async report(firmId: string | undefined, { from, since }: QualityQuery = {}): Promise<QualityDto> {
    const now = this.clock.now();
    const data = await this.reader.read();
    const histories = await this.bars.histories();
    const lastSessions = histories.flatMap(({ sessions }) => sessions.slice(-1)).sort();
    // The sample ends where it ends; only real data can be late.
    const expected =
      data.dataset === 'sample' ? lastSessions.at(-1) : lastCompletedSession(now.getTime(), data.announced);
    const windowStart = startOfWindow(histories, now);
    const revisedSince =
      since === undefined
        ? ((firmId === undefined ? undefined : await this.quality.lastAdvice(firmId)) ?? windowStart)
        : new Date(since);
    const issues =
      expected === undefined
        ? []
        : doubtsAbout(data, {
            from: from ?? dateOfDayNumber(windowStart.getTime() / MS_PER_DAY),
            to: expected,
            revisedAfter: revisedSince.getTime(),
          });
    const symbols = histories
      .map((history) => qualityOf(history, expected ?? '', data.announced))
      .sort((a, b) => a.symbol.localeCompare(b.symbol));
    const stored = new Set(symbols.map(({ symbol }) => symbol));
    const absent = INSTRUMENTS.map(({ symbol }) => symbol).filter((symbol) => !stored.has(symbol));
    return {
      dataset: data.dataset,
      ...(expected === undefined ? {} : { expectedSession: expected }),
      symbols,
      withoutBars: absent.filter((symbol) => !isOptional(symbol)),
      optionalWithoutBars: absent.filter(isOptional),
      series: seriesOf(data, expected ?? ''),
      revisedSince: revisedSince.toISOString(),
      issues: issues.slice(0, ISSUES_SHOWN),
      issueCount: issues.length,
    };
  }
}

/**
 * A year before the last session that all of the advised have, at midnight UTC: data may have ended long
 * ago, and answers name what is doubtful about its end. A year before today where none is stored.
 */
function startOfWindow(histories: readonly SymbolHistory[], now: Date): Date {
  const [last] = histories
    .filter(({ symbol }) => isAdvised(symbol))
    .flatMap(({ sessions }) => sessions.slice(-1))
    .sort();
  const day = last === undefined ? Math.floor(now.getTime() / MS_PER_DAY) : dayNumber(last);
  return new Date((day - DAYS_LOOKED_AT) * MS_PER_DAY);
}

const isAdvised = (symbol: string): boolean => ADVISED.some((advised) => advised === symbol);

function qualityOf(
  { symbol, sessions, corrections }: SymbolHistory,
  expectedSession: string,
  announced: AnnouncedDays,
): SymbolQualityDto {
  const missing = missingSessions(sessions, announced);
  const lastSession = sessions.at(-1) ?? '';
  return {
    symbol,
    ...(isOptional(symbol) && { optional: true }),
    bars: sessions.length,
    firstSession: sessions[0] ?? '',
    lastSession,
    stale: lastSession < expectedSession,
    missingSessions: missing.length,
    missing: missing.slice(-MISSING_SHOWN),
    corrections,
  };
}

const seriesOf = ({ macro }: KnownData, expectedSession: string): SeriesQualityDto[] =>
  MACRO_SERIES.map((series) => {
    const { dates, assumed } = macro.get(series) ?? { dates: [], assumed: Uint8Array.of() };
    const lastDate = dates.reduce((last, date) => (date > last ? date : last), '');
    const recorded = assumed.filter((flag) => flag === 0).length;
    return {
      series,
      observations: dates.length,
      ...(lastDate === '' ? {} : { lastDate }),
      stale: lastDate !== '' && isStaleSeries(series, lastDate, expectedSession),
      releaseTimes: recorded === 0 ? 'rule' : recorded === dates.length ? 'recorded' : 'both',
    };
  });
