import { Injectable } from '@nestjs/common';
import { dateOfDayNumber, MS_PER_DAY } from '../../../domain/market/calendar-date.js';
import { Clock } from '../../../platform/clock/clock.js';
import { MacroObservationRepository } from '../macro-observation.repository.js';
import { MarketDataWriter } from '../market-data-writer.service.js';
import { ProviderFailure, type VintageRange } from '../providers/live-provider.port.js';
import { LiveProviders } from '../providers/live-providers.js';
import { DAILY_SERIES, type LiveSeriesId, vintageRelease } from '../providers/live-series.js';
import { failed, failureOf } from './outcomes.js';
import type { ItemOutcome } from './sync-job.js';

/** Vintages of so many days before the last one stored are asked for again. */
const DAYS_ASKED_AGAIN = 10;
/** The same where the whole past is asked about: more than lies between two such times. */
const DAYS_ASKED_AGAIN_MONTHLY = 45;
/** Observations of daily series that are asked about on other days. */
const DAYS_OF_DAILY_SERIES = 400;

/** Brings one macro series' vintages up to date from the provider. */
@Injectable()
export class SyncSeries {
  constructor(
    private readonly providers: LiveProviders,
    private readonly observations: MacroObservationRepository,
    private readonly writer: MarketDataWriter,
    private readonly clock: Clock,
  ) {}

  /** @param from the first observation date wanted; absent: whatever was published since the last time */
  async sync(seriesId: LiveSeriesId, from: string | undefined): Promise<ItemOutcome> {
    const provider = this.providers.macro;
    if (!provider) {
      return failed([{ code: 'no-provider', message: 'No macro provider is configured.' }]);
    }
    const last = from === undefined ? await this.observations.lastVintage(seriesId) : undefined;
    const now = this.clock.now().getTime();
    try {
      const asked = from === undefined ? sinceLast(seriesId, last, now) : { from };
      const rows = await provider.vintages(seriesId, asked);
      // A vintage dated today is public at its series' time of day, which may be still to come.
      const values = rows
        .map((row) => ({ date: row.date, value: row.value, ...vintageRelease(seriesId, row) }))
        .filter(({ releasedAt }) => releasedAt <= now);
      const counts = await this.writer.storeVintages(seriesId, values, provider.name);
      return {
        state: 'succeeded',
        source: provider.name,
        rows: rows.length,
        inserted: counts.inserted,
        corrected: counts.corrected,
        failures: [],
      };
    } catch (error) {
      if (error instanceof ProviderFailure) return failed([failureOf(error)]);
      throw error;
    }
  }
}

/**
 * What can have changed since the last vintage. The archive answers with every observation that was in force
 * when the period begins, so of the long daily series, whose old values hardly ever change, all are asked
 * about only once a month: until there is a vintage of the present month.
 */
function sinceLast(seriesId: LiveSeriesId, last: Date | undefined, now: number): VintageRange {
  if (last === undefined) return {};
  const isMonthly = last.toISOString().slice(0, 7) < new Date(now).toISOString().slice(0, 7);
  if (isMonthly) return { realtimeFrom: daysBefore(last, DAYS_ASKED_AGAIN_MONTHLY) };
  return {
    realtimeFrom: daysBefore(last, DAYS_ASKED_AGAIN),
    ...(DAILY_SERIES.has(seriesId) && { from: daysBefore(last, DAYS_OF_DAILY_SERIES) }),
  };
}

const daysBefore = (instant: Date, days: number): string =>
  dateOfDayNumber(Math.floor(instant.getTime() / MS_PER_DAY) - days);
