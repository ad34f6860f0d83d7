import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { INSTRUMENTS, READ_SYMBOLS } from '../src/domain/market/instruments.js';
import type { Ticker } from '../src/domain/market/instruments.js';
import { sessionsBetween } from '../src/domain/market/trading-calendar.js';
import { SAMPLE_SYMBOLS, sampleBars } from './market.js';
import { SAMPLE_SEED } from './sample-market.js';

const bars = sampleBars(SAMPLE_SEED);
const of = (symbol: Ticker) => bars.get(symbol) ?? [];
const sessions = of('SPY').map((bar) => bar.session);
const at = (date: string): number => sessions.indexOf(date);
const END = sessions.length - 1;
const closes = (symbol: Ticker): number[] => of(symbol).map((bar) => bar.close);
const ratio = (symbol: Ticker): number[] => closes(symbol).map((close, i) => close / closes('SPY')[i]!);
const returnOver = (values: number[], to: number, span: number): number =>
  values[to]! / values[to - span]! - 1;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const sma = (values: readonly number[], to: number, n: number): number =>
  mean(values.slice(to + 1 - n, to + 1));
const rising = (values: readonly number[], to: number, n: number): boolean =>
  sma(values, to, n) > sma(values, to - 21, n);

function ema(values: readonly number[], n: number): number[] {
  const out = [mean(values.slice(0, n))];
  for (const value of values.slice(n)) out.push(out.at(-1)! + (2 / (n + 1)) * (value - out.at(-1)!));
  return out;
}

/** Histogram of MACD 12/26/9 at the end. */
function macdHistogram(values: readonly number[]): number {
  const slow = ema(values, 26);
  const line = ema(values, 12)
    .slice(-slow.length)
    .map((fast, i) => fast - slow[i]!);
  return line.at(-1)! - ema(line, 9).at(-1)!;
}

const advised: Ticker[] = ['IWM', 'MDY', 'SPY', 'QQQ'];

describe('the sample market', () => {
  it('is the same bytes for the same seed, and others for another', () => {
    const hash = (seed: number): string =>
      createHash('sha256')
        .update(JSON.stringify([...sampleBars(seed)]))
        .digest('hex');
    expect(hash(SAMPLE_SEED)).toBe('31ac9a26ac0bbaa1d21a15d5959083731ae9e4db5c97a4e5aa065a20680ef0d5');
    expect(hash(SAMPLE_SEED + 100)).not.toBe(hash(SAMPLE_SEED));
  });

  it('has one bar of every symbol for exactly the sessions of the calendar', () => {
    const expected = sessionsBetween('2021-01-04', '2024-11-27');
    for (const symbol of SAMPLE_SYMBOLS) expect(of(symbol).map((bar) => bar.session)).toEqual(expected);
  });

  it('has valid bars: positive, high and low around open and close, whole volumes', () => {
    for (const [, series] of bars) {
      for (const { open, high, low, close, adjClose, volume } of series) {
        expect(low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close)).toBe(true);
        expect(Number.isSafeInteger(volume) && volume > 0).toBe(true);
        expect((adjClose ?? 0) > 0 && (adjClose ?? 0) <= close).toBe(true);
      }
    }
  });

  it('moves from day to day like funds do', () => {
    for (const symbol of advised) {
      const moves = closes(symbol)
        .slice(1)
        .map((close, i) => Math.abs(close / closes(symbol)[i]! - 1));
      expect(Math.max(...moves)).toBeLessThan(0.08);
      expect(mean(moves)).toBeGreaterThan(0.004);
    }
  });
});

describe('its substitutes', () => {
  const substitutes = INSTRUMENTS.flatMap((instrument) =>
    instrument.role === 'substitute' ? [instrument] : [],
  );

  it('stay near a fixed part of the fund that each stands for', () => {
    for (const { symbol, of: advisedFund } of substitutes) {
      const parts = closes(symbol).map((close, i) => close / closes(advisedFund)[i]!);
      expect(Math.max(...parts) / Math.min(...parts)).toBeLessThan(1.05);
      expect(new Set(parts).size).toBeGreaterThan(sessions.length / 2);
    }
  });

  it('leave the bars of the symbols that are read as they were', () => {
    const read = [...bars].filter(([symbol]) => READ_SYMBOLS.some((known) => known === symbol));
    expect(createHash('sha256').update(JSON.stringify(read)).digest('hex')).toBe(
      '59b9055f86af3c57ab915309ffb92ed36432de1239cd7a3341c1ccbdafa52945',
    );
  });
});

describe('its story', () => {
  it('rises in 2021, falls in 2022 and is led by QQQ in 2023, small caps lagging', () => {
    const year = (symbol: Ticker, from: string, to: string): number =>
      closes(symbol)[at(to)]! / closes(symbol)[at(from)]! - 1;
    for (const symbol of advised) {
      expect(year(symbol, '2021-01-04', '2021-12-31')).toBeGreaterThan(0.1);
      expect(year(symbol, '2021-12-31', '2022-12-30')).toBeLessThan(-0.1);
    }
    const of2023 = advised.map((symbol) => year(symbol, '2022-12-30', '2023-12-29'));
    expect(of2023[3]).toBe(Math.max(...of2023));
    expect(of2023[0]).toBe(Math.min(...of2023));
  });

  it('is risk-off in the summer of 2022: SPY down over 21 sessions, all four under all averages', () => {
    const day = at('2022-06-17');
    expect(returnOver(closes('SPY'), day, 21)).toBeLessThan(0);
    for (const symbol of advised) {
      for (const n of [50, 100, 200]) expect(closes(symbol)[day]!).toBeLessThan(sma(closes(symbol), day, n));
    }
  });

  it.each<[Ticker, string, string, number]>([
    ['IWM', '2022-08-16', '2024-11-06', 5],
    ['MDY', '2024-03-28', '2024-11-06', 3],
  ])('holds %s under a flat level from %s until it breaks out on %s', (symbol, start, breakout, tests) => {
    const level = closes(symbol)[at(start)]!;
    const base = closes(symbol).slice(at(start) + 1, at(breakout));
    expect(Math.max(...base)).toBeLessThanOrEqual(level);
    expect(closes(symbol)[at(breakout)]!).toBeGreaterThan(level * 1.01);
    const near = base.flatMap((close, i) => (close >= level * 0.98 ? [i] : []));
    const groups = near.filter((day, i) => i === 0 || day - near[i - 1]! >= 10);
    expect(groups.length + 1).toBeGreaterThanOrEqual(tests);
    expect(Math.min(...closes(symbol).slice(at(breakout)))).toBeGreaterThan(level);
  });

  it('ends with all four above rising 50-, 100- and 200-day averages', () => {
    for (const symbol of advised) {
      for (const n of [50, 100, 200]) {
        expect(closes(symbol)[END]!).toBeGreaterThan(sma(closes(symbol), END, n));
        expect(rising(closes(symbol), END, n)).toBe(true);
      }
    }
  });

  it('ends with SPY within 3 % of its 52-week high', () => {
    expect(closes('SPY')[END]!).toBeGreaterThan(0.97 * Math.max(...closes('SPY').slice(-252)));
  });

  it('ends with the MACD of SPY on buy, and of QQQ on sell for 8 closes', () => {
    expect(macdHistogram(closes('SPY'))).toBeGreaterThan(0.1);
    for (let day = END - 7; day <= END; day++) {
      expect(macdHistogram(closes('QQQ').slice(0, day + 1))).toBeLessThan(-0.1);
    }
  });

  it('rotates to smaller companies on each of the last 10 closes: QQQ behind SPY, IWM and MDY ahead', () => {
    for (let day = END - 9; day <= END; day++) {
      const [iwm, mdy, spy, qqq] = advised.map((symbol) => returnOver(closes(symbol), day, 21));
      expect(qqq!).toBeLessThan(spy! - 0.003);
      expect(iwm!).toBeGreaterThan(spy! + 0.003);
      expect(mdy!).toBeGreaterThan(spy! + 0.003);
      expect(iwm!).toBeGreaterThan(0);
      expect(closes('SPY')[day]!).toBeGreaterThan(sma(closes('SPY'), day, 200));
    }
  });

  it('has IWM and MDY above a rising 50-day average against SPY, and QQQ under its own, on 10 closes', () => {
    for (let day = END - 9; day <= END; day++) {
      for (const symbol of ['IWM', 'MDY'] as const) {
        expect(ratio(symbol)[day]!).toBeGreaterThan(sma(ratio(symbol), day, 50));
        expect(rising(ratio(symbol), day, 50)).toBe(true);
      }
      expect(ratio('QQQ')[day]!).toBeLessThan(sma(ratio('QQQ'), day, 50));
    }
  });

  it('has XLF and XLI confirm at the end: above the 50- and a rising 200-day average', () => {
    for (const symbol of ['XLF', 'XLI'] as const) {
      expect(closes(symbol)[END]!).toBeGreaterThan(sma(closes(symbol), END, 50));
      expect(closes(symbol)[END]!).toBeGreaterThan(sma(closes(symbol), END, 200));
      expect(rising(closes(symbol), END, 200)).toBe(true);
    }
  });
});
