import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { sessionClose } from '../src/domain/market/trading-calendar.js';
import { MACRO_SERIES } from '../src/domain/readings/macro/observation.js';
import type { MacroSeriesId } from '../src/domain/readings/macro/observation.js';
import { releasedAt } from '../src/domain/readings/macro/release-rules.js';
import { sampleMacro } from './macro.js';
import { SAMPLE_SEED } from './sample-market.js';

const macro = sampleMacro(SAMPLE_SEED);
const of = (id: MacroSeriesId) => macro.get(id) ?? [];
const on = (id: MacroSeriesId, date: string): number =>
  of(id).findLast((row) => row.date <= date)?.value ?? NaN;
const overTwelveMonths = (id: MacroSeriesId, month: string): number =>
  on(id, month) / on(id, `${Number(month.slice(0, 4)) - 1}${month.slice(4)}`) - 1;

describe('the sample macro series', () => {
  it('are the same bytes for the same seed', () => {
    const bytes = JSON.stringify([...macro]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      '7334e9b500382f571be1ba3656024f3b38de7b421ad0d628d5b85fd0e1c5159c',
    );
  });

  it('cover every series, ascending, without a figure published after the last close', () => {
    expect([...macro.keys()].sort()).toEqual([...MACRO_SERIES].sort());
    for (const [id, rows] of macro) {
      const dates = rows.map((row) => row.date);
      expect(dates).toEqual([...new Set(dates)].sort());
      expect(rows.every((row) => Number.isFinite(row.value))).toBe(true);
      expect(releasedAt(id, dates.at(-1) ?? '')).toBeLessThanOrEqual(sessionClose('2024-11-27'));
      expect(dates.at(-1)! >= '2024-09-01').toBe(true);
    }
  });

  it('tell of a Fed that raises to May 2023, holds until September 2024 and cuts after', () => {
    const moves = of('DFEDTARU').filter((row, i, rows) => i > 0 && row.value !== rows[i - 1]!.value);
    expect(moves.map((move) => move.date).filter((date) => date >= '2023-05-01')).toEqual([
      '2023-05-11',
      '2024-09-12',
      '2024-10-31',
    ]);
    expect(on('DFEDTARL', '2024-01-02')).toBe(on('DFEDTARU', '2024-01-02') - 0.25);
    for (const { date, value } of of('DFF')) {
      expect(value > on('DFEDTARL', date) && value < on('DFEDTARU', date)).toBe(true);
    }
  });

  it('price easing at the end: the 2-year yield more than 25 bp under the funds rate', () => {
    expect(on('DGS2', '2024-11-26') - on('DFF', '2024-11-26')).toBeLessThan(-0.25);
  });

  it('invert the curve in 2023 and end with it re-steepened', () => {
    expect(on('DGS10', '2023-03-08')).toBeLessThan(on('DGS2', '2023-03-08'));
    expect(on('DGS10', '2024-11-26')).toBeGreaterThan(on('DGS2', '2024-11-26'));
  });

  it('have core inflation peak in 2022 and fall towards 3 % in 2024, the Sahm indicator under 0.50', () => {
    for (const id of ['CPILFESL', 'PCEPILFE'] as const) {
      expect(overTwelveMonths(id, '2022-09-01')).toBeGreaterThan(0.045);
      expect(overTwelveMonths(id, '2024-09-01')).toBeLessThan(0.035);
      expect(overTwelveMonths(id, '2024-09-01')).toBeGreaterThan(0.02);
    }
    expect(of('SAHMREALTIME').filter((row) => row.date >= '2021-06-01' && row.value >= 0.5)).toEqual([]);
  });

  it('have employment grow more slowly, claims and the high-yield spread low at the end', () => {
    const growth = (from: string, to: string): number => on('PAYEMS', to) - on('PAYEMS', from);
    expect(growth('2023-10-01', '2024-10-01')).toBeLessThan(growth('2021-10-01', '2022-10-01'));
    expect(growth('2023-10-01', '2024-10-01')).toBeGreaterThan(0);
    expect(on('ICSA', '2024-11-16')).toBeLessThan(on('ICSA', '2024-07-27'));
    expect(of('ICSA').every(({ value }) => value % 1000 === 0)).toBe(true);
    expect(on('BAMLH0A0HYM2', '2024-11-26')).toBeLessThan(3.5);
    expect(on('BAMLH0A0HYM2', '2022-06-30')).toBeGreaterThan(5);
  });
});
