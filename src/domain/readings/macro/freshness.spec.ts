import { describe, expect, it } from '@jest/globals';
import { macroMoment, observations } from '../../../../test/support/synthetic-market.js';
import { macroDataIssues } from './freshness.js';

const issueOf = (session: string, date: string) =>
  macroDataIssues(macroMoment(session, { DGS10: observations([[date, 4]]) })).find(
    ({ series }) => series === 'DGS10',
  );

describe('macro data quality', () => {
  it('calls a daily yield stale after ten days, with its last date', () => {
    expect(issueOf('2024-06-13', '2024-06-03')).toBeUndefined();
    expect(issueOf('2024-06-14', '2024-06-03')).toEqual({
      code: 'stale-series',
      series: 'DGS10',
      lastDate: '2024-06-03',
    });
  });

  it('calls a series that was not published yet missing, not stale', () => {
    expect(issueOf('2024-06-03', '2024-06-04')).toEqual({ code: 'missing-series', series: 'DGS10' });
  });
});
