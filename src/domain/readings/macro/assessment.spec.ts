import { describe, expect, it } from '@jest/globals';
import {
  dailyObservations,
  macroMoment,
  observations,
  values,
  type MacroRows,
} from '../../../../test/support/synthetic-market.js';
import { dateOfDayNumber, dayNumber } from '../../market/calendar-date.js';
import { assessMacro, readMacroStance } from './assessment.js';

const softening = dailyObservations(230, (i) => 5 - i * 0.01);
const firming = dailyObservations(230, (i) => 4 + i * 0.01);
const target = (date: string, to: number) =>
  observations([
    ['2014-01-02', 2],
    [date, to],
    ['2014-12-01', to],
  ]);
const holding = target('2014-02-03', 2.25);
const hiking = target('2014-11-03', 2.25);
const cutting = target('2014-11-03', 1.75);
const funds = observations([['2014-12-01', 2]]);
const dovish = { DFF: funds, DGS2: observations([['2014-12-01', 1]]) };
const neutral = { DFF: funds, DGS2: observations([['2014-12-01', 2]]) };
const hawkish = { DFF: funds, DGS2: observations([['2014-12-01', 3]]) };

const stance = (rows: MacroRows) => readMacroStance(macroMoment('2014-12-02', rows));

describe('macro stance', () => {
  it('is constructive when the Fed holds with a dovish bias and yields or the dollar soften', () => {
    expect(stance({ DFEDTARU: holding, ...dovish, DGS10: softening, DTWEXBGS: firming })).toBe(
      'constructive',
    );
    expect(stance({ DFEDTARU: holding, ...dovish, DGS10: firming, DTWEXBGS: softening })).toBe(
      'constructive',
    );
  });

  it('is neutral when neither softens or when no easing is priced', () => {
    expect(stance({ DFEDTARU: holding, ...dovish, DGS10: firming, DTWEXBGS: firming })).toBe('neutral');
    expect(stance({ DFEDTARU: holding, ...neutral, DGS10: softening, DTWEXBGS: softening })).toBe('neutral');
  });

  it('is restrictive while the Fed hikes, whatever is priced', () => {
    expect(stance({ DFEDTARU: hiking, ...dovish, DGS10: softening, DTWEXBGS: softening })).toBe(
      'restrictive',
    );
    expect(stance({ DFEDTARU: hiking })).toBe('restrictive');
  });

  it('is restrictive with a hawkish bias only while yields firm', () => {
    expect(stance({ DFEDTARU: holding, ...hawkish, DGS10: firming })).toBe('restrictive');
    expect(stance({ DFEDTARU: holding, ...hawkish, DGS10: softening })).toBe('neutral');
  });

  it.each([
    ['constructive', 'low', { sahm: 0, credit: 3 }],
    ['neutral', 'middling', { sahm: 0.4, credit: 3 }],
    ['restrictive', 'high', { sahm: 0.6, credit: 9, claims: 300_000 }],
  ] as const)(
    'is %s while the Fed cuts and recession risk is %s',
    (wanted, _, { sahm, credit, ...claims }) => {
      const weeks = values(40, (i) => ['2014-02-28', i] as const).map(([from, i]) => {
        const date = dateOfDayNumber(dayNumber(from) + 1 + 7 * i);
        return [date, 'claims' in claims && i > 36 ? claims.claims : 200_000] as const;
      });
      const risk: MacroRows = {
        SAHMREALTIME: observations([['2014-11-01', sahm]]),
        DGS3MO: dailyObservations(230, () => 1),
        ICSA: observations(weeks),
        BAMLH0A0HYM2: dailyObservations(230, () => credit),
      };
      const rows = { DFEDTARU: cutting, ...hawkish, ...risk, DGS10: firming };
      expect(stance(rows)).toBe(wanted);
      expect(assessMacro(macroMoment('2014-12-02', rows)).conflicts).toMatchObject([
        {
          code: 'rate-cuts',
          outcome: { constructive: 'bullish', neutral: 'undecided', restrictive: 'bearish' }[wanted],
        },
      ]);
    },
  );

  it('is decided without a series that could not change it', () => {
    expect(stance({ DFEDTARU: holding, ...neutral })).toBe('neutral');
    expect(stance({ DFEDTARU: holding, ...dovish, DGS10: softening })).toBe('constructive');
    expect(stance({ DFEDTARU: holding, ...dovish, DTWEXBGS: softening })).toBe('constructive');
  });

  it('is unavailable, naming the series, where a missing one could change it', () => {
    const missing = (rows: MacroRows, subject: string) =>
      expect(stance(rows)).toEqual({ unavailable: { code: 'missing-series', subject } });
    missing({}, 'DFEDTARU');
    missing({ DFEDTARU: cutting, DGS10: firming }, 'SAHMREALTIME');
    missing({ DFEDTARU: holding }, 'DGS2');
    missing({ DFEDTARU: holding, ...hawkish }, 'DGS10');
    missing({ DFEDTARU: holding, ...dovish, DTWEXBGS: firming }, 'DGS10');
    missing({ DFEDTARU: holding, ...dovish, DGS10: firming }, 'DTWEXBGS');
  });
});

describe('macro assessment', () => {
  it('joins both axes of the Fed in one stance, absent while either is', () => {
    const { fed } = assessMacro(macroMoment('2014-12-02', { DFEDTARU: holding, ...dovish }));
    expect(fed.stance).toBe('holding_dovish');
    expect(assessMacro(macroMoment('2014-12-02', { DFEDTARU: holding })).fed).not.toHaveProperty('stance');
  });

  it('states each missing part and issue instead of a neutral number', () => {
    const assessment = assessMacro(macroMoment('2014-12-02', {}));
    expect(assessment.yields).toHaveProperty('unavailable.code', 'missing-series');
    expect(assessment.inflation.corePce).toHaveProperty('unavailable.subject', 'PCEPILFE');
    expect(assessment.issues).toHaveLength(13);
    expect(assessment.issues[0]).toEqual({ code: 'missing-series', series: 'DFEDTARU' });
  });
});
