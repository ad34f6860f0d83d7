import { describe, expect, it } from '@jest/globals';
import { randomKnownMarket } from '../../../../test/support/known-market.js';
import { HOUSE_POLICY } from '../../../domain/policy/house-policy.js';
import { ADVISED, READ_SYMBOLS } from '../../../domain/market/instruments.js';
import type { Moment } from '../../../domain/readings/signal.js';
import { knownMarket, momentsOf, type KnownMarket } from '../../../domain/recommendation/session.js';
import { chartModel, made, type ChartModel, shownAverages } from './chart-model.js';
import { priceChart } from './price-chart.js';
import { renderSvg, standalone } from './render-svg.js';

const COUNT = 252;
const SESSIONS = 900;
const SEEDS = [1, 2, 3, 4, 5, 6];

const momentOf = (known: KnownMarket, t: number): Moment =>
  momentsOf(known, HOUSE_POLICY.parameters, Infinity)(t);

const last = randomKnownMarket(1, SESSIONS, 0.0004);
const model = (moment: Moment, symbol: ChartModel['symbol'] = 'IWM', count = COUNT): ChartModel => {
  const made = chartModel(moment, symbol, count);
  if (made === undefined) throw new Error('no chart');
  return made;
};

/** The same market as it was known after its session `t`. */
function endingAt({ market }: KnownMarket, t: number): KnownMarket {
  const bars = READ_SYMBOLS.map((symbol) => {
    const { series } = market.columns(symbol);
    const end = market.indexOf(symbol, t) + 1;
    const { open, high, low, close, volume } = series;
    return [
      symbol,
      {
        symbol,
        sessions: series.sessions.slice(0, end),
        open: open.slice(0, end),
        high: high.slice(0, end),
        low: low.slice(0, end),
        close: close.slice(0, end),
        volume: volume.slice(0, end),
      },
    ] as const;
  });
  return knownMarket(new Map(bars), new Map(), false);
}

describe('the model of a chart', () => {
  it('holds the last sessions with columns of one length', () => {
    const shown = model(momentOf(last, SESSIONS - 1));
    expect(shown.sessions).toEqual(last.market.sessions.slice(-COUNT));
    const columns = [
      shown.open,
      shown.high,
      shown.low,
      shown.close,
      shown.macd.line,
      shown.macd.signal,
      shown.relativeStrength?.line,
      shown.relativeStrength?.average,
      ...shown.averages.map(({ values }) => values),
    ];
    for (const column of columns) expect(column).toHaveLength(COUNT);
    expect(shown.close.at(-1)).toBe(shown.reading.close);
  });

  it('ends its lines at the values of the reading', () => {
    const { averages, macd, reading, relativeStrength } = model(momentOf(last, SESSIONS - 1));
    for (const { period, values } of averages) {
      const read = shownAverages(reading).find((average) => average.period === period);
      expect(values.at(-1)).toBe(read?.value);
    }
    expect(macd.line.at(-1)).toBe(made(reading.macd)?.line);
    expect(relativeStrength?.line.at(-1)).toBe(made(reading.relativeStrength)?.ratio);
  });

  it('has no line of SPY against itself', () => {
    expect(model(momentOf(last, SESSIONS - 1), 'SPY')).not.toHaveProperty('relativeStrength');
  });

  it('leaves a column empty, not zero, while it warms up', () => {
    const [, , average200] = model(momentOf(last, 210), 'IWM', 100).averages;
    expect(average200?.values.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(average200?.values.at(-1)).toBeGreaterThan(0);
  });

  it('shows nothing later than its moment: a history that ends there gives the same chart', () => {
    for (const seed of SEEDS.slice(0, 3)) {
      const whole = randomKnownMarket(seed, SESSIONS);
      expect(model(momentOf(endingAt(whole, 700), 700))).toEqual(model(momentOf(whole, 700)));
    }
  });

  it('marks what the readings say, at the prices and sessions they say', () => {
    let bases = 0;
    let breakouts = 0;
    let lines = 0;
    for (const seed of SEEDS) {
      const known = randomKnownMarket(seed, SESSIONS, 0.0003);
      for (let t = 600; t < SESSIONS; t += 37) {
        const { marks, reading, sessions, close } = model(momentOf(known, t));
        const base = made(reading.base);
        expect(marks.base && [marks.base.high, marks.base.low, marks.base.start]).toEqual(
          base && [base.resistance, base.support, base.start],
        );
        for (const { at, price } of marks.base?.tests ?? []) {
          expect(base?.tests).toContain(sessions[at]);
          expect(price).toBe(close[at]);
        }
        const breakout = made(reading.breakout);
        if (marks.breakout) {
          breakouts++;
          expect([sessions[marks.breakout.at], marks.breakout.level]).toEqual([
            breakout?.date,
            breakout?.level,
          ]);
        }
        const line = made(reading.downtrendLine);
        if (marks.downtrendLine) {
          lines++;
          expect(sessions[marks.downtrendLine.from.at]).toBe(line?.anchor.date);
          expect(marks.downtrendLine.to.price).toBe(line?.brokenLevel ?? line?.level);
        }
        if (marks.base) bases++;
        expect(marks.flag !== undefined).toBe(made(reading.flag)?.tight === true);
      }
    }
    expect(Math.min(bases, breakouts, lines)).toBeGreaterThan(0);
  });

  it('is absent for a symbol without bars', () => {
    const { market } = last;
    const bars = ADVISED.map((symbol) => [symbol, market.columns(symbol).series] as const);
    const four = knownMarket(new Map(bars), new Map(), false);
    expect(chartModel(momentOf(four, SESSIONS - 1), 'XLF', COUNT)).toBeUndefined();
    expect(chartModel(momentOf(last, SESSIONS - 1), 'XLF', COUNT)?.symbol).toBe('XLF');
  });
});

describe('the picture of a chart', () => {
  const draw = (moment: Moment, layout: 'wide' | 'narrow' = 'wide'): Promise<string> =>
    renderSvg(priceChart(model(moment), layout));

  it('is the same bytes for the same model, whatever was drawn before', async () => {
    const moment = momentOf(last, SESSIONS - 1);
    const first = await draw(moment);
    await draw(momentOf(last, 500), 'narrow');
    expect(await draw(moment)).toBe(first);
    expect(await draw(momentOf(last, 500))).not.toBe(first);
  });

  it('holds no script, no inline style and no link, and says what it shows', async () => {
    const svg = await draw(momentOf(last, SESSIONS - 1));
    expect(svg).not.toMatch(/<script|<style|style=|href|class=|on\w+=/);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="chart-iwm-wide-title chart-iwm-wide-desc">/);
    expect(svg).toMatch(
      /<title id="chart-iwm-wide-title">IWM, 252 sessions to [A-Z][a-z]+ \d+, \d{4}<\/title>/,
    );
    expect(svg).toMatch(/<desc [^>]*>IWM closed at \$\d+\.\d\d\. Its trend is /);
    const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(ids).toContain(id);
  });

  it('follows the theme and has its size as a file of its own', async () => {
    const file = standalone(await draw(momentOf(last, SESSIONS - 1)), { width: 960, height: 640 });
    expect(file).toMatch(/^<svg width="960" height="640" /);
    expect(file.match(/<style>@media \(prefers-color-scheme:dark\)/g)).toHaveLength(1);
  });
});
