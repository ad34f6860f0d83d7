import { isCalendarDate } from '../../../../domain/market/calendar-date.js';
import type { Clock } from '../../../../platform/clock/clock.js';
import { AnswerRow, mustAscend } from '../answer-rows.js';
import { errorTextOf, type HttpAnswer, parsed } from '../http/failure-of.js';
import type { HttpLimits, RequestRate } from '../http/http-limits.js';
import { JsonSource, type Query } from '../http/json-source.js';
import { ProviderFailure } from '../live-provider.port.js';
import type { MacroProvider, ProviderFailureCode, VintageRange, VintageRow } from '../live-provider.port.js';
import type { LiveSeriesId } from '../live-series.js';
import { changesIn, type Sighting } from './changes.js';
import { windowsOf } from './windows.js';

export interface FredOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly rate: RequestRate;
  readonly limits: HttpLimits;
}

/** The most vintage dates that one observations request may span, and the most rows that a list may have. */
const MOST_VINTAGES = 2000;
const MOST_VINTAGE_DATES = 10_000;
const MOST_OBSERVATIONS = 100_000;

const NO_VINTAGES = /does not exist in ALFRED/i;

/** Bad keys and unknown series come as status 400, told apart by their sentence. */
function classify({ status, text }: HttpAnswer): ProviderFailureCode | undefined {
  if (status !== 400) return undefined;
  const why = errorTextOf(parsed(text)) ?? '';
  if (/api_key/i.test(why)) return 'unauthorized';
  return !NO_VINTAGES.test(why) && /series does not exist/i.test(why) ? 'not-found' : undefined;
}

const ascending = (a: Sighting, b: Sighting): number =>
  a.realtimeStart === b.realtimeStart
    ? a.date < b.date
      ? -1
      : 1
    : a.realtimeStart < b.realtimeStart
      ? -1
      : 1;

/**
 * FRED with its archive ALFRED: every value with the day on which it became public. The observations call
 * ignores `vintage_date` and takes at most 2,000 vintages, so the vintage dates are asked for first and the
 * observations in windows of them. Sources: fred.stlouisfed.org/docs/api/fred: series_vintagedates,
 * series_observations
 */
export class FredProvider implements MacroProvider {
  readonly name = 'fred';
  private readonly source: JsonSource;

  constructor({ apiKey, baseUrl, rate, limits }: FredOptions, clock: Clock) {
    const credentials = { api_key: apiKey };
    this.source = new JsonSource({ name: this.name, baseUrl, rate, limits, credentials, classify }, clock);
  }

  async vintages(seriesId: LiveSeriesId, range: VintageRange = {}): Promise<readonly VintageRow[]> {
    try {
      return await this.archived(seriesId, range);
    } catch (error) {
      const isArchived = !(error instanceof ProviderFailure && NO_VINTAGES.test(error.message));
      if (isArchived) throw error;
      return this.withoutVintages(seriesId, range);
    }
  }

  private async archived(seriesId: LiveSeriesId, range: VintageRange): Promise<readonly VintageRow[]> {
    const dates = await this.vintageDates(seriesId);
    const [archiveStart] = dates;
    if (archiveStart === undefined) return this.withoutVintages(seriesId, range);
    const since = range.realtimeFrom ?? archiveStart;
    const sightings: Sighting[] = [];
    for (const { start, end } of windowsOf(dates, MOST_VINTAGES, since)) {
      const period = { realtime_start: start, realtime_end: end };
      for (const sighting of await this.observations(seriesId, range, period)) sightings.push(sighting);
    }
    return changesIn(sightings.sort(ascending))
      .filter(({ value, realtimeStart }) => !Number.isNaN(value) && realtimeStart >= since)
      .map((row) => ({ ...row, archiveStart: row.realtimeStart === archiveStart }));
  }

  private async vintageDates(seriesId: string): Promise<string[]> {
    const dates = await this.list('/fred/series/vintagedates', 'vintage_dates', MOST_VINTAGE_DATES, {
      series_id: seriesId,
      sort_order: 'asc',
    });
    const texts = dates.map((date) => {
      if (typeof date === 'string' && isCalendarDate(date)) return date;
      throw this.fail('malformed-answer', 'a vintage date is not a date');
    });
    mustAscend(texts, this.fail);
    return texts;
  }

  private async withoutVintages(seriesId: string, range: VintageRange): Promise<VintageRow[]> {
    const rows = await this.observations(seriesId, range, {});
    return rows
      .filter(({ value }) => !Number.isNaN(value))
      .map(({ date, value }) => ({ date, value, realtimeStart: null, archiveStart: false }));
  }

  private async observations(seriesId: string, { from }: VintageRange, period: Query): Promise<Sighting[]> {
    const list = await this.list('/fred/series/observations', 'observations', MOST_OBSERVATIONS, {
      series_id: seriesId,
      sort_order: 'asc',
      output_type: 1,
      ...period,
      ...(from === undefined ? {} : { observation_start: from }),
    });
    const sightings = AnswerRow.listOf(list, 'observation', this.fail).map((row): Sighting => ({
      date: row.date('date'),
      realtimeStart: row.date('realtime_start'),
      value: this.valueOf(row),
    }));
    this.mustBeInOrder(sightings);
    return sightings;
  }

  /** FRED writes values as texts, and a date without one as a full stop. */
  private valueOf(row: AnswerRow): number {
    const text = row.text('value');
    if (text === '.') return NaN;
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw row.malformed('value', 'not a number');
    return Number(text);
  }

  /** Dates ascend; the vintages of one date may come in any order, but not twice. */
  private mustBeInOrder(sightings: readonly Sighting[]): void {
    const seen = new Set<string>();
    let last = '';
    for (const { date, realtimeStart } of sightings) {
      if (date < last) throw this.fail('unordered-rows', `${date} after ${last}`);
      if (date > last) seen.clear();
      if (seen.has(realtimeStart)) throw this.fail('duplicate-rows', `${date}, vintage of ${realtimeStart}`);
      seen.add(realtimeStart);
      last = date;
    }
  }

  /** All of a list that comes in pages of at most `limit`. */
  private async list(path: string, field: string, limit: number, query: Query): Promise<unknown[]> {
    const found: unknown[] = [];
    for (let total = Infinity; found.length < total;) {
      const body = await this.source.get(path, { ...query, file_type: 'json', limit, offset: found.length });
      const why = errorTextOf(body);
      if (why !== undefined) throw this.fail('error-answer', why);
      const [answer] = AnswerRow.listOf([body], 'answer', this.fail);
      total = answer?.number('count') ?? 0;
      const page: unknown = Reflect.get(Object(body) as object, field);
      if (!Array.isArray(page)) throw this.fail('malformed-answer', `${field} is not a list`);
      if (page.length === 0 && found.length < total) {
        throw this.fail('malformed-answer', `${field} ends at ${found.length} of ${total}`);
      }
      for (const item of page as readonly unknown[]) found.push(item);
    }
    return found;
  }

  private readonly fail: JsonSource['failure'] = (code, detail) => this.source.failure(code, detail);
}
