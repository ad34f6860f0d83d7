import { INSTRUMENTS } from '../src/domain/market/instruments.js';
import type { Ticker } from '../src/domain/market/instruments.js';
import type { PriceBar } from '../src/domain/market/price-bar.js';
import { sessionsBetween } from '../src/domain/market/trading-calendar.js';
import { MARKET_SCRIPT, SAMPLE_FROM, SAMPLE_TO, SUBSTITUTE_SCRIPT } from './market-script.js';
import type { InstrumentScript, SubstituteScript } from './market-script.js';
import { bridgedNoise, scriptedPath } from './path.js';
import { normal, seededRandom } from './random.js';
import type { Random } from './random.js';

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals));

function closesOf(
  script: InstrumentScript,
  sessions: readonly string[],
  shared: readonly number[],
  random: Random,
): number[] {
  const own = Math.sqrt(1 - script.correlation ** 2);
  const steps = shared.map(
    (common) => script.volatility * (script.correlation * common + own * normal(random)),
  );
  const noise = bridgedNoise(sessions, script.anchors, steps);
  return scriptedPath(sessions, script.anchors).map((scripted, i) => {
    const close = scripted * (1 + (noise[i] ?? 0));
    const { lid } = script;
    const session = sessions[i] ?? '';
    const over = lid && session >= lid.from && session <= lid.to && close > lid.level;
    // Mirrored at the lid: a close that would have passed it turns back by as much.
    return round(over ? 2 * lid.level - close : close, 2);
  });
}

/** What a dollar of close was worth in later dividends, per session: 1 on the last. */
function dividendFactors(sessions: readonly string[], dividend: number): number[] {
  const factors = new Array<number>(sessions.length).fill(1);
  for (let i = sessions.length - 2; i >= 0; i--) {
    const month = (sessions[i + 1] ?? '').slice(5, 7);
    const paysOnNext = month !== (sessions[i] ?? '').slice(5, 7) && Number(month) % 3 === 0;
    factors[i] = (factors[i + 1] ?? 1) * (paysOnNext ? 1 - dividend : 1);
  }
  return factors;
}

function barsOf(
  script: Pick<InstrumentScript, 'volatility' | 'volume' | 'dividend'>,
  sessions: readonly string[],
  closes: readonly number[],
  random: Random,
): PriceBar[] {
  const factors = dividendFactors(sessions, script.dividend);
  return sessions.map((session, i) => {
    const close = closes[i] ?? 0;
    const previous = closes[i - 1] ?? close;
    const reach = script.volatility * 0.5;
    const open = round(
      previous + (close - previous) * 0.3 * random() + previous * reach * 0.4 * normal(random),
      2,
    );
    const move = Math.abs(close / previous - 1) / script.volatility;
    return {
      session,
      open,
      high: round(Math.max(open, close) * (1 + reach * random()), 2),
      low: round(Math.min(open, close) * (1 - reach * random()), 2),
      close,
      adjClose: round(close * (factors[i] ?? 1), 6),
      volume: Math.round(script.volume * (0.6 + 0.5 * random() + 0.25 * move)),
    };
  });
}

/** Closes that follow another fund's: a fixed part of them, and small steps that are drawn back to it. */
function followingCloses(
  { share, tracking }: SubstituteScript,
  followed: readonly number[],
  random: Random,
): number[] {
  let off = 0;
  return followed.map((close) => {
    off = 0.95 * off + tracking * normal(random);
    return round(close * share * (1 + off), 2);
  });
}

/** The symbols that the sample has bars of: all but the sector funds that aren't read in full. */
export const SAMPLE_SYMBOLS: readonly Ticker[] = INSTRUMENTS.filter(({ role }) => role !== 'sector').map(
  ({ symbol }) => symbol,
);

/**
 * Synthetic daily bars of every symbol of the sample, one a session from 2021-01-04 to 2024-11-27. The same
 * seed gives the same bars. No real quote is in them or behind them.
 */
export function sampleBars(seed: number): ReadonlyMap<Ticker, readonly PriceBar[]> {
  const sessions = sessionsBetween(SAMPLE_FROM, SAMPLE_TO);
  const random = seededRandom(seed);
  const shared = sessions.map(() => normal(random));
  const bars = new Map<Ticker, readonly PriceBar[]>();
  INSTRUMENTS.forEach((instrument, i) => {
    const ownRandom = seededRandom(seed + 1 + i);
    const { symbol } = instrument;
    if (instrument.role === 'substitute') {
      const followed = (bars.get(instrument.of) ?? []).map(({ close }) => close);
      const own = SUBSTITUTE_SCRIPT[instrument.symbol];
      const closes = followingCloses(own, followed, ownRandom);
      const { volatility } = MARKET_SCRIPT[instrument.of];
      bars.set(symbol, barsOf({ ...own, volatility }, sessions, closes, ownRandom));
    } else if (instrument.role !== 'sector') {
      const script = MARKET_SCRIPT[instrument.symbol];
      const closes = closesOf(script, sessions, shared, ownRandom);
      bars.set(symbol, barsOf(script, sessions, closes, ownRandom));
    }
  });
  return bars;
}
