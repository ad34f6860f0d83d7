/** A scripted value on a date; dates strictly ascending along a path. */
export type Anchor = readonly [date: string, value: number];

interface Leg {
  /** Index into the dates of the leg's first and last day. */
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

function legs(dates: readonly string[], anchors: readonly Anchor[]): Leg[] {
  const at = anchors.map(([date]) => {
    const index = dates.findIndex((candidate) => candidate >= date);
    return index < 0 ? dates.length - 1 : index;
  });
  return anchors.slice(1).map(([, end], i) => ({
    from: at[i] ?? 0,
    to: at[i + 1] ?? 0,
    start: anchors[i]?.[1] ?? end,
    end,
  }));
}

/**
 * Straight lines from anchor to anchor, one value a date.
 * @param dates ascending; the first and last anchor lie on or outside their ends
 */
export function scriptedPath(dates: readonly string[], anchors: readonly Anchor[]): number[] {
  const values = new Array<number>(dates.length).fill(anchors.at(-1)?.[1] ?? 0);
  for (const { from, to, start, end } of legs(dates, anchors)) {
    for (let i = from; i < to; i++) values[i] = start + ((end - start) * (i - from)) / (to - from);
  }
  return values;
}

/**
 * Random steps added up, tied down to 0 on every anchor's date, so that a path keeps its script and
 * wanders in between.
 * @param steps one a date
 */
export function bridgedNoise(
  dates: readonly string[],
  anchors: readonly Anchor[],
  steps: readonly number[],
): number[] {
  const noise = new Array<number>(dates.length).fill(0);
  for (const { from, to } of legs(dates, anchors)) {
    let drift = 0;
    for (let i = from + 1; i <= to; i++) drift += steps[i] ?? 0;
    let sum = 0;
    for (let i = from + 1; i < to; i++) {
      sum += steps[i] ?? 0;
      noise[i] = sum - (drift * (i - from)) / (to - from);
    }
  }
  return noise;
}
