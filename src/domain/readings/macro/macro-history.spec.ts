import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  macroOf,
  observations,
  statement,
  type MacroObservation,
} from '../../../../test/support/synthetic-market.js';
import { MacroTimeline } from './macro-history.js';

const at = (instant: string): number => Date.parse(instant);
const viewOf = (rows: readonly MacroObservation[], cutoff: number) => {
  const series = new MacroTimeline(macroOf({ PCEPILFE: rows })).viewAt(cutoff).series('PCEPILFE');
  return (
    series && {
      dates: series.dates.slice(0, series.count),
      values: [...series.values.slice(0, series.count)],
    }
  );
};

const ROWS = observations([
  ['2024-01-01', 100, '2024-03-01T13:30:00Z'],
  ['2024-02-01', 101, '2024-03-29T12:30:00Z'],
]);

describe('macro releases', () => {
  it('are seen at the instant of their release and not a millisecond before', () => {
    const release = at('2024-03-29T12:30:00Z');
    expect(viewOf(ROWS, release)?.dates).toEqual(['2024-01-01', '2024-02-01']);
    expect(viewOf(ROWS, release - 1)?.dates).toEqual(['2024-01-01']);
  });

  it('of a series that nothing was published of yet are absent', () => {
    expect(viewOf(ROWS, at('2024-03-01T13:29:59Z'))).toBeUndefined();
    expect(new MacroTimeline(macroOf({})).viewAt(0).series('DFF')).toBeUndefined();
  });

  it('are replaced by a later vintage from its own release on', () => {
    const revised = [...ROWS, ...observations([['2024-01-01', 100.5, '2024-04-26T12:30:00Z']])];
    expect(viewOf(revised, at('2024-04-26T12:29:59Z'))?.values).toEqual([100, 101]);
    expect(viewOf(revised, at('2024-04-26T12:30:00Z'))).toEqual({
      dates: ['2024-01-01', '2024-02-01'],
      values: [100.5, 101],
    });
  });

  it('that fill in an older date keep the dates ascending', () => {
    const late = [...ROWS, ...observations([['2023-12-01', 99, '2024-05-01T12:00:00Z']])];
    expect(viewOf(late, at('2024-06-01T00:00:00Z'))?.values).toEqual([99, 100, 101]);
  });

  it('as of any instant are what the releases up to it give alone', () => {
    const release = fc.record({
      day: fc.integer({ min: 1, max: 9 }),
      value: fc.nat(5),
      hour: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(release, { maxLength: 30 }),
        fc.integer({ min: 0, max: 21 }),
        (releases, cutoff) => {
          const rows = releases
            .map(({ day, value, hour }) => ({
              date: `2024-01-0${day}`,
              value,
              releasedAt: hour,
              assumed: false,
            }))
            .sort((a, b) => a.releasedAt - b.releasedAt || (a.date < b.date ? -1 : 1));
          const known = rows.filter(({ releasedAt }) => releasedAt <= cutoff);
          const latest = new Map(known.map(({ date, value }) => [date, value]));
          const dates = [...latest.keys()].sort();
          expect(viewOf(rows, cutoff)).toEqual(
            dates.length === 0 ? undefined : { dates, values: dates.map((date) => latest.get(date)) },
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('shows the statements public by the instant, in order, also with supposed releases after it', () => {
    const [first, second] = [statement('2014-01-29', 'One.'), statement('2014-03-19', 'Two.')];
    const timeline = new MacroTimeline(macroOf({}), [second, first]);
    const instant = second.releasedAt;
    expect(timeline.viewAt(instant).statements).toEqual([first, second]);
    expect(timeline.viewAt(instant - 1).statements).toEqual([first]);
    expect(timeline.viewAt(first.releasedAt - 1).statements).toEqual([]);
    const supposed = timeline.supposing(instant - 1, macroOf({ DGS2: observations([['2014-03-19', 1]]) }));
    expect(supposed.viewAt(Infinity).statements).toEqual([first]);
  });
});
