import { newYorkInstant } from '../../../src/domain/market/new-york-time.js';
import { ProviderServer, type ProviderReply, type ProviderRequest } from './provider-server.js';
import type { TiingoDay } from './tiingo-server.js';

const MS_PER_HOUR = 3_600_000;

/** Midnight in New York; the domain's own clock starts at 03:00, when no clock changes any more. */
const midnight = (date: string): number => newYorkInstant(date, '03:00') - 3 * MS_PER_HOUR;

/** Speaks the aggregates, splits and dividends of massive.com/docs/rest/stocks, a page at a time. */
export class MassiveServer extends ProviderServer {
  readonly days = new Map<string, TiingoDay[]>();
  /** Rows a page, where fewer than the request's limit. */
  pageSize = 50_000;

  constructor(private readonly apiKey = 'massive-test-key') {
    super();
  }

  protected override reply(request: ProviderRequest): ProviderReply {
    if (request.authorization !== `Bearer ${this.apiKey}`) {
      return { status: 401, body: { status: 'ERROR', request_id: 'test', error: 'Unknown API Key' } };
    }
    const aggregates = /^\/v2\/aggs\/ticker\/([^/]+)\/range\/1\/day\/([^/]+)\/([^/]+)$/.exec(request.path);
    if (aggregates) {
      const [, symbol = '', from = '', to = ''] = aggregates;
      return this.aggregates(request, symbol, from, to);
    }
    const { ticker = '', ...query } = request.query;
    const days = this.days.get(ticker) ?? [];
    if (request.path === '/stocks/v1/splits') {
      const { 'execution_date.gte': from = '', 'execution_date.lte': to = '9999' } = query;
      const splits = days.filter((day) => (day.splitFactor ?? 1) !== 1 && day.date >= from && day.date <= to);
      return this.page(
        request,
        splits.map(({ date, splitFactor = 1 }) => ({
          id: `split-${date}`,
          ticker,
          execution_date: date,
          split_from: splitFactor < 1 ? 1 / splitFactor : 1,
          split_to: splitFactor < 1 ? 1 : splitFactor,
          adjustment_type: splitFactor < 1 ? 'reverse_split' : 'forward_split',
        })),
        {},
      );
    }
    if (request.path === '/stocks/v1/dividends') {
      const { 'ex_dividend_date.gte': from = '', 'ex_dividend_date.lte': to = '9999' } = query;
      const dividends = days.filter((day) => (day.divCash ?? 0) > 0 && day.date >= from && day.date <= to);
      return this.page(
        request,
        dividends.map(({ date, divCash }) => ({
          id: `dividend-${date}`,
          ticker,
          ex_dividend_date: date,
          cash_amount: divCash,
          currency: 'USD',
          distribution_type: 'recurring',
        })),
        {},
      );
    }
    return { status: 404, body: { status: 'ERROR', error: 'Not found' } };
  }

  private aggregates(request: ProviderRequest, ticker: string, from: string, to: string): ProviderReply {
    const rows = (this.days.get(ticker) ?? [])
      .filter(({ date }) => date >= from && date <= to)
      .map(({ date, open, high, low, close, volume }) => ({
        v: volume,
        vw: close,
        o: open,
        c: close,
        h: high,
        l: low,
        t: midnight(date),
        n: 1,
      }));
    return this.page(request, rows, { ticker, adjusted: false, queryCount: rows.length });
  }

  private page(request: ProviderRequest, rows: readonly object[], head: object): ProviderReply {
    const start = Number(request.query.cursor ?? 0);
    const end = start + Math.min(this.pageSize, Number(request.query.limit ?? 120));
    const results = rows.slice(start, end);
    const more = new URLSearchParams({ ...request.query, cursor: String(end) });
    return {
      body: {
        ...head,
        ...(results.length === 0 ? {} : { results }),
        resultsCount: results.length,
        status: 'OK',
        request_id: 'test',
        // The documented host, which a test never reaches.
        ...(end < rows.length
          ? { next_url: `https://api.massive.com${request.path}?${more.toString()}` }
          : {}),
      },
    };
  }
}
