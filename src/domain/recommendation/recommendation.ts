import type { Asset, WeightsByAsset } from '../allocation/assets.js';
import type { AdvisedSymbol, Ticker } from '../market/instruments.js';
import type { DataDoubt } from '../market/quality.js';
import type { Edge } from '../policy/record-period.js';
import type { MacroStance } from '../readings/macro/assessment.js';
import type { FactBasis, FactKind } from '../readings/market-fact.js';
import type { FedBias } from '../readings/macro/fed-bias.js';
import type { MacroDataIssue } from '../readings/macro/freshness.js';
import type { RotationState } from '../readings/cross/rotation.js';
import type { Observed } from '../readings/signal.js';
import type { KeyLevelKind } from '../readings/symbol/key-levels.js';
import type { TrendState } from '../readings/symbol/trend.js';
import type { DriftTo } from '../rebalancing/drift.js';
import type { ActionReason } from './recommend.js';
import type { Freeze } from './session.js';

/** One line of a split. Drift is target less current; amounts are decimal dollars. */
export interface TargetLine {
  readonly symbol: Asset;
  readonly weightBps: number;
  /** Absent, with the next two, where the account has no advised value. */
  readonly currentBps?: number;
  readonly driftBps?: number;
  readonly amount?: string;
  /** What to trade to; absent, with the next, on hold. */
  readonly tradeToBps?: number;
  readonly tradeToAmount?: string;
  /** The funds that make up the present weight, where a substitute is among them. */
  readonly heldAs?: readonly HeldAsLine[];
}

/** One fund of an exposure: its part of the present weight. */
export interface HeldAsLine {
  readonly symbol: string;
  readonly bps: number;
  /** Decimal dollars. */
  readonly value: string;
  /** Dollars; absent where the position's own market value was taken. */
  readonly close?: number;
}

/** An account of a household that is advised as one. */
export interface MemberLine {
  readonly accountId: string;
  readonly riskProfile: string;
  /** Decimal dollars. */
  readonly advisedValue: string;
  /** Its bounds that keep the household from its target; absent where it keeps it from nothing. */
  readonly binding?: readonly string[];
  /** How much less cash it holds than it needs, decimal dollars; absent where it holds enough. */
  readonly cashShort?: string;
  /** Its bounds that its own present weights lie outside of; absent where there are none. */
  readonly outsideBounds?: readonly OutsideBoundLine[];
  /** Half of what it buys and sells together, decimal dollars; absent, with the next, on hold. */
  readonly turnover?: string;
  /** Its part of the household's trade, asset by asset. */
  readonly placement?: readonly PlacementLine[];
}

/** What an account of a household holds of an asset and what to trade to, decimal dollars. */
export interface PlacementLine {
  readonly symbol: Asset;
  readonly heldAmount: string;
  readonly tradeToAmount: string;
}

/** A bound that the present weights lie outside of. */
export interface OutsideBoundLine {
  /** The bound's name, as in a waterfall. */
  readonly bound: string;
  /** Limits of equity are told as what they leave for cash. */
  readonly symbol: Asset;
  readonly boundBps: number;
  readonly currentBps: number;
}

/** A holding outside the universe; its market value in decimal dollars, where it came with one. */
export interface ExcludedLine {
  readonly symbol: string;
  readonly marketValue?: string;
}

export interface Move {
  readonly symbol: Asset;
  readonly bps: number;
}

/** A rule's record over a stretch of sessions, in short; returns after costs, per cent a year. */
export interface RecordLinePeriod {
  readonly since: string;
  readonly through: string;
  readonly times: number;
  readonly sessionsHeld: number;
  /** Absent where it was never held; the interval, where it was held once at most. */
  readonly activeReturnPctPerYear?: number;
  readonly low95?: number;
  readonly high95?: number;
  readonly edge: Edge;
}

/** The same for all of history, and for its parts before and after the split date. */
export interface RecordLine extends RecordLinePeriod {
  readonly before?: RecordLinePeriod;
  readonly after?: RecordLinePeriod;
}

/** Why a rule, a brake or the exposure stands as it does. */
export interface RationaleLine {
  /** A rule's or brake's id, or `exposure`. */
  readonly ruleId: string;
  readonly outcome: 'fired' | 'near' | 'blocked' | 'unavailable';
  readonly because: string;
  readonly observed: readonly Observed[];
  /** The rule's own moves in basis points of the sleeve, before any scaling. */
  readonly moves: readonly Move[];
  readonly since?: string;
  readonly blockedBy?: string;
  readonly reference?: string;
  /** How the rule has done, by the record in force; absent where there is none. */
  readonly record?: RecordLine;
}

/** The split after one step, and what that step moved; moves sum to zero. */
export interface WaterfallLine {
  readonly step: string;
  readonly weights: WeightsByAsset;
  readonly moves: readonly Move[];
}

/** A next close that would change a rule or the exposure, all other closes unchanged. */
export interface WouldChangeLine {
  readonly ruleId: string;
  /** The catalogued signal that flips; `market-regime.state` for an exposure by regime. */
  readonly signal: string;
  readonly symbol: Ticker;
  readonly condition: 'close_under' | 'close_over';
  /** Dollars, to the cent. */
  readonly level: number;
  readonly distancePct: number;
  readonly effectCode:
    | 'rule_begins'
    | 'rule_ends'
    | 'rule_voided'
    | 'part_begins'
    | 'part_ends'
    | 'exposure_rises'
    | 'exposure_falls'
    | 'exposure_stays';
  readonly effect: string;
}

/** A level near a symbol's close that a chart reader would mark. */
export interface WatchLine {
  readonly symbol: Ticker;
  readonly kind: KeyLevelKind;
  /** Dollars. */
  readonly level: number;
  /** Against the close, per cent. */
  readonly distancePct: number;
  readonly meaning: string;
}

/** A figure that the firm entered: context, weighed only where the policy names its signal. */
export interface ContextLine {
  /** The fact's id. */
  readonly id: string;
  readonly kind: FactKind;
  /** Absent where it is about the market as a whole. */
  readonly symbol?: AdvisedSymbol;
  readonly value: number;
  readonly unit: 'multiple' | 'pct';
  readonly basis: FactBasis;
  readonly note?: string;
  readonly source: string;
  readonly url?: string;
  readonly observedOn: string;
  readonly sentence: string;
}

export interface Change<T> {
  readonly from: T;
  readonly to: T;
}

/** What changed since the account's previous recommendation; what stayed the same is left out. */
export interface RecommendationChanges {
  /** The previous recommendation's id. */
  readonly since: string;
  readonly sinceAsOf: string;
  readonly targets: readonly { readonly symbol: Asset; readonly fromBps: number; readonly toBps: number }[];
  readonly equityExposureBps?: Change<number>;
  readonly marketRegime?: Change<string>;
  readonly rotation?: Change<string>;
  readonly macroStance?: Change<string>;
  readonly riskProfile?: Change<string>;
  readonly policyVersion?: Change<number>;
  readonly rulesOn: readonly string[];
  readonly rulesOff: readonly string[];
  /** Values that were revised since, the latest 50; absent where none was. */
  readonly revisions?: readonly DataDoubt[];
}

/** The part of a recommendation that is the same for every account of a firm at one session. */
export interface VerdictBody {
  readonly marketRegime: { readonly state: TrendState; readonly settledState: TrendState };
  readonly rotation: { readonly state: RotationState; readonly settledState: RotationState };
  readonly macroStance: MacroStance | 'unavailable';
  /** The firm's own reading of the Fed's statements that was in force. */
  readonly fedOverride?: {
    readonly id: string;
    readonly reading: FedBias;
    readonly author: string;
    readonly reason: string;
    /** RFC 3339. */
    readonly expiresAt: string;
  };
  readonly closes: Readonly<Record<AdvisedSymbol, number>>;
  /** Absent where the firm entered none. */
  readonly context?: readonly ContextLine[];
  readonly rationale: readonly RationaleLine[];
  readonly wouldChange: readonly WouldChangeLine[];
  /** Levels near the closes of the four, nearest first for each. */
  readonly watch: readonly WatchLine[];
  readonly evidence: readonly string[];
  readonly frozen: boolean;
  readonly frozenReason?: Freeze;
  readonly engineVersion: string;
  readonly templateVersion: string;
  readonly dataQuality: {
    readonly source: 'sample' | 'real';
    readonly sample: boolean;
    /** True where prices or a macro series lag. */
    readonly stale: boolean;
    readonly issues: readonly (
      MacroDataIssue | DataDoubt | { readonly code: 'stale-prices'; readonly lastDate: string }
    )[];
  };
}

/** The account's own part. */
export interface AccountBody {
  readonly asOf: string;
  readonly knownAt: string;
  readonly policy: { readonly id: string; readonly version: number; readonly name: string };
  readonly riskProfile: string;
  readonly equityExposureBps: number;
  readonly targets: readonly TargetLine[];
  readonly action: 'hold' | 'rebalance';
  readonly reason: { readonly code: ActionReason; readonly because: string };
  /** The asset furthest past its band, or cash where it is short; absent on hold. */
  readonly trigger?: Asset;
  /** Where the trade goes; absent on hold. */
  readonly tradeTo?: DriftTo;
  /** What the trade moves: half of what is bought and sold together, decimal dollars; absent on hold. */
  readonly turnover?: string;
  /** Cash needed at once and up to a day, decimal dollars; absent where the account tells of no needs. */
  readonly cashNeed?: { readonly amount: string; readonly through: string };
  /** Bounds that the present weights lie outside of; absent where there are none. */
  readonly outsideBounds?: readonly OutsideBoundLine[];
  readonly waterfall: readonly WaterfallLine[];
  /** Where the tilts were scaled down: what their positive moves summed to. */
  readonly scaledFromBps?: number;
  readonly changes?: RecommendationChanges;
  readonly summary: string;
  readonly advisedValue: string;
  readonly excludedValue: string;
  /** The accounts that hold the split together; absent where one account is advised. */
  readonly accounts?: readonly MemberLine[];
  /** Holdings outside the universe; absent where there are none. */
  readonly excluded?: readonly ExcludedLine[];
  /** Of these, those that came without a market value. */
  readonly unvalued?: readonly string[];
  readonly inputsHash: string;
}

/** A recommendation as callers see it; a stored one has `id`, `accountId` or
 * `householdId`, and `createdAt` besides. */
export type RecommendationBody = AccountBody & VerdictBody;
