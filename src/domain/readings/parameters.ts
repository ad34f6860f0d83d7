import type { MacdPeriods } from '../indicators/macd.js';

/**
 * Every figure that a reading depends on and the field has no one standard for. They are part of the
 * policy document, so that a firm can change them and an examiner can see them; docs/POLICY.md
 * says what each does.
 */
export interface ReadingParameters {
  readonly movingAverages: {
    /** Sessions back against which an average counts as rising or falling. */
    readonly slopeSessions: number;
  };
  readonly macd: MacdPeriods & {
    /** Bars under which the averages still remember their seed. */
    readonly settledBars: number;
  };
  readonly rsi: { readonly period: number; readonly overbought: number; readonly oversold: number };
  readonly highs: {
    /** Sessions in the 52-week high. */
    readonly yearSessions: number;
  };
  readonly trend: {
    /** Within so many per cent of the 52-week high counts like an intact structure. */
    readonly nearHighPct: number;
  };
  readonly base: {
    /** Sessions either side that a swing-high close must be the highest of. */
    readonly swingSessions: number;
    /** Sessions after which a base is too old. */
    readonly maxSessions: number;
    readonly long: { readonly weeks: number; readonly depthPct: number };
    readonly flat: { readonly weeks: number; readonly depthPct: number };
    /** A close so near to resistance tests it; tests lie at least so many sessions apart. */
    readonly testPct: number;
    readonly testGapSessions: number;
    /** Sessions within which a close back under the level makes a breakout false. */
    readonly falseSessions: number;
  };
  readonly tightFlag: {
    readonly poleSessions: number;
    /** The pole ended at least and at most so many sessions ago. */
    readonly endedFrom: number;
    readonly endedTo: number;
    readonly minPolePct: number;
    readonly flagCloses: number;
    /** The span of the flag's closes, in ATR 14. */
    readonly maxSpanAtr: number;
    readonly maxUnderAveragePct: number;
  };
  readonly downtrendLine: {
    /** Sessions in which the highest swing high is looked for. */
    readonly sessions: number;
    /** Sessions that the two swing highs of a line lie apart at least. */
    readonly minApart: number;
  };
  readonly roleReversal: {
    /** How near a bar must come to a level to touch it. */
    readonly touchPct: number;
  };
  readonly fibExtension: {
    /** Drawdowns shallower than this are not extended. */
    readonly minDepthPct: number;
  };
  readonly marketRegime: {
    /** Closes in a row after which a raw state is settled. */
    readonly settleCloses: number;
  };
  readonly relativeStrength: {
    readonly averageSessions: number;
    /** Sessions in which the last trough and peak of the line are looked for. */
    readonly turnSessions: number;
  };
  readonly rotation: {
    readonly sessions: number;
    /** Of the four, so many under their 50-DMA make a falling SPY risk-off. */
    readonly riskOffUnderAverage: number;
    readonly settleCloses: number;
  };
  readonly fed: {
    /** Days without a change after which the Fed is holding (about two scheduled meetings). */
    readonly holdAfterDays: number;
    /** 2-year yield less funds rate, in basis points either side of which the bias is not neutral. */
    readonly biasBps: number;
  };
  readonly rates: {
    readonly averageObservations: number;
    readonly changeObservations: number;
    /** Observations over which the curve counts as steepening. */
    readonly steepeningObservations: number;
    /** Observations for which an inversion is remembered. */
    readonly inversionObservations: number;
  };
  readonly inflation: {
    readonly targetPct: number;
    /** Months back against which the 12-month rate is rising or falling. */
    readonly trendMonths: number;
  };
  readonly labour: {
    /** Rise of the Sahm indicator, in percentage points, that triggers. */
    readonly sahmTrigger: number;
    /** Weeks in the average of initial claims, and in which its low is looked for. */
    readonly claimsAverageWeeks: number;
    readonly claimsLowWeeks: number;
  };
  readonly credit: {
    /** Observations over which the high-yield spread's change is taken. */
    readonly changeObservations: number;
  };
  readonly recessionRisk: {
    /** The most points of each part, and the value at which it reaches them. */
    readonly sahm: { readonly points: number; readonly fullAt: number };
    readonly probit: {
      readonly points: number;
      readonly fullAtPct: number;
      /** Observations in the average spread that the probit is asked about: about a month. */
      readonly observations: number;
    };
    readonly claims: { readonly points: number; readonly fullAtPct: number };
    readonly credit: { readonly points: number; readonly fromPct: number; readonly fullAtPct: number };
    /** A Fed that cuts is constructive under the one score, and restrictive from the other on. */
    readonly cuttingConstructiveUnder: number;
    readonly cuttingRestrictiveFrom: number;
  };
  readonly breadth: {
    /** Per cent of members over their average, above which breadth is healthy. */
    readonly healthyPct: number;
    /** A recovery leads from under this to over `healthyPct` within so many observations. */
    readonly weakPct: number;
    readonly recoveryObservations: number;
    /** Observations for which a recovery counts. */
    readonly rememberedObservations: number;
    /** The Zweig thrust: an average of advances' share, from under the one to over the other in time. */
    readonly thrust: {
      readonly averageObservations: number;
      readonly from: number;
      readonly to: number;
      readonly withinObservations: number;
    };
  };
}
