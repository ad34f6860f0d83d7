import { describe, expect, it } from '@jest/globals';
import type { VintageRow } from './live-provider.port.js';
import { LIVE_SERIES, VINTAGE_TIMES, vintageRelease } from './live-series.js';

const row = (changes: Partial<VintageRow>): VintageRow => ({
  date: '2026-09-01',
  value: 1,
  realtimeStart: '2026-10-02',
  archiveStart: false,
  ...changes,
});
const iso = (instant: number): string => new Date(instant).toISOString();

describe('when a live value became public', () => {
  it("is the vintage's day at the series' time in New York, in summer and in winter", () => {
    expect(vintageRelease('UNRATE', row({}))).toEqual({
      releasedAt: Date.parse('2026-10-02T12:30:00Z'),
      assumed: false,
    });
    const winter = vintageRelease('UNRATE', row({ realtimeStart: '2026-12-04' }));
    expect(iso(winter.releasedAt)).toBe('2026-12-04T13:30:00.000Z');
  });

  it('is the release rule, and says so, for what the archive held when it began', () => {
    const old = row({ date: '2001-03-01', realtimeStart: '2005-06-28', archiveStart: true });
    const { releasedAt, assumed } = vintageRelease('CPILFESL', old);
    expect(assumed).toBe(true);
    expect(iso(releasedAt)).toBe('2001-04-26T12:30:00.000Z');
  });

  it("is never later than the archive's first day, by which the value was public", () => {
    const first = row({ date: '2026-09-01', realtimeStart: '2026-10-05', archiveStart: true });
    expect(iso(vintageRelease('PCEPILFE', first).releasedAt)).toBe('2026-10-05T14:00:00.000Z');
  });

  it('is the release rule where a series has no vintages', () => {
    const without = (id: (typeof LIVE_SERIES)[number], date: string) =>
      vintageRelease(id, row({ date, realtimeStart: null }));
    expect(without('BAMLH0A0HYM2', '2026-11-20')).toEqual({
      releasedAt: Date.parse('2026-11-23T17:00:00Z'),
      assumed: true,
    });
    expect(iso(without('ICSA', '2026-11-14').releasedAt)).toBe('2026-11-19T13:30:00.000Z');
    expect(iso(without('UNRATE', '2026-08-01').releasedAt)).toBe('2026-09-04T12:30:00.000Z');
    expect(iso(without('USREC', '2026-08-01').releasedAt)).toBe('2026-10-01T22:00:00.000Z');
  });

  it('has a rule and a time for every series', () => {
    for (const id of LIVE_SERIES) {
      expect(VINTAGE_TIMES[id]).toMatch(/^(0[3-9]|1\d):[0-5]\d$/);
      expect(vintageRelease(id, row({ realtimeStart: null })).assumed).toBe(true);
    }
  });
});
