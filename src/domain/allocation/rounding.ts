/**
 * Rounds fractions to whole numbers that keep their sum: each `numerators[i] / denominator` is cut
 * down to an integer, and what is missing from `total` goes, one each, to the largest remainders;
 * ties go to the one that comes first. The fractions must sum to `total` exactly, and every numerator
 * must be a safe integer. (Hamilton's method, as used for apportioning seats.)
 */
export function roundToTotal(numerators: readonly number[], denominator: number, total: number): number[] {
  const size = numerators.length;
  const whole = new Array<number>(size);
  const remainders = new Array<number>(size);
  let missing = total;
  for (let i = 0; i < size; i++) {
    const remainder = ((numerators[i]! % denominator) + denominator) % denominator;
    whole[i] = (numerators[i]! - remainder) / denominator;
    remainders[i] = remainder;
    missing -= whole[i]!;
  }
  giveToLargest(whole, remainders, missing);
  return whole;
}

/** Adds one to the part with the largest remainder, the first of equals, so many times. */
export function giveToLargest(parts: number[], remainders: number[], times: number): void {
  for (; times > 0; times--) {
    let largest = 0;
    for (let i = 1; i < remainders.length; i++) if (remainders[i]! > remainders[largest]!) largest = i;
    parts[largest]!++;
    remainders[largest] = -1;
  }
}

/**
 * A whole number shared out in proportion to values, by largest remainder, exact for any safe integers; all
 * of it to the first where the values sum to nothing.
 */
export function roundShares(values: readonly number[], total: number): number[] {
  const sum = values.reduce((all, value) => all + BigInt(value), 0n);
  if (sum === 0n) return values.map((_, i) => (i === 0 ? total : 0));
  const exact = values.map((value) => BigInt(value) * BigInt(total));
  const parts = exact.map((part) => Number(part / sum));
  const largestFirst = exact.map((_, i) => i).sort((a, b) => Number((exact[b]! % sum) - (exact[a]! % sum)));
  const missing = total - parts.reduce((all, part) => all + part, 0);
  for (const i of largestFirst.slice(0, missing)) parts[i]!++;
  return parts;
}
