import type { Ticker } from '../../../../domain/market/instruments.js';
import type { Clock } from '../../../../platform/clock/clock.js';
import { AnswerRow, mustAscend } from '../answer-rows.js';
import { errorTextOf, type HttpAnswer } from '../http/failure-of.js';
import type { HttpLimits, RequestRate } from '../http/http-limits.js';
import { JsonSource } from '../http/json-source.js';
import type {
  CorporateAction,
  PriceAnswer,
  PriceProvider,
  ProviderFailureCode,
  RawBar,
} from '../live-provider.port.js';

export interface TiingoOptions {
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly rate: RequestRate;
  readonly limits: HttpLimits;
}

/** A used-up allowance is told in plain text, for years with status 200. */
const classify = ({ status, text }: HttpAnswer): ProviderFailureCode | undefined =>
  status === 200 && /^\W*you have run over/i.test(text) ? 'rate-limited' : undefined;

/**
 * Tiingo's end-of-day prices: raw prices, `divCash` and `splitFactor` of the ex-date in the same rows, and
 * CRSP-adjusted closes beside them. Source: tiingo.com/documentation/end-of-day
 */
export class TiingoProvider implements PriceProvider {
  readonly name = 'tiingo';
  private readonly source: JsonSource;

  constructor({ apiKey, baseUrl, rate, limits }: TiingoOptions, clock: Clock) {
    const headers = { Authorization: `Token ${apiKey}` };
    this.source = new JsonSource({ name: this.name, baseUrl, rate, limits, headers, classify }, clock);
  }

  async bars(symbol: Ticker, from: string, to: string): Promise<PriceAnswer> {
    const path = `/tiingo/daily/${encodeURIComponent(symbol)}/prices`;
    const body = await this.source.get(path, { startDate: from, endDate: to, format: 'json' });
    const why = errorTextOf(body);
    if (why !== undefined) throw this.source.failure('error-answer', why);
    const fail = this.source.failure.bind(this.source);
    const rows = AnswerRow.listOf(body, 'row', fail);
    const bars = rows.map((row) => this.barOf(row));
    mustAscend(
      bars.map(({ session }) => session),
      fail,
    );
    return { bars, actions: rows.flatMap((row) => this.actionsOf(row)) };
  }

  private barOf(row: AnswerRow): RawBar {
    const adjClose = row.optionalNumber('adjClose');
    return {
      session: row.date('date'),
      open: row.number('open'),
      high: row.number('high'),
      low: row.number('low'),
      close: row.number('close'),
      volume: Math.round(row.number('volume')),
      ...(adjClose === undefined ? {} : { adjClose }),
      source: this.name,
    };
  }

  private actionsOf(row: AnswerRow): CorporateAction[] {
    const exDate = row.date('date');
    const ratio = row.positive('splitFactor');
    const amount = row.number('divCash');
    if (amount < 0) throw row.malformed('divCash', 'below zero');
    const actions: CorporateAction[] = [];
    if (amount > 0) actions.push({ kind: 'cash_dividend', exDate, amount, source: this.name });
    if (ratio !== 1) actions.push({ kind: 'split', exDate, ratio, source: this.name });
    return actions;
  }
}
