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
  };
}
