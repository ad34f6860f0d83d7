/** The range of an axis and the step of its ticks. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

/** A range of whole steps around all values, with about `ticks` of 1, 2, 2.5 or 5 times a power of ten. */
export function scaleOf(values: readonly (number | undefined)[], ticks: number): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value === undefined) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return { min: 0, max: 1, step: 1 };
  const span = high > low ? high - low : Math.abs(high) || 1;
  const rough = span / ticks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const min = Math.floor(low / step) * step;
  return { min, max: Math.max(Math.ceil(high / step) * step, min + step), step };
}

/** Pixels under `top` at which a value lies on an axis of so many pixels. */
export const pixelOf = ({ min, max }: Scale, value: number, top: number, height: number): number =>
  top + ((max - value) / (max - min)) * height;

/**
 * Moves places apart, in their order, until they lie at least `gap` from each other and within the range; those that
 * don't fit at all are let go, the last of the list first. Returns a place for each, or undefined.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  [from, to]: readonly [number, number],
): (number | undefined)[] {
  const most = Math.floor((to - from) / gap) + 1;
  const order = wanted
    .map((_, i) => i)
    .slice(0, most)
    .sort((a, b) => wanted[a]! - wanted[b]!);
  const places: (number | undefined)[] = wanted.map(() => undefined);
  let least = from;
  for (const i of order) least = (places[i] = Math.max(wanted[i]!, least)) + gap;
  let limit = to;
  for (const i of order.reverse()) limit = (places[i] = Math.min(places[i]!, limit)) - gap;
  return places;
}
