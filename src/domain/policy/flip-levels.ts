import { compare } from '../indicators/compare.js';
import type { Ticker } from '../market/instruments.js';
import type { FlipClose, Moment } from '../readings/signal.js';
import { isUnavailable } from '../readings/unavailable.js';
import { nextSession } from '../market/trading-calendar.js';
import { trendFlips, trendState } from '../readings/symbol/trend.js';
import { evaluate, flipsOf, holds, signalOf, testsOf, type Truth } from './condition.js';
import { isReviewed, levelAsked } from './exposure-rules-walk.js';
import {
  isByRules,
  type Brake,
  type Condition,
  type Exposure,
  type ExposureByRules,
  type SignalTest,
} from './policy-document.js';

/** A next close of one symbol, all others unchanged, that changes something; verified by evaluation. */
export interface FlipLevel<Outcome> {
  readonly symbol: Ticker;
  /** The change comes with a close under, or over, `level`. */
  readonly condition: 'close_under' | 'close_over';
  /** Dollars, to the cent: the last close at which nothing changes yet; a cent further it does. */
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

/** A level at which the exposure asks for another share of the ceiling. */
export interface ExposureFlip extends FlipLevel<number> {
  /** The catalogued signal that flips there. */
  readonly signal: string;
}

/** A level at which a brake begins to act, at that very close. */
export interface BrakeFlip extends FlipLevel<Brake> {
  /** The catalogued signal that flips there. */
  readonly signal: string;
}

/** Levels further than this from the close say nothing about the next weeks. */
const FARTHEST_PCT = 25;

/** Hundredths of a millionth of a dollar: float noise of a level that lies on a cent. */
const CENT_NOISE = 1e-6;

/** Looks at moments one supposed session ahead, reusing the columns of unchanged symbols. */
export class Supposition {
  /** The moment after a session on which every close stays as it is. */
  private readonly unchanged: Moment;

  constructor(private readonly moment: Moment) {
    this.unchanged = lastOf(moment.market.supposeNext(moment.t), moment);
  }

  /** The moment after a next close of one symbol; macro releases stay as they are. */
  after(symbol: Ticker, close: number): Moment {
    return lastOf(this.unchanged.market.withLastClose(symbol, close), this.moment);
  }

  /**
   * Walks outward from each symbol's unchanged close through its candidates, evaluating whole cents
   * around each, and keeps the first level that leads to each outcome other than the present. Where
   * even an unchanged close changes the outcome, it keeps the level that has to be reached for nothing
   * to change.
   */
  flips<Outcome>(
    candidates: readonly FlipClose[],
    present: Outcome,
    outcomeAt: (moment: Moment) => Outcome,
  ): FlipLevel<Outcome>[] {
    const symbols = [...new Set(candidates.map((candidate) => candidate.symbol))];
    return symbols.flatMap((symbol) => {
      const now = this.moment.market.close(symbol, this.moment.t);
      const unchanged = outcomeAt(this.unchanged);
      const levels = candidates
        .filter((candidate) => candidate.symbol === symbol)
        .filter(({ close }) => Math.abs(close / now - 1) * 100 <= FARTHEST_PCT)
        .map(({ close }) => close);
      const outcomeAtCents = (cents: number): Outcome => outcomeAt(this.after(symbol, cents / 100));
      const walk = (outward: 1 | -1, ordered: readonly number[]) => {
        const found = new Map<Outcome, FlipLevel<Outcome>>();
        const keep = (to: Outcome, direction: 1 | -1, cents: number): void => {
          const level = cents / 100;
          const condition = direction === 1 ? 'close_over' : 'close_under';
          const distancePct = (level / now - 1) * 100;
          found.set(to, { symbol, condition, level, distancePct, outcome: to });
        };
        let outcome = unchanged;
        for (const close of ordered) {
          const within = lastCentsWithin(close, outward);
          const next = outcomeAtCents(within + outward);
          if (next === outcome) continue;
          outcome = next;
          // A candidate on a whole cent may itself belong to the far side.
          const first = outcomeAtCents(within) === next ? within : within + outward;
          if (unchanged !== present && next === present) keep(unchanged, outward === 1 ? -1 : 1, first);
          else if (next !== present && !found.has(next)) keep(next, outward, first - outward);
        }
        return [...found.values()];
      };
      return [
        ...walk(
          1,
          levels.filter((level) => compare(level, now) >= 0).sort((a, b) => a - b),
        ),
        ...walk(
          -1,
          levels.filter((level) => compare(level, now) <= 0).sort((a, b) => b - a),
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
        const then = this.beyond(flip);
        const outcome = evaluate(condition, (other) => truthAt(other, then));
        return { ...flip, test, changesRule: typeof outcome === 'boolean' && outcome !== present };
      });
    });
  }

  /**
   * Next closes at which one of these brakes acts, where none of them acts now: the nearest of each symbol
   * in each direction.
   */
  ofBrakes(brakes: readonly Brake[]): BrakeFlip[] {
    const tests = brakes.flatMap(({ when }) => testsOf(when));
    const candidates = tests.flatMap((test) => flipsOf(test, this.moment));
    const acts = (moment: Moment): boolean => this.actingAt(brakes, moment) !== undefined;
    return this.flips(candidates, false, acts).flatMap((flip): BrakeFlip[] => {
      const at = this.after(flip.symbol, flip.level);
      const then = this.beyond(flip);
      const outcome = this.actingAt(brakes, then);
      // A test without levels of its own may have turned before the candidate that was walked to.
      if (outcome === undefined || acts(at)) return [];
      const holdsAt = (test: SignalTest, moment: Moment): boolean => this.brakeTruth(test, moment) === true;
      const flipped = testsOf(outcome.when).find((test) => holdsAt(test, at) !== holdsAt(test, then));
      return flipped === undefined ? [] : [{ ...flip, outcome, signal: flipped.signal }];
    });
  }

  /** The first of these brakes to act at the close that a flip supposes. */
  actingBeyond(flip: FlipLevel<unknown>, brakes: readonly Brake[]): Brake | undefined {
    return this.actingAt(brakes, this.beyond(flip));
  }

  private actingAt(brakes: readonly Brake[], moment: Moment): Brake | undefined {
    return brakes.find(({ when }) => evaluate(when, (test) => this.brakeTruth(test, moment)) === true);
  }

  /** A brake acts at a close; a settled state that no single close is told for is taken as it stands. */
  private brakeTruth(test: SignalTest, moment: Moment): Truth {
    const { settled, flips } = signalOf(test);
    return holds(test, settled && flips === undefined ? this.moment : moment);
  }

  /** The moment a cent beyond a level. */
  private beyond({ symbol, level, condition }: FlipLevel<unknown>): Moment {
    return this.after(symbol, (Math.round(level * 100) + (condition === 'close_over' ? 1 : -1)) / 100);
  }

  /**
   * Next closes at which the exposure asks for another level than `present`. Rules that aren't looked at on
   * the next session have none.
   */
  ofExposure(exposure: Exposure, present: number): ExposureFlip[] {
    if (isByRules(exposure)) return this.ofExposureRules(exposure, present);
    const { levelsBps } = exposure;
    const flips = this.flips(trendFlips(this.moment, 'SPY'), present, ({ market, t, parameters }) => {
      const state = trendState(market, 'SPY', t, parameters);
      return state === undefined ? present : levelsBps[state];
    });
    return flips.map((flip) => ({ ...flip, signal: 'market-regime.state' }));
  }

  private ofExposureRules(exposure: ExposureByRules, present: number): ExposureFlip[] {
    const { market, t } = this.moment;
    const { announced } = market;
    const next = nextSession(market.sessions[t]!, announced);
    if (!isReviewed(exposure.review, next, announced)) return [];
    const found = new Map<string, ExposureFlip>();
    for (const test of exposure.rules.flatMap(({ when }) => testsOf(when))) {
      const flips = this.flips(flipsOf(test, this.moment), present, (moment) => {
        const asked = levelAsked(exposure, moment);
        return isUnavailable(asked) ? present : asked.levelBps;
      });
      for (const flip of flips) {
        const key = `${flip.symbol} ${flip.condition} ${flip.level}`;
        if (!found.has(key)) found.set(key, { ...flip, signal: test.signal });
      }
    }
    return [...found.values()];
  }
}

/** The last moment of a supposed market; macro releases stay as they are. */
const lastOf = (market: Moment['market'], moment: Moment): Moment => ({
  ...moment,
  market,
  t: market.sessions.length - 1,
});

/** The last whole cent on the near side of a close that is being walked to, or on it. */
const lastCentsWithin = (close: number, outward: 1 | -1): number =>
  outward === 1 ? Math.floor(close * 100 + CENT_NOISE) : Math.ceil(close * 100 - CENT_NOISE);
