import { ProviderServer, type ProviderReply, type ProviderRequest } from './provider-server.js';

/** `value` of `date` from `realtimeStart` on, until the next of the date; null where there is none. */
export interface FredVintage {
  readonly date: string;
  readonly realtimeStart: string;
  readonly value: number | null;
}

const FIRST_DAY = '1776-07-04';
const LAST_DAY = '9999-12-31';

const refusal = (error_message: string): ProviderReply => ({
  status: 400,
  body: { error_code: 400, error_message: `Bad Request.  ${error_message}` },
});

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Every vintage with the last day on which it was in force. */
function withUntil(vintages: readonly FredVintage[]): (FredVintage & { readonly until: string })[] {
  const next = new Map<string, string>();
  return [...vintages]
    .sort((a, b) => (a.realtimeStart < b.realtimeStart ? 1 : -1))
    .map((vintage) => {
      const later = next.get(vintage.date);
      next.set(vintage.date, vintage.realtimeStart);
      return { ...vintage, until: later === undefined ? LAST_DAY : dayBefore(later) };
    });
}

/**
 * Speaks `fred/series/vintagedates` and `fred/series/observations` (output type 1) as documented at
 * fred.stlouisfed.org/docs/api/fred, with their cap of 2,000 vintages, and cuts real-time periods as they do.
 */
export class FredServer extends ProviderServer {
  readonly series = new Map<string, FredVintage[]>();
  /** Series that FRED has and ALFRED doesn't. */
  readonly withoutVintages = new Set<string>();
  mostVintages = 2000;
  /** Rows a page, where fewer than the request's limit. */
  pageSize = 100_000;
  /** Today for requests that don't name a real-time period. */
  today = LAST_DAY;

  constructor(private readonly apiKey = '0123456789abcdef0123456789abcdef') {
    super();
  }

  protected override reply({ path, query }: ProviderRequest): ProviderReply {
    if (query.api_key !== this.apiKey) {
      return refusal(`The value for variable api_key is not registered: ${query.api_key ?? ''}`);
    }
    if (query.file_type !== 'json') return refusal('This server speaks JSON only.');
    const vintages = this.series.get(query.series_id ?? '');
    if (!vintages) return refusal('The series does not exist.');
    const archived = !this.withoutVintages.has(query.series_id ?? '');
    if (path === '/fred/series/vintagedates') {
      if (!archived) return refusal('The series does not exist in ALFRED but may exist in FRED.');
      return { body: this.page(query, 'vintage_dates', this.datesOf(vintages)) };
    }
    if (path === '/fred/series/observations') return this.observations(vintages, query);
    return { status: 404, body: { error_code: 404, error_message: 'Not Found.' } };
  }

  private observations(
    vintages: readonly FredVintage[],
    query: Readonly<Record<string, string>>,
  ): ProviderReply {
    const { realtime_start: start = this.today, realtime_end: end = this.today } = query;
    const { observation_start: from = FIRST_DAY } = query;
    const spanned = this.datesOf(vintages).filter((date) => date >= start && date <= end).length;
    if (spanned > this.mostVintages) {
      return refusal(
        `There are ${spanned} vintage dates in the specified real-time period: ${start} to ${end}.  This exceeds the maximum number of vintage dates allowed (${this.mostVintages}).`,
      );
    }
    const rows = withUntil(vintages.filter(({ date }) => date >= from))
      .filter(({ realtimeStart, until }) => realtimeStart <= end && until >= start)
      .map(({ date, value, realtimeStart, until }) => ({
        realtime_start: realtimeStart < start ? start : realtimeStart,
        realtime_end: until > end ? end : until,
        date,
        value: value === null ? '.' : String(value),
      }))
      .sort((a, b) => (`${a.date} ${a.realtime_start}` < `${b.date} ${b.realtime_start}` ? -1 : 1));
    return { body: this.page(query, 'observations', rows) };
  }

  private datesOf(vintages: readonly FredVintage[]): string[] {
    return [...new Set(vintages.map(({ realtimeStart }) => realtimeStart))].sort();
  }

  private page(query: Readonly<Record<string, string>>, name: string, rows: readonly unknown[]): object {
    const { offset = '0', limit = '1000' } = query;
    const size = Math.min(this.pageSize, Number(limit));
    return {
      realtime_start: query.realtime_start ?? FIRST_DAY,
      realtime_end: query.realtime_end ?? LAST_DAY,
      order_by: 'observation_date',
      sort_order: 'asc',
      count: rows.length,
      offset: Number(offset),
      limit: Number(limit),
      [name]: rows.slice(Number(offset), Number(offset) + size),
    };
  }
}
