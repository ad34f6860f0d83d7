import { ProviderServer, type ProviderReply, type ProviderRequest } from './provider-server.js';

/** A day as the test gives it; the rest of the documented row follows from it. */
export interface TiingoDay {
  readonly date: string;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly divCash?: number;
  readonly splitFactor?: number;
}

/** Speaks `/tiingo/daily/<ticker>/prices` as documented at tiingo.com/documentation/end-of-day. */
export class TiingoServer extends ProviderServer {
  readonly days = new Map<string, TiingoDay[]>();

  constructor(private readonly apiKey = 'tiingo-test-key') {
    super();
  }

  protected override reply({ path, query, authorization }: ProviderRequest): ProviderReply {
    if (authorization !== `Token ${this.apiKey}`) return { status: 401, body: { detail: 'Invalid token.' } };
    const symbol = /^\/tiingo\/daily\/([^/]+)\/prices$/.exec(path)?.[1];
    const days = symbol === undefined ? undefined : this.days.get(symbol);
    if (!days) return { status: 404, body: { detail: 'Not found.' } };
    const { startDate = '', endDate = '9999-12-31' } = query;
    return { body: days.filter(({ date }) => date >= startDate && date <= endDate).map(rowOf) };
  }
}

function rowOf(day: TiingoDay): object {
  const { date, open, high, low, close, volume, divCash = 0, splitFactor = 1 } = day;
  return {
    date: `${date}T00:00:00.000Z`,
    close,
    high,
    low,
    open,
    volume,
    adjClose: close,
    adjHigh: high,
    adjLow: low,
    adjOpen: open,
    adjVolume: volume,
    divCash,
    splitFactor,
  };
}
