import { normal, seededRandom } from '../../sample/random.js';
import { READ_SYMBOLS, type Ticker } from '../../src/domain/market/instruments.js';
import type { BarSeries, Instant, SessionDate } from '../../src/domain/market/price-bar.js';
import { nextSession, sessionClose } from '../../src/domain/market/trading-calendar.js';
import { HOUSE_POLICY } from '../../src/domain/policy/house-policy.js';
import type { FedStatement } from '../../src/domain/readings/macro/statement.js';
import { statementReleasedAt } from '../../src/domain/readings/macro/statement-rules.js';
import { MacroTimeline } from '../../src/domain/readings/macro/macro-history.js';
import type {
  MacroHistory,
  MacroSeriesId,
  Observations,
} from '../../src/domain/readings/macro/observation.js';
import { Market } from '../../src/domain/readings/market.js';
import type { ReadingParameters } from '../../src/domain/readings/parameters.js';
import type { Moment } from '../../src/domain/readings/signal.js';

export const PARAMETERS: ReadingParameters = HOUSE_POLICY.parameters;

/** So many sessions of the calendar, the first at or after `from`. */
export function sessionsFrom(from: SessionDate, count: number): SessionDate[] {
  const sessions: SessionDate[] = [];
  let session = from;
  while (sessions.length < count) sessions.push((session = nextSession(session)));
  return sessions;
}

const SESSIONS = sessionsFrom('2014-01-01', 2600);

/** `count` values from a function of their index. */
export const values = <T = number>(count: number, at: (i: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => at(i));

/** Bars with these closes; highs and lows `spread` dollars off the close unless given. */
export function series(
  symbol: Ticker,
  closes: readonly number[],
  { high, low, spread = 0, sessions = SESSIONS }: SeriesOptions = {},
): BarSeries {
  return {
    symbol,
    sessions: sessions.slice(0, closes.length),
    open: Float64Array.from(closes),
    high: Float64Array.from(high ?? closes.map((close) => close + spread)),
    low: Float64Array.from(low ?? closes.map((close) => close - spread)),
    close: Float64Array.from(closes),
    volume: new Float64Array(closes.length).fill(1000),
  };
}

interface SeriesOptions {
  readonly high?: readonly number[];
  readonly low?: readonly number[];
  readonly spread?: number;
  readonly sessions?: readonly SessionDate[];
}

/** Bars of all symbols: those given by their closes, the others with SPY's, all of SPY's length. */
export function barsOf(
  closes: Partial<Record<Ticker, readonly number[]>> & { readonly SPY: readonly number[] },
  options: SeriesOptions = {},
): Map<Ticker, BarSeries> {
  return new Map(
    READ_SYMBOLS.map((symbol) => [symbol, series(symbol, closes[symbol] ?? closes.SPY, options)]),
  );
}

/** Random walks of all symbols to the cent, the same for the same seed. */
export function randomBars(
  seed: number,
  sessions: number,
  { start = 100, drift = 0, step = 0.012 }: { start?: number; drift?: number; step?: number } = {},
): Map<Ticker, BarSeries> {
  const random = seededRandom(seed);
  const cents = (price: number): number => Math.max(1, Math.round(price * 100)) / 100;
  return new Map(
    READ_SYMBOLS.map((symbol) => {
      let exact = start;
      const closes = values(sessions, () => cents((exact *= 1 + drift + step * normal(random))));
      const high = closes.map((close) => cents(close * (1 + 0.01 * random())));
      const low = closes.map((close) => cents(close * (1 - 0.01 * random())));
      return [symbol, series(symbol, closes, { high, low })];
    }),
  );
}

/** The bars up to and with a session. */
export function cutBars(bars: ReadonlyMap<Ticker, BarSeries>, asOf: SessionDate): Map<Ticker, BarSeries> {
  return new Map(
    [...bars].map(([symbol, all]) => {
      const count = all.sessions.filter((session) => session <= asOf).length;
      return [
        symbol,
        {
          symbol,
          sessions: all.sessions.slice(0, count),
          open: all.open.slice(0, count),
          high: all.high.slice(0, count),
          low: all.low.slice(0, count),
          close: all.close.slice(0, count),
          volume: all.volume.slice(0, count),
        },
      ];
    }),
  );
}

/** The bars without the first `count` of each symbol. */
export const cutFront = (bars: ReadonlyMap<Ticker, BarSeries>, count: number): Map<Ticker, BarSeries> =>
  new Map(
    [...bars].map(([symbol, all]) => [
      symbol,
      {
        symbol,
        sessions: all.sessions.slice(count),
        open: all.open.slice(count),
        high: all.high.slice(count),
        low: all.low.slice(count),
        close: all.close.slice(count),
        volume: all.volume.slice(count),
      },
    ]),
  );

/** The releases at or before an instant. */
export const cutMacro = (macro: MacroHistory, cutoff: Instant): MacroHistory =>
  new Map(
    [...macro].map(([id, { dates, values, releasedAt, assumed }]) => {
      const count = releasedAt.filter((instant) => instant <= cutoff).length;
      return [
        id,
        {
          dates: dates.slice(0, count),
          values: values.slice(0, count),
          releasedAt: releasedAt.slice(0, count),
          assumed: assumed.slice(0, count),
        },
      ];
    }),
  );

/** One published value: a row of a series' columns. */
export interface MacroObservation {
  readonly date: string;
  readonly value: number;
  readonly releasedAt: Instant;
  readonly assumed: boolean;
}

/** Rows that are ascending by release, then by date, as a series' columns. */
export const columnsOf = (rows: readonly MacroObservation[]): Observations => ({
  dates: rows.map(({ date }) => date),
  values: Float64Array.from(rows, ({ value }) => value),
  releasedAt: Float64Array.from(rows, ({ releasedAt }) => releasedAt),
  assumed: Uint8Array.from(rows, ({ assumed }) => Number(assumed)),
});

/** The rows of a series' columns. */
export const rowsOf = ({ dates, values, releasedAt, assumed }: Observations): MacroObservation[] =>
  dates.map((date, i) => ({
    date,
    value: values[i]!,
    releasedAt: releasedAt[i]!,
    assumed: assumed[i] === 1,
  }));

/** Observations dated and released at the instants given, or at noon UTC of their own date. */
export const observations = (
  rows: readonly (readonly [date: string, value: number, releasedAt?: string])[],
): MacroObservation[] =>
  rows.map(([date, value, released = `${date}T12:00:00Z`]) => ({
    date,
    value,
    releasedAt: Date.parse(released),
    assumed: true,
  }));

export type MacroRows = Partial<Record<MacroSeriesId, readonly MacroObservation[]>>;

export const macroOf = (rows: MacroRows): MacroHistory =>
  new Map(
    (Object.entries(rows) as [MacroSeriesId, readonly MacroObservation[]][]).map(([id, of]) => [
      id,
      columnsOf(of),
    ]),
  );

/** The moment of the last session, or of `t`, seeing the macro releases public by that close. */
export function momentOf(
  bars: ReadonlyMap<Ticker, BarSeries>,
  { t, macro = new Map(), statements = [], parameters = PARAMETERS }: MomentOptions = {},
): Moment {
  const market = Market.of(bars);
  const at = t ?? market.sessions.length - 1;
  const cutoff = sessionClose(market.sessions[at]!);
  return { market, t: at, parameters, macro: new MacroTimeline(macro, statements).viewAt(cutoff) };
}

interface MomentOptions {
  readonly t?: number;
  readonly macro?: MacroHistory;
  readonly statements?: readonly FedStatement[];
  readonly parameters?: ReadingParameters;
}

/** A moment of a quiet market on a session, for macro readings. */
export function macroMoment(
  session: SessionDate,
  rows: MacroRows,
  statements: readonly FedStatement[] = [],
): Moment {
  const sessions = [session];
  return momentOf(barsOf({ SPY: [100] }, { sessions }), { macro: macroOf(rows), statements });
}

/** A statement of the Fed, public by its release rule unless said otherwise. */
export const statement = (date: string, body: string, own: Partial<FedStatement> = {}): FedStatement => ({
  date,
  releasedAt: statementReleasedAt(date),
  assumed: true,
  body,
  ...own,
});

const WORDS = [
  'The Committee decided to raise the target range.',
  'The Committee decided to lower the target range.',
  'Inflation remains elevated.',
  'Inflation has eased.',
  'Job gains have been solid.',
];

/** A statement of random words every 30 sessions. */
export function randomStatements(seed: number, sessions: number): FedStatement[] {
  const random = seededRandom(seed);
  return SESSIONS.slice(0, sessions)
    .filter((_, i) => i % 30 === 10)
    .map((date) => statement(date, [WORDS[4], ...WORDS.filter(() => random() < 0.5)].join(' ')));
}

/** Consecutive sessions' values from the front of the synthetic calendar, as macro observations. */
export const dailyObservations = (count: number, at: (i: number) => number): MacroObservation[] =>
  observations(SESSIONS.slice(0, count).map((date, i) => [date, at(i)]));

/** Macro series long enough for every macro reading, each a random walk in its usual range. */
export function randomMacro(seed: number, sessions: number): MacroHistory {
  const random = seededRandom(seed);
  const daily = (start: number, step: number): MacroObservation[] => {
    let value = start;
    return dailyObservations(
      sessions,
      () => (value = Math.round((value + step * normal(random)) * 100) / 100),
    );
  };
  const monthly = (start: number, step: number): MacroObservation[] => {
    let value = start;
    const months = Math.floor(sessions / 21);
    return observations(
      values(months, (i) => {
        const date = new Date(Date.UTC(2014, i, 1)).toISOString().slice(0, 10);
        const released = new Date(Date.UTC(2014, i + 1, 15, 13)).toISOString();
        return [date, (value += step * (1 + normal(random))), released] as const;
      }),
    );
  };
  const weekly = (start: number, step: number): MacroObservation[] =>
    daily(start, step).filter((_, i) => i % 5 === 0);
  const within = (rows: readonly MacroObservation[]): MacroObservation[] =>
    rows.map((row) => ({ ...row, value: Math.abs((((row.value % 200) + 200) % 200) - 100) }));
  let target = 2;
  return macroOf({
    DFEDTARU: dailyObservations(
      sessions,
      (i) => (target += i % 97 === 96 ? (random() < 0.5 ? -0.25 : 0.25) : 0),
    ),
    DFEDTARL: dailyObservations(sessions, () => 1),
    DFF: daily(2, 0.02),
    DGS3MO: daily(2, 0.05),
    DGS2: daily(2, 0.05),
    DGS10: daily(2.5, 0.05),
    DTWEXBGS: daily(100, 0.4),
    CPILFESL: monthly(240, 0.4),
    PCEPILFE: monthly(100, 0.2),
    SAHMREALTIME: monthly(0, 0.02),
    PAYEMS: monthly(150_000, 100),
    ICSA: weekly(220_000, 4_000),
    BAMLH0A0HYM2: daily(4, 0.05),
    S5TH: within(daily(60, 2)),
    S5OH: within(daily(60, 2)),
    S5FI: within(daily(60, 4)),
    NYSE_ADV: daily(1500, 300).map((row) => ({ ...row, value: 400 + (Math.abs(row.value) % 2000) })),
    NYSE_DECL: daily(1500, 300).map((row) => ({ ...row, value: 400 + (Math.abs(row.value) % 2000) })),
  });
}
