/** The mean over the sessions that count, with its standard error. */
export interface MeanWithError {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * The mean of `values` over the sessions of [from, to) that are `held`, with a standard error that holds
 * though neighbouring sessions are alike: Newey and West's, with Bartlett weights up to `lags` sessions, of the
 * regression of held × value on held without a constant, so that a gap between two spells keeps its length.
 * Source: Newey and West, A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent
 * Covariance Matrix, Econometrica 55 (1987). Undefined where no session is held.
 */
export function heldMean(
  values: Float64Array,
  held: Uint8Array,
  [from, to]: readonly [from: number, to: number],
  lags: number,
): MeanWithError | undefined {
  let count = 0;
  let sum = 0;
  for (let u = from; u < to; u++) {
    if (held[u] === 0) continue;
    count++;
    sum += values[u]!;
  }
  if (count === 0) return undefined;
  const mean = sum / count;
  const residual = new Float64Array(to - from);
  for (let u = from; u < to; u++) residual[u - from] = held[u] === 0 ? 0 : values[u]! - mean;
  let variance = 0;
  for (let lag = 0; lag <= lags; lag++) {
    const weight = lag === 0 ? 1 : 2 * (1 - lag / (lags + 1));
    for (let i = lag; i < residual.length; i++) variance += weight * residual[i]! * residual[i - lag]!;
  }
  return { mean, standardError: Math.sqrt(Math.max(0, variance)) / count };
}

/** Student's t that 2.5 % of draws exceed, for 1 to 30 degrees of freedom, to three decimals. */
const T_975 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const Z_975 = 1.959964;

/**
 * Half the width of a 95 % interval in standard errors, for a whole number of degrees of freedom from 1. Over
 * 30 by the expansion of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.5.
 */
export function tQuantile(degrees: number): number {
  const listed = T_975[degrees - 1];
  if (listed !== undefined) return listed;
  const z = Z_975;
  return z + (z ** 3 + z) / (4 * degrees) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2);
}
