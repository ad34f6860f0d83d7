import { sampleMarket } from '../../sample/sample-market.js';
import { newYorkInstant } from '../../src/domain/market/new-york-time.js';
import { releasedAt } from '../../src/domain/readings/macro/release-rules.js';
import type { AppConfig } from '../../src/platform/config/app-config.js';
import { FredServer } from './provider-servers/fred-server.js';
import { MassiveServer } from './provider-servers/massive-server.js';
import { TiingoServer, type TiingoDay } from './provider-servers/tiingo-server.js';

/** The sample's market behind servers that speak the providers' formats, as far as a day. */
export class LiveMarket {
  readonly tiingo = new TiingoServer();
  readonly massive = new MassiveServer();
  readonly fred = new FredServer();

  static async upTo(session: string): Promise<LiveMarket> {
    const market = new LiveMarket();
    await Promise.all([market.tiingo.listen(), market.massive.listen(), market.fred.listen()]);
    market.advanceTo(session);
    return market;
  }

  /** Every source has the sample's sessions and releases up to the evening of a day. */
  advanceTo(session: string): void {
    const { bars, macro } = sampleMarket();
    for (const [symbol, all] of bars) {
      const days = all
        .filter((bar) => bar.session <= session)
        .map(({ session: date, open, high, low, close, volume }): TiingoDay => ({
          date,
          open,
          high,
          low,
          close,
          volume,
        }));
      this.tiingo.days.set(symbol, days);
      this.massive.days.set(symbol, [...days]);
    }
    const evening = newYorkInstant(session, '20:00');
    for (const [id, rows] of macro) {
      const known = rows
        .map(({ date, value }) => ({ date, value, released: releasedAt(id, date) }))
        .filter(({ released }) => released <= evening);
      this.fred.series.set(
        id,
        known.map(({ date, value, released }) => ({
          date,
          value,
          realtimeStart: new Date(released - 5 * 3_600_000).toISOString().slice(0, 10),
        })),
      );
    }
    for (const id of ['UNRATE', 'PAYEMS', 'ICSA', 'BAMLH0A0HYM2', 'USREC']) {
      this.fred.series.set(id, [
        { date: '2024-09-01', value: 4.1, realtimeStart: '2024-10-04' },
        { date: '2024-10-01', value: 4.2, realtimeStart: '2024-11-01' },
      ]);
    }
  }

  /** Changes what a source says of one session. */
  correct(
    server: TiingoServer | MassiveServer,
    symbol: string,
    date: string,
    change: Partial<TiingoDay>,
  ): void {
    server.days.set(
      symbol,
      (server.days.get(symbol) ?? []).map((day) => (day.date === date ? { ...day, ...change } : day)),
    );
  }

  config(sources: readonly ('tiingo' | 'massive' | 'fred')[] = ['tiingo', 'fred']): Partial<AppConfig> {
    return {
      syncSchedule: 'off',
      tiingoBaseUrl: this.tiingo.url,
      massiveBaseUrl: this.massive.url,
      fredBaseUrl: this.fred.url,
      tiingoRequestsPerHour: 100_000,
      massiveRequestsPerMinute: 100_000,
      fredRequestsPerMinute: 100_000,
      ...(sources.includes('tiingo') && { tiingoApiKey: 'tiingo-test-key' }),
      ...(sources.includes('massive') && { massiveApiKey: 'massive-test-key' }),
      ...(sources.includes('fred') && { fredApiKey: '0123456789abcdef0123456789abcdef' }),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.tiingo.close(), this.massive.close(), this.fred.close()]);
  }
}
