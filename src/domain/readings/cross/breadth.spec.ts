import { describe, expect, it } from '@jest/globals';
import { barsOf, momentOf, values } from '../../../../test/support/synthetic-market.js';
import { countAbove, countUnder } from './breadth.js';

describe('breadth of the four', () => {
  it('counts those above and under their average; one on it counts for neither', () => {
    const { market, t } = momentOf(
      barsOf({
        SPY: values(60, (i) => 100 + i),
        QQQ: values(60, (i) => 200 - i),
        IWM: values(60, () => 99.9),
        MDY: values(60, (i) => 200 - i),
      }),
    );
    expect([countAbove(market, t, 50), countUnder(market, t, 50)]).toEqual([1, 2]);
  });

  it('counts nobody who is still warming up', () => {
    const { market, t } = momentOf(barsOf({ SPY: values(49, (i) => 100 + i) }));
    expect([countAbove(market, t, 50), countUnder(market, t, 50)]).toEqual([0, 0]);
  });
});
