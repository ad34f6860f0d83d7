import { describe, expect, it } from '@jest/globals';
import type { CorporateAction } from './corporate-action.js';
import type { BarSeries } from './price-bar.js';
import { disagreements, doubtfulCloses, doubtsAbout } from './quality.js';
import { NOTHING_ANNOUNCED, sessionsBetween } from './trading-calendar.js';

const SESSIONS = sessionsBetween('2024-10-01', '2024-11-27');
const FIRST = SESSIONS[0]!;
const LAST = SESSIONS.at(-1)!;

/** Closes of 100 with a true range of 2, and other closes from a session on. */
function series(changes: Readonly<Record<string, number>> = {}, sessions = SESSIONS): BarSeries {
  let close = 100;
  const closes = Float64Array.from(sessions, (session) => (close = changes[session] ?? close));
  return {
    symbol: 'IWM',
    sessions,
    open: closes,
    high: closes.map((price) => price + 1),
    low: closes.map((price) => price - 1),
    close: closes,
    volume: closes,
  };
}

describe('doubtfulCloses', () => {
  it.each([
    ['2024-11-25', 112.5, 'outlier'],
    ['2024-11-25', 87.5, 'outlier'],
    ['2024-11-25', 50, 'unannounced-split'],
    ['2024-11-25', 51.5, 'unannounced-split'],
    ['2024-11-25', 1000, 'unannounced-split'],
  ])('names a close on %s of %d after 100 an %s', (session, close, code) => {
    expect(doubtfulCloses(series({ [session]: close }), [], FIRST)).toEqual([
      { code, symbol: 'IWM', date: session, from: 100, to: close },
    ]);
  });

  it('takes a move of six average true ranges, or one that an action explains, for what it is', () => {
    expect(doubtfulCloses(series({ '2024-11-25': 112 }), [], FIRST)).toEqual([]);
    const split: CorporateAction = { kind: 'split', exDate: '2024-11-25', value: 2 };
    expect(doubtfulCloses(series({ '2024-11-25': 50 }), [split], FIRST)).toEqual([]);
  });

  it('judges no close by fewer than 14 sessions before it, and none before the first asked for', () => {
    expect(doubtfulCloses(series({ [SESSIONS[5]!]: 115 }), [], FIRST)).toEqual([]);
    expect(doubtfulCloses(series({ '2024-11-25': 150 }), [], '2024-11-26')).toEqual([]);
  });
});

describe('disagreements', () => {
  const said = (close: number, adjustedThrough = '2024-11-25') => [
    { symbol: 'IWM', session: '2024-11-25', source: 'other', close, adjustedThrough },
  ];

  it('names a close that is more than a tenth of a per cent off, and not one that is less', () => {
    expect(disagreements(series(), [], said(100.2), FIRST)).toMatchObject([
      { code: 'sources-disagree', date: '2024-11-25', from: 100, to: 100.2, source: 'other' },
    ]);
    expect(disagreements(series(), [], said(100.09), FIRST)).toEqual([]);
  });

  it('compares on the terms of the same day, across a split', () => {
    const split: CorporateAction = { kind: 'split', exDate: '2024-11-27', value: 2 };
    expect(disagreements(series(), [split], said(200), FIRST)).toEqual([]);
  });
});

describe('doubtsAbout', () => {
  const data = {
    bars: new Map([
      [
        'IWM' as const,
        series(
          {},
          SESSIONS.filter((session) => session !== '2024-11-25'),
        ),
      ],
    ]),
    actions: new Map(),
    otherActions: [],
    announced: NOTHING_ANNOUNCED,
    otherCloses: [],
    corrections: [
      {
        kind: 'observation' as const,
        name: 'PAYEMS',
        date: '2024-10-01',
        learnedAt: 2000,
        source: 'fred',
        from: 1,
        to: 2,
      },
    ],
  };

  it('names missing sessions of the range, and revisions learned after the instant', () => {
    const range = { from: FIRST, to: LAST, revisedAfter: 1999 };
    expect(doubtsAbout(data, range)).toEqual([
      { code: 'missing-session', symbol: 'IWM', date: '2024-11-25' },
      {
        code: 'revised-observation',
        series: 'PAYEMS',
        date: '2024-10-01',
        from: 1,
        to: 2,
        source: 'fred',
        learnedAt: '1970-01-01T00:00:02.000Z',
      },
    ]);
    expect(doubtsAbout(data, { from: '2024-11-26', to: LAST, revisedAfter: 2000 })).toEqual([]);
  });
});
