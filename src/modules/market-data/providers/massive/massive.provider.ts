import { dateOfDayNumber, MS_PER_DAY } from '../../../../domain/market/calendar-date.js';
import type { Ticker } from '../../../../domain/market/instruments.js';
import type { Clock } from '../../../../platform/clock/clock.js';
import { AnswerRow, mustAscend } from '../answer-rows.js';
import { errorTextOf } from '../http/failure-of.js';
import type { HttpLimits, RequestRate } from '../http/http-limits.js';
import { JsonSource, type Query } from '../http/json-source.js';
import type { CashDividend, PriceAnswer, PriceProvider, RawBar, Split } from '../live-provider.port.js';

export interface MassiveOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly rate: RequestRate;
  readonly limits: HttpLimits;
}

/** `DELAYED` comes with plans that get no real-time data, and makes no difference to a day that has ended. */
const GOOD = new Set(['OK', 'DELAYED']);
const MOST_PAGES = 20;
const MS_PER_HOUR = 3_600_000;

/** Prices and amounts after several dividends on one ex-date are sums of decimals, kept to six places. */
const toSixPlaces = (value: number): number => Math.round(value * 1e6) / 1e6;

/**
 * Massive (formerly Polygon.io): daily aggregates with `adjusted=false`, splits and dividends, each a list of
 * pages. Sources: massive.com/docs/rest/stocks: custom bars, splits, dividends
 */
export class MassiveProvider implements PriceProvider {
  readonly name = 'massive';
  private readonly source: JsonSource;

  constructor({ apiKey, baseUrl, rate, limits }: MassiveOptions, clock: Clock) {
    const headers = { Authorization: `Bearer ${apiKey}` };
    this.source = new JsonSource({ name: this.name, baseUrl, rate, limits, headers }, clock);
  }

  async bars(symbol: Ticker, from: string, to: string): Promise<PriceAnswer> {
    const path = `/v2/aggs/ticker/${encodeURIComponent(symbol)}/range/1/day/${from}/${to}`;
    const rows = await this.pages(symbol, path, { adjusted: 'false', sort: 'asc', limit: 50_000 });
    const bars = rows.map((row) => this.barOf(row));
    mustAscend(
      bars.map(({ session }) => session),
      this.fail,
    );
    const actions = [...(await this.dividends(symbol, from, to)), ...(await this.splits(symbol, from, to))];
    return {
      bars,
      actions: actions.sort((a, b) => (a.exDate < b.exDate ? -1 : a.exDate > b.exDate ? 1 : 0)),
    };
  }

  private readonly fail: JsonSource['failure'] = (code, detail) => this.source.failure(code, detail);

  private barOf(row: AnswerRow): RawBar {
    return {
      session: this.sessionOf(row),
      open: row.number('o'),
      high: row.number('h'),
      low: row.number('l'),
      close: row.number('c'),
      // Trades of fractions of a share are counted in.
      volume: Math.round(row.number('v')),
      source: this.name,
    };
  }

  /** A day's window starts at midnight in New York, four or five hours after midnight UTC. */
  private sessionOf(row: AnswerRow): string {
    const start = row.number('t');
    const hour = (start % MS_PER_DAY) / MS_PER_HOUR;
    if (hour !== 4 && hour !== 5) throw row.malformed('t', 'not midnight in New York');
    return dateOfDayNumber(Math.floor(start / MS_PER_DAY));
  }

  private async splits(symbol: Ticker, from: string, to: string): Promise<Split[]> {
    const rows = await this.pages(symbol, '/stocks/v1/splits', {
      ticker: symbol,
      'execution_date.gte': from,
      'execution_date.lte': to,
      sort: 'execution_date.asc',
      limit: 1000,
    });
    const splits = rows.map((row): Split => {
      this.mustConcern(symbol, row.text('ticker'));
      const ratio = row.positive('split_to') / row.positive('split_from');
      return { kind: 'split', exDate: row.date('execution_date'), ratio, source: this.name };
    });
    mustAscend(
      splits.map(({ exDate }) => exDate),
      this.fail,
    );
    return splits;
  }

  private async dividends(symbol: Ticker, from: string, to: string): Promise<CashDividend[]> {
    const rows = await this.pages(symbol, '/stocks/v1/dividends', {
      ticker: symbol,
      'ex_dividend_date.gte': from,
      'ex_dividend_date.lte': to,
      sort: 'ex_dividend_date.asc',
      limit: 1000,
    });
    // A regular and a special dividend may share an ex-date.
    const amounts = new Map<string, number>();
    for (const row of rows) {
      this.mustConcern(symbol, row.text('ticker'));
      const currency = row.text('currency');
      if (currency !== 'USD') throw row.malformed('currency', 'not USD');
      const exDate = row.date('ex_dividend_date');
      amounts.set(exDate, toSixPlaces((amounts.get(exDate) ?? 0) + row.positive('cash_amount')));
    }
    const exDates = [...amounts.keys()];
    mustAscend(exDates, this.fail);
    return exDates.map((exDate) => ({
      kind: 'cash_dividend',
      exDate,
      amount: amounts.get(exDate) ?? 0,
      source: this.name,
    }));
  }

  private async pages(symbol: Ticker, path: string, query: Query): Promise<AnswerRow[]> {
    const rows: AnswerRow[] = [];
    let next: { path: string; query: Query } | undefined = { path, query };
    for (let page = 1; next; page++) {
      if (page > MOST_PAGES) throw this.fail('oversized-body', `more than ${MOST_PAGES} pages`);
      const body = await this.source.get(next.path, next.query);
      rows.push(...this.rowsOf(symbol, body));
      next = this.nextOf(body);
    }
    return rows;
  }

  private rowsOf(symbol: Ticker, body: unknown): AnswerRow[] {
    const [answer] = AnswerRow.listOf([body], 'answer', this.fail);
    if (!answer) return [];
    const status = answer.text('status');
    if (!GOOD.has(status)) throw this.fail('error-answer', errorTextOf(body) ?? status);
    const { ticker, adjusted, results } = body as Readonly<Record<string, unknown>>;
    if (typeof ticker === 'string') this.mustConcern(symbol, ticker);
    if (adjusted === true)
      throw this.fail('malformed-answer', 'adjusted prices where raw ones were asked for');
    // Without matches there is no list.
    return results === undefined ? [] : AnswerRow.listOf(results, 'row', this.fail);
  }

  /** Only the path and query of `next_url` are used: the key goes to the configured address alone. */
  private nextOf(body: unknown): { path: string; query: Query } | undefined {
    const { next_url: next } = body as Readonly<Record<string, unknown>>;
    if (next === undefined || next === null) return undefined;
    if (typeof next !== 'string' || !URL.canParse(next)) {
      throw this.fail('malformed-answer', 'next_url is not a URL');
    }
    const { pathname, searchParams } = new URL(next);
    return { path: pathname, query: Object.fromEntries(searchParams) };
  }

  private mustConcern(symbol: Ticker, ticker: string): void {
    if (ticker !== symbol) throw this.fail('moved', `asked for ${symbol}, answered with ${ticker}`);
  }
}
