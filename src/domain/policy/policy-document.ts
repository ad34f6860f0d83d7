import type { AdvisedSymbol, Ticker } from '../market/instruments.js';
import type { ReadingParameters } from '../readings/parameters.js';
import type { TrendState } from '../readings/symbol/trend.js';

/** A test of one catalogued signal; exactly one comparison. */
export interface SignalTest {
  readonly signal: string;
  readonly symbol?: Ticker;
  /** The value is one of these. */
  readonly in?: readonly string[];
  /** The number is at least, over, or under, this. */
  readonly atLeast?: number;
  readonly over?: number;
  readonly under?: number;
}

/** When something holds. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | SignalTest;

/** Basis points of the equity sleeve moved between the four; they sum to zero. */
export type Moves = Readonly<Partial<Record<AdvisedSymbol, number>>>;

/** A tilt: while its condition holds, the sleeve moves, for a stated reason. */
export interface TiltRule {
  readonly id: string;
  /**
   * 1 is served first. It matters once the positive moves exceed the policy's most: rules of a lower
   * number count whole, those of the number at which the most is reached are scaled down pro rata, and
   * nothing is left for the rest. Absent: LAST_PRIORITY.
   */
  readonly priority?: number;
  readonly when: Condition;
  readonly moves: Moves;
  /** Why, in words a client can read. */
  readonly reason: string;
  /** Where the idea comes from. */
  readonly reference: string;
}

/** The priority of a rule that names none: after all that name a smaller number. */
export const LAST_PRIORITY = 100;

/** What a brake does; `brakes.ts` says which tilts each kind removes, and what it caps. */
export type BrakeEffect =
  | {
      /** Tilts that add to one of these symbols don't count. */
      readonly removeTiltsToward: readonly AdvisedSymbol[];
    }
  | {
      /** These tilts don't count. */
      readonly voidRules: readonly string[];
    }
  | {
      /** However many tilts count, these symbols hold no more than their baseline. */
      readonly capAtBaseline: readonly AdvisedSymbol[];
    };

/** Acts at the close on which its condition holds, without delay. */
export interface Brake {
  readonly id: string;
  readonly when: Condition;
  readonly effect: BrakeEffect;
  readonly reason: string;
}

/** The market regime decides how much equity is held. */
export interface ExposureByRegime {
  /** Share of the profile's ceiling to hold in each market regime. */
  readonly levelsBps: Readonly<Record<TrendState, number>>;
  /** Closes in a row on the other side before the level falls, and before it rises. */
  readonly downCloses: number;
  readonly upCloses: number;
}

/** One step of an exposure by rules. */
export interface ExposureRule {
  readonly id: string;
  readonly when: Condition;
  /** Share of the profile's ceiling to hold while it is the first rule that holds. */
  readonly levelBps: number;
  readonly reason: string;
  readonly reference: string;
}

/** How often the rules of an exposure are looked at: at every close, or at the last of a week or month. */
export const REVIEWS = ['daily', 'weekly', 'monthly'] as const;
export type Review = (typeof REVIEWS)[number];

/** Conditions decide how much equity is held: the first rule that holds at a review sets the level. */
export interface ExposureByRules {
  readonly review: Review;
  readonly rules: readonly ExposureRule[];
  /** The level while none of the rules holds. */
  readonly otherwiseBps: number;
}

export type Exposure = ExposureByRegime | ExposureByRules;

export const isByRules = (exposure: Exposure): exposure is ExposureByRules => 'rules' in exposure;

/** Floor and ceiling of the equity sleeve, basis points of advised value. */
export interface RiskProfile {
  readonly id: string;
  readonly name: string;
  readonly floorBps: number;
  readonly ceilingBps: number;
}

/** One version of a policy: everything that turns readings into weights. Data only. */
export interface PolicyDocument {
  readonly schemaVersion: 1;
  readonly name: string;
  readonly description: string;
  /** What is known of how such a policy has done; shown wherever the policy is. */
  readonly evidence: readonly string[];
  readonly parameters: ReadingParameters;
  /** The split of the equity sleeve before any tilt; sums to 10000. */
  readonly baselineBps: Readonly<Record<AdvisedSymbol, number>>;
  readonly exposure: Exposure;
  readonly tilts: {
    /** The one line that switches all tilts off. */
    readonly enabled: boolean;
    /** Positive moves that add up to more are cut, by priority and then pro rata. */
    readonly maxPositiveBps: number;
    /** Closes in a row that a condition must have held, or failed, at the week's last session. */
    readonly onCloses: number;
    readonly offCloses: number;
    readonly rules: readonly TiltRule[];
  };
  readonly brakes: readonly Brake[];
  /** Least and most of each symbol in the sleeve. */
  readonly boundsBps: Readonly<Record<AdvisedSymbol, { readonly min: number; readonly max: number }>>;
  readonly riskProfiles: readonly RiskProfile[];
  /** An account trades when a weight is off by max(min, min(max, ofTargetPct of its target)). */
  readonly drift: {
    readonly minBps: number;
    readonly maxBps: number;
    readonly ofTargetPct: number;
    /** Where a trade goes: to the target (also where absent), or only to the band's edge. */
    readonly to?: 'target' | 'band-edge';
  };
  /** Calendar days ahead for which withdrawals are held in cash; 90 where absent. */
  readonly cashNeedDays?: number;
  /** A rule is near when a close within so many per cent flips its condition. */
  readonly nearPct: number;
  /** Sessions that prices may lag the calendar before the advice is frozen. */
  readonly staleSessions: number;
}
