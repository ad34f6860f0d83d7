import { describe, expect, it } from '@jest/globals';
import { macroMoment, observations } from '../../../../test/support/synthetic-market.js';
import { fedSignals, readFedAction, readFedBias } from './fed.js';

/** A target range raised by a quarter point on 2024-01-02, as last seen on `session`. */
const raised = (session: string, to = 5.5) =>
  macroMoment(session, {
    DFEDTARU: observations([
      ['2023-12-29', 5.25],
      ['2024-01-02', to],
      [session, to],
    ]),
  });

describe('Fed action', () => {
  it('is hiking for 104 days after a rise and holding from the 105th', () => {
    expect(readFedAction(raised('2024-04-15'))).toEqual({
      action: 'hiking',
      lastMove: { date: '2024-01-02', fromPct: 5.25, toPct: 5.5, changeBps: 25 },
      unchangedForDays: 104,
      targetUpperPct: 5.5,
    });
    expect(readFedAction(raised('2024-04-16'))).toMatchObject({ action: 'holding', unchangedForDays: 105 });
  });

  it('is cutting after a cut', () => {
    expect(readFedAction(raised('2024-02-01', 4.75))).toMatchObject({
      action: 'cutting',
      lastMove: { changeBps: -50 },
    });
  });

  it('is told from the values as they were revised', () => {
    const moment = macroMoment('2024-01-04', {
      DFEDTARU: observations([
        ['2024-01-01', 5],
        ['2024-01-02', 5],
        ['2024-01-03', 5.25],
        ['2024-01-04', 5.25],
        ['2024-01-03', 5, '2024-01-04T13:00:00Z'],
      ]),
    });
    expect(readFedAction(moment)).toMatchObject({
      action: 'hiking',
      lastMove: { date: '2024-01-04', fromPct: 5, toPct: 5.25 },
      unchangedForDays: 0,
    });
  });

  it('without a change is holding once the history is long enough, and unavailable before', () => {
    const quiet = (session: string) =>
      macroMoment(session, {
        DFEDTARU: observations([
          ['2024-01-02', 5.5],
          [session, 5.5],
        ]),
      });
    expect(readFedAction(quiet('2024-04-16'))).toEqual({
      action: 'holding',
      unchangedForDays: 105,
      targetUpperPct: 5.5,
    });
    expect(readFedAction(quiet('2024-04-15'))).toEqual({
      unavailable: { code: 'insufficient-history', subject: 'DFEDTARU', needs: 105, has: 104 },
    });
  });

  it('does not see a move announced after the close', () => {
    const moment = macroMoment('2024-01-31', {
      DFEDTARU: observations([
        ['2023-07-27', 5.5],
        ['2024-01-30', 5.5],
        ['2024-01-31', 5.25, '2024-01-31T21:00:00.001Z'],
      ]),
    });
    expect(readFedAction(moment)).toMatchObject({ action: 'holding', targetUpperPct: 5.5 });
  });

  it('without the series is unavailable', () => {
    expect(readFedAction(macroMoment('2024-02-01', {}))).toEqual({
      unavailable: { code: 'missing-series', subject: 'DFEDTARU' },
    });
  });
});

describe('Fed bias', () => {
  const bias = (twoYear: number, fundsRate = 5.33) =>
    readFedBias(
      macroMoment('2024-02-01', {
        DGS2: observations([['2024-01-31', twoYear]]),
        DFF: observations([['2024-01-30', fundsRate]]),
      }),
    );

  it('is neutral at exactly 25 basis points either side, and not at 26', () => {
    expect(bias(5.08)).toMatchObject({ bias: 'neutral', spreadBps: -25 });
    expect(bias(5.07)).toMatchObject({ bias: 'dovish', spreadBps: -26 });
    expect(bias(5.58)).toMatchObject({ bias: 'neutral', spreadBps: 25 });
    expect(bias(5.59)).toMatchObject({ bias: 'hawkish', spreadBps: 26 });
  });

  it('names the two figures it compares', () => {
    expect(bias(4.2)).toMatchObject({
      twoYear: { date: '2024-01-31', pct: 4.2 },
      fundsRate: { date: '2024-01-30', pct: 5.33 },
    });
  });

  it('without either series is unavailable, naming it', () => {
    const twoYearOnly = macroMoment('2024-02-01', { DGS2: observations([['2024-01-31', 4]]) });
    expect(readFedBias(twoYearOnly)).toHaveProperty('unavailable.subject', 'DFF');
    expect(readFedBias(macroMoment('2024-02-01', {}))).toHaveProperty('unavailable.subject', 'DGS2');
  });
});

describe('Fed signals', () => {
  it('carry the days and the last move as evidence', () => {
    expect(fedSignals[0]!.observe(raised('2024-02-01'), 'SPY')).toEqual([
      { name: 'fed.unchanged', series: 'DFEDTARU', value: 30, unit: 'days' },
      { name: 'fed.last-move', series: 'DFEDTARU', value: 25, unit: 'bps', date: '2024-01-02' },
    ]);
  });
});
