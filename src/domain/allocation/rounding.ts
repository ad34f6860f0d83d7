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
