import { Injectable } from '@nestjs/common';
import { dateOfDayNumber, MS_PER_DAY } from '../../../domain/market/calendar-date.js';
import { Clock } from '../../../platform/clock/clock.js';
import { MacroObservationRepository } from '../macro-observation.repository.js';
import { MarketDataWriter } from '../market-data-writer.service.js';
import { ProviderFailure } from '../providers/live-provider.port.js';
import { LiveProviders } from '../providers/live-providers.js';
import { type LiveSeriesId, vintageRelease } from '../providers/live-series.js';
import { failed, failureOf } from './outcomes.js';
import type { ItemOutcome } from './sync-job.js';

/** Vintages of so many days before the last one stored are asked for again. */
const DAYS_ASKED_AGAIN = 10;

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
      const rows = await provider.vintages(seriesId, {
        ...(from === undefined ? {} : { from }),
        ...(last === undefined ? {} : { realtimeFrom: daysBefore(last, DAYS_ASKED_AGAIN) }),
      });
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

const daysBefore = (instant: Date, days: number): string =>
  dateOfDayNumber(Math.floor(instant.getTime() / MS_PER_DAY) - days);
