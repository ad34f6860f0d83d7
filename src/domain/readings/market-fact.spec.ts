import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { barsOf, momentOf, values } from '../../../test/support/synthetic-market.js';
import { tellFact } from '../words/fact-in-words.js';
import { signalById } from './catalogue.js';
import { marketFactSignals } from './market-fact-signals.js';
import { factsInForce, factsKnownAt, type MarketFact } from './market-fact.js';

const fact = (id: string, own: Partial<MarketFact> = {}): MarketFact => ({
  id,
  symbol: 'IWM',
  kind: 'forward_pe',
  value: 16.4,
  basis: 'loss_makers_left_out',
  source: 'a fact sheet',
  observedOn: '2014-01-02',
  enteredAt: 100,
  ...own,
});
const ids = (facts: readonly MarketFact[]): string[] => facts.map(({ id }) => id);

describe('the facts in force', () => {
  it('count from their entry until they are withdrawn', () => {
    const facts = [fact('a', { withdrawnAt: 200 })];
    expect([99, 100, 199, 200].map((at) => factsInForce(facts, at).length)).toEqual([0, 1, 1, 0]);
  });

  it('are the last observed of each symbol, kind and basis, then the last entered', () => {
    const facts = [
      fact('newer', { observedOn: '2014-03-31', enteredAt: 100 }),
      fact('older, entered later', { enteredAt: 150 }),
      fact('another basis', { basis: 'loss_makers_included' }),
      fact('corrected', { symbol: 'SPY' }),
      fact('correction', { symbol: 'SPY', enteredAt: 101 }),
    ];
    expect(ids(factsInForce(facts, 1000))).toEqual(['another basis', 'newer', 'correction']);
  });

  it('give way to the one before when the newest is withdrawn', () => {
    const facts = [fact('first'), fact('second', { enteredAt: 150, withdrawnAt: 200 })];
    expect([150, 200].map((at) => ids(factsInForce(facts, at)))).toEqual([['second'], ['first']]);
  });

  it('stand in the order of symbols and kinds, the market last, whatever order they were entered in', () => {
    const { symbol: _, ...ofMarket } = fact('market');
    const facts = [
      ofMarket,
      fact('QQQ', { symbol: 'QQQ' }),
      fact('share', { kind: 'top1_share', basis: 'fund_holdings' }),
      fact('pe'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: 4 }), (shuffled) => {
        expect(ids(factsInForce(shuffled, 1000))).toEqual(['pe', 'share', 'QQQ', 'market']);
      }),
    );
  });

  it('as known at an instant were not withdrawn later', () => {
    const facts = [fact('a', { withdrawnAt: 200 }), fact('b', { enteredAt: 300 })];
    expect(factsKnownAt(facts, 150)).toEqual([fact('a')]);
    expect(factsKnownAt(facts, 200)).toEqual([fact('a', { withdrawnAt: 200 })]);
  });
});

describe('the signals of entered facts', () => {
  const { facts: _, ...quiet } = momentOf(barsOf({ SPY: values(3, () => 100) }));
  const moment = { ...quiet, facts: [fact('a')] };

  it('are one for each kind and basis, for a symbol', () => {
    expect(marketFactSignals).toHaveLength(10);
    const signal = signalById('valuation.forward-pe-loss-makers-left-out')!;
    expect(signal.read(moment, 'IWM')).toBe(16.4);
    expect(signal.observe(moment, 'IWM')).toEqual([
      { name: signal.id, symbol: 'IWM', value: 16.4, unit: 'multiple', date: '2014-01-02' },
    ]);
  });

  it('never take a figure on another basis, of another symbol or of the market', () => {
    const missing = { unavailable: { code: 'missing-series' } };
    expect(signalById('valuation.forward-pe-loss-makers-included')!.read(moment, 'IWM')).toMatchObject(
      missing,
    );
    expect(signalById('valuation.forward-pe-loss-makers-left-out')!.read(moment, 'SPY')).toMatchObject(
      missing,
    );
    const { symbol: _symbol, ...ofMarket } = fact('market');
    const market = { ...quiet, facts: [ofMarket] };
    expect(signalById('valuation.forward-pe-loss-makers-left-out')!.read(market, 'IWM')).toMatchObject(
      missing,
    );
  });

  it('are unavailable once the figure is more than 190 days old', () => {
    const old = { ...quiet, facts: [fact('a', { observedOn: '2013-06-27' })] };
    const older = { ...quiet, facts: [fact('a', { observedOn: '2013-06-26' })] };
    expect(quiet.market.sessions[quiet.t]).toBe('2014-01-06');
    const signal = signalById('valuation.forward-pe-loss-makers-left-out')!;
    expect(signal.read({ ...old, t: 1 }, 'IWM')).toBe(16.4);
    expect(signal.read(older, 'IWM')).toMatchObject({ unavailable: { code: 'stale-series' } });
  });
});

describe('a fact in words', () => {
  it('names figure, day, basis and source', () => {
    expect(tellFact(fact('a'))).toBe(
      "IWM's forward P/E was 16.4 on January 2, 2014, loss makers left out (companies that lose money are left out, which makes the ratio look lower), according to a fact sheet.",
    );
    const { symbol: _, ...ofMarket } = fact('b', {
      kind: 'top10_share',
      basis: 'index_weights',
      value: 33.5,
      note: 'Free float.',
    });
    expect(tellFact(ofMarket)).toBe(
      "The market's share of the ten largest was 33.5 % on January 2, 2014, index weights (weights of the index), according to a fact sheet. Note: Free float.",
    );
  });
});
