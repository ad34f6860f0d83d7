import type { Ticker } from '../market/instruments.js';
import type { FlipClose, Moment } from '../readings/signal.js';
import { trendFlips, trendState } from '../readings/symbol/trend.js';
import { evaluate, flipsOf, holds, signalOf, testsOf, type Truth } from './condition.js';
import type { Condition, PolicyDocument, SignalTest } from './policy-document.js';

/** A next close of one symbol, all others unchanged, that changes something; verified by evaluation. */
export interface FlipLevel<Outcome> {
  readonly symbol: Ticker;
  /** The change comes with a close under, or over, `level`. */
  readonly condition: 'close_under' | 'close_over';
  /** Dollars, to the cent: the last close on the near side at which nothing changes yet. */
  readonly level: number;
  /** The level against the present close, per cent; negative below it. */
  readonly distancePct: number;
  /** What it changes to. */
  readonly outcome: Outcome;
}

/** A level at which one test of a rule's condition flips. */
export interface TestFlip extends FlipLevel<boolean> {
  readonly test: SignalTest;
  /** Whether the whole condition flips with it. */
  readonly changesRule: boolean;
}

/** Levels further than this from the close say nothing about the next weeks. */
const FARTHEST_PCT = 25;

const CENT = 0.01;

/** Hundredths of a millionth of a dollar: float noise of a level that lies on a cent. */
const CENT_NOISE = 1e-6;

/** Looks at moments one supposed session ahead, reusing the columns of unchanged symbols. */
export class Supposition {
  private readonly unchanged: Moment['market'];

  constructor(private readonly moment: Moment) {
    this.unchanged = moment.market.supposeNext(moment.t);
  }

  /** The moment after a next close of one symbol; macro releases stay as they are. */
  after(symbol: Ticker, close: number): Moment {
    const market = this.unchanged.withLastClose(symbol, close);
    return { ...this.moment, market, t: market.sessions.length - 1 };
  }

  /**
   * Walks outward from each symbol's unchanged close through its candidates, evaluating a cent on
   * either side of each, and keeps the first level that leads to each outcome other than the present.
   * Where even an unchanged close changes the outcome, it keeps the level that has to be passed for
   * nothing to change.
   */
  flips<Outcome>(
    candidates: readonly FlipClose[],
    present: Outcome,
    outcomeAt: (moment: Moment) => Outcome,
  ): FlipLevel<Outcome>[] {
    const symbols = [...new Set(candidates.map((candidate) => candidate.symbol))];
    return symbols.flatMap((symbol) => {
      const now = this.moment.market.close(symbol, this.moment.t);
      const unchanged = outcomeAt(this.after(symbol, now));
      const levels = candidates
        .filter((candidate) => candidate.symbol === symbol)
        .filter(({ close }) => Math.abs(close / now - 1) * 100 <= FARTHEST_PCT)
        .map(({ close }) => close);
      const walk = (condition: FlipLevel<Outcome>['condition'], outward: readonly number[]) => {
        const found = new Map<Outcome, FlipLevel<Outcome>>();
        let outcome = unchanged;
        for (const close of outward) {
          const { probe, level } = beyond(condition, close);
          const next = outcomeAt(this.after(symbol, probe));
          if (next === outcome) continue;
          outcome = next;
          const distancePct = (level / now - 1) * 100;
          if (unchanged !== present && next === present) {
            const staying = condition === 'close_over' ? 'close_under' : 'close_over';
            found.set(unchanged, { symbol, condition: staying, level, distancePct, outcome: unchanged });
          } else if (next !== present && !found.has(next)) {
            found.set(next, { symbol, condition, level, distancePct, outcome: next });
          }
        }
        return [...found.values()];
      };
      return [
        ...walk(
          'close_over',
          levels.filter((level) => level >= now).sort((a, b) => a - b),
        ),
        ...walk(
          'close_under',
          levels.filter((level) => level < now).sort((a, b) => b - a),
        ),
      ];
    });
  }

  /** Next closes that flip a test of a condition; settled states are taken as they stand. */
  ofCondition(condition: Condition, present: Truth): TestFlip[] {
    const truthAt = (test: SignalTest, moment: Moment): Truth =>
      holds(test, signalOf(test).settled ? this.moment : moment);
    return testsOf(condition).flatMap((test) => {
      const now = truthAt(test, this.moment);
      if (typeof now === 'object') return [];
      const flips = this.flips(flipsOf(test, this.moment), now, (moment) => truthAt(test, moment) === true);
      return flips.map((flip) => {
        const probe = flip.condition === 'close_over' ? flip.level + CENT : flip.level - CENT;
        const then = this.after(flip.symbol, Math.round(probe * 100) / 100);
        const outcome = evaluate(condition, (other) => truthAt(other, then));
        return { ...flip, test, changesRule: typeof outcome === 'boolean' && outcome !== present };
      });
    });
  }

  /** Next closes of SPY that change the exposure level its trend asks for. */
  ofExposure(levelsBps: PolicyDocument['exposure']['levelsBps'], present: number): FlipLevel<number>[] {
    return this.flips(trendFlips(this.moment, 'SPY'), present, ({ market, t, parameters }) => {
      const state = trendState(market, 'SPY', t, parameters);
      return state === undefined ? present : levelsBps[state];
    });
  }
}

/** The first whole cent past a level, and the last one before it, which is what callers are shown. */
function beyond(condition: 'close_under' | 'close_over', close: number): { probe: number; level: number } {
  if (condition === 'close_over') {
    const cents = Math.floor(close * 100 + CENT_NOISE);
    return { probe: (cents + 1) / 100, level: cents / 100 };
  }
  const cents = Math.ceil(close * 100 - CENT_NOISE);
  return { probe: (cents - 1) / 100, level: cents / 100 };
}
