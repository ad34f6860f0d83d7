import type { SleeveTarget } from '../allocation/target-weights.js';
import type { Micros } from '../allocation/money.js';
import type { AdvisedSymbol } from '../market/instruments.js';
import type { SessionDate } from '../market/price-bar.js';
import type { DataDoubt } from '../market/quality.js';
import type { ExposureState } from '../policy/exposure-walk.js';
import type { BrakeFlip, ExposureFlip, TestFlip } from '../policy/flip-levels.js';
import type { Brake, PolicyDocument } from '../policy/policy-document.js';
import type { TiltState } from '../policy/tilt-walk.js';
import type { RotationReading } from '../readings/cross/rotation.js';
import type { MacroAssessment } from '../readings/macro/assessment.js';
import type { MarketFact } from '../readings/market-fact.js';
import type { Observed } from '../readings/signal.js';
import type { Unavailable } from '../readings/unavailable.js';
import type { RegimeReading } from '../regime/market-reading.js';
import type { Freeze } from './session.js';
import type { WatchedLevel } from './watch.js';

/** `off` rules have nothing to say and are left out of the rationale. */
export type RuleOutcome = 'fired' | 'near' | 'blocked' | 'unavailable' | 'off';

/** One tilt at the verdict's session. */
export interface RuleVerdict extends TiltState {
  readonly outcome: RuleOutcome;
  /** The brake that removed it, where it is blocked. */
  readonly blockedBy?: Brake;
  readonly unavailable?: Unavailable['unavailable'];
  readonly observed: readonly Observed[];
  /** Next closes that flip a test of its condition, nearest first; without those at which a brake removes it. */
  readonly flips: readonly TestFlip[];
  /** Of a rule that fired: next closes at which a brake removes it, nearest first. */
  readonly voids: readonly BrakeFlip[];
}

/** A brake that acts at the verdict's session, with what it rests on. */
export interface BrakeVerdict {
  readonly brake: Brake;
  readonly observed: readonly Observed[];
}

/** A brake of which nobody can say whether it should act. */
export interface UnjudgedBrake {
  readonly brake: Brake;
  readonly unavailable: Unavailable['unavailable'];
}

/** What the policy says of the market at one session, for every account of a firm. */
export interface Verdict {
  readonly asOf: SessionDate;
  readonly policy: PolicyDocument;
  readonly sample: boolean;
  readonly frozen?: Freeze;
  readonly closes: Readonly<Record<AdvisedSymbol, number>>;
  /** The levels near each symbol's close. */
  readonly watch: readonly WatchedLevel[];
  /** The closes as positions are valued at, in the order of ADVISED. */
  readonly prices: readonly Micros[];
  /** Closes of that session of the substitutes that have one, by symbol. */
  readonly substitutes: ReadonlyMap<string, { readonly close: number; readonly price: Micros }>;
  readonly regime: RegimeReading;
  readonly rotation: RotationReading;
  readonly macro: MacroAssessment;
  /** The figures entered by the firm that were in force. */
  readonly facts: readonly MarketFact[];
  readonly exposure: ExposureState & {
    readonly sinceSession: SessionDate;
    /** Of an exposure by rules: what its conditions rest on. */
    readonly observed?: readonly Observed[];
  };
  readonly exposureFlips: readonly ExposureFlip[];
  readonly rules: readonly RuleVerdict[];
  readonly brakes: readonly BrakeVerdict[];
  readonly unjudgedBrakes: readonly UnjudgedBrake[];
  readonly sleeve: SleeveTarget;
  /** SHA-256 over every bar and release that could be seen. */
  readonly dataHash: string;
  /** What is doubtful about the latest prices and values; it warns. */
  readonly doubts: readonly DataDoubt[];
  /** What replaced earlier values of dates up to `asOf`, by the instant it was learned. */
  readonly revisions: readonly DataDoubt[];
}
