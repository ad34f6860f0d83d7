import { Injectable } from '@nestjs/common';
import { isCalendarDate } from '../../domain/market/calendar-date.js';
import { decodeCursor, pageOf } from '../../platform/http/page.js';
import type { Page } from '../../platform/http/page.js';
import { validationFailed } from '../../platform/http/validation.pipe.js';
import { MacroObservationRepository } from './macro-observation.repository.js';
import type { StoredSeriesId } from './providers/live-series.js';
import type { ObservationKey, ObservationsQuery, StoredObservation } from './macro-observation.repository.js';

/** One vintage of one value; instants in RFC 3339. */
export interface ObservationVintage {
  readonly date: string;
  readonly value: number;
  readonly releasedAt: string;
  readonly learnedAt: string;
  /** `releasedAt` follows the series' release rule; nobody recorded it. */
  readonly assumed: boolean;
  readonly source: string;
}

export interface VintagesQuery extends Omit<ObservationsQuery, 'after'> {
  readonly cursor?: string | undefined;
}

const vintageOf = (row: StoredObservation): ObservationVintage => ({
  date: row.date,
  value: row.value,
  releasedAt: row.released_at.toISOString(),
  learnedAt: row.learned_at.toISOString(),
  assumed: row.assumed,
  source: row.source,
});

function keyOf(cursor: string | undefined): ObservationKey | undefined {
  const key = decodeCursor(cursor, 3);
  if (!key) return undefined;
  const [date = '', releasedAt = '', learnedAt = ''] = key;
  const instants = [releasedAt, learnedAt];
  if (isCalendarDate(date) && !instants.some((instant) => Number.isNaN(Date.parse(instant)))) {
    return { date, releasedAt, learnedAt };
  }
  throw validationFailed([
    { pointer: '/cursor', code: 'malformed-cursor', message: 'cursor is not one of this list' },
  ]);
}

/** Stored macro observations with their vintages, page by page. */
@Injectable()
export class ObservationsService {
  constructor(private readonly macro: MacroObservationRepository) {}

  /** In order of date, then of publication; only what was learned by `knownAt` and public by `releasedBy`. */
  async list(
    seriesId: StoredSeriesId,
    { cursor, ...query }: VintagesQuery,
  ): Promise<Page<ObservationVintage>> {
    const rows = await this.macro.page(seriesId, { ...query, after: keyOf(cursor), limit: query.limit + 1 });
    return pageOf(rows.map(vintageOf), query.limit, (row) => [row.date, row.releasedAt, row.learnedAt]);
  }
}
