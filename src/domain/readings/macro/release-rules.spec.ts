import { describe, expect, it } from '@jest/globals';
import { sessionClose } from '../../market/trading-calendar.js';
import { OBSERVED_SERIES } from './observation.js';
import type { MacroSeriesId } from './observation.js';
import { RELEASE_RULES, releasedAt } from './release-rules.js';

const newYork = (at: number): string =>
  new Date(at).toLocaleString('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  });

describe('releasedAt', () => {
  it.each<[MacroSeriesId, string, string, string]>([
    ['DFEDTARU', '2023-07-27', '2023-07-27 14:30', 'the day after the decision'],
    ['DFEDTARL', '2015-12-16', '2015-12-16 14:30', 'dated on the day of the decision itself'],
    ['DFF', '2024-11-22', '2024-11-25 09:00', 'a Friday, on the Monday'],
    ['DFF', '2024-11-27', '2024-11-29 09:00', 'before Thanksgiving'],
    ['DGS10', '2024-11-27', '2024-11-27 18:00', 'the same evening'],
    ['DGS2', '2024-07-03', '2024-07-03 18:00', 'in summer time'],
    ['DTWEXBGS', '2024-11-18', '2024-11-25 16:15', 'a Monday, with its week'],
    ['DTWEXBGS', '2024-11-22', '2024-11-25 16:15', 'a Friday, with its week'],
    ['DTWEXBGS', '2024-11-08', '2024-11-12 16:15', 'Veterans Day moves the Monday'],
    ['CPILFESL', '2016-01-01', '2016-02-26 08:30', 'out on 2016-02-19'],
    ['CPILFESL', '2023-10-01', '2023-11-15 08:30', 'out on 2023-11-14'],
    ['CPILFESL', '2024-05-01', '2024-06-17 08:30', 'the 15th is a Saturday'],
    ['CPILFESL', '2025-09-01', '2025-10-24 08:30', 'the shutdown of 2025'],
    ['PCEPILFE', '2023-10-01', '2023-12-01 08:30', 'out on 2023-11-30'],
    ['PCEPILFE', '2023-11-01', '2024-01-02 08:30', 'out on 2023-12-22'],
    ['PCEPILFE', '2009-06-01', '2009-08-04 08:30', 'out on 2009-08-04'],
    ['PCEPILFE', '2019-01-01', '2019-03-29 08:30', 'the shutdown of 2018-19'],
    ['SAHMREALTIME', '2023-11-01', '2023-12-08 08:30', 'the third Friday'],
    ['SAHMREALTIME', '2024-10-01', '2024-11-01 08:30', 'the third Friday'],
    ['SAHMREALTIME', '2024-12-01', '2025-01-10 08:30', 'not on 3 January'],
    ['SAHMREALTIME', '2020-06-01', '2020-07-06 08:30', 'a holiday on the Friday'],
    ['SAHMREALTIME', '2025-09-01', '2025-11-20 08:30', 'the shutdown of 2025'],
  ])('%s of %s is public at %s: %s', (seriesId, date, expected) => {
    expect(newYork(releasedAt(seriesId, date))).toBe(expected);
  });

  it.each<[MacroSeriesId, string, string]>([
    ['CPILFESL', '2004-12-01', '2005-01-19'],
    ['CPILFESL', '2005-01-01', '2005-02-23'],
    ['CPILFESL', '2005-02-01', '2005-03-23'],
    ['CPILFESL', '2013-09-01', '2013-10-30'],
    ['CPILFESL', '2015-01-01', '2015-02-26'],
    ['CPILFESL', '2015-02-01', '2015-03-24'],
    ['CPILFESL', '2016-01-01', '2016-02-19'],
    ['CPILFESL', '2016-12-01', '2017-01-18'],
    ['CPILFESL', '2017-01-01', '2017-02-15'],
    ['CPILFESL', '2024-12-01', '2025-01-15'],
    ['PCEPILFE', '2008-06-01', '2008-08-04'],
    ['PCEPILFE', '2010-06-01', '2010-08-03'],
    ['PCEPILFE', '2013-06-01', '2013-08-02'],
    ['PCEPILFE', '2016-06-01', '2016-08-02'],
    ['PCEPILFE', '2017-01-01', '2017-03-01'],
    ['PCEPILFE', '2018-01-01', '2018-03-01'],
    ['PCEPILFE', '2024-12-01', '2025-01-31'],
    ['PCEPILFE', '2026-03-01', '2026-04-30'],
    ['SAHMREALTIME', '2013-12-01', '2014-01-10'],
    ['SAHMREALTIME', '2018-12-01', '2019-01-04'],
    ['SAHMREALTIME', '2023-02-01', '2023-03-10'],
    ['SAHMREALTIME', '2025-12-01', '2026-01-09'],
  ])('%s of %s is not visible before the real release on %s', (seriesId, date, published) => {
    expect(newYork(releasedAt(seriesId, date)) >= `${published} 08:30`).toBe(true);
  });

  it("shows a session's close no yield of the same day and no month before its report", () => {
    const close = sessionClose('2024-11-27');
    expect(releasedAt('DGS10', '2024-11-27')).toBeGreaterThan(close);
    expect(releasedAt('DGS10', '2024-11-26')).toBeLessThan(close);
    expect(releasedAt('CPILFESL', '2024-11-01')).toBeGreaterThan(close);
  });

  it('never falls with a later observation, but for catch-ups on one day, in any series', () => {
    for (const seriesId of OBSERVED_SERIES) {
      const monthly = ['CPILFESL', 'PCEPILFE', 'SAHMREALTIME', 'PAYEMS'].includes(seriesId);
      let previous = 0;
      for (let at = Date.UTC(1993, 0, 1); at < Date.UTC(2030, 0, 1); at += 86_400_000) {
        const date = new Date(at).toISOString().slice(0, 10);
        if (monthly && !date.endsWith('-01')) continue;
        if (seriesId === 'ICSA' && new Date(at).getUTCDay() !== 6) continue;
        const released = releasedAt(seriesId, date);
        expect(released).toBeGreaterThan(at);
        if (released < previous) throw new Error(`${seriesId} of ${date} is out before its predecessor`);
        previous = released;
      }
    }
  });

  it('explains every series in a sentence', () => {
    expect(Object.keys(RELEASE_RULES).sort()).toEqual([...OBSERVED_SERIES].sort());
    for (const rule of Object.values(RELEASE_RULES)) expect(rule.meaning).toMatch(/^[A-Z].*\.$/);
  });
});
