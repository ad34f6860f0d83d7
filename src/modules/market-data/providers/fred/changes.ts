/** A value and the first day on which a request's real-time period saw it. */
export interface Sighting {
  readonly date: string;
  readonly realtimeStart: string;
  /** `NaN` where the date had no value. */
  readonly value: number;
}

/**
 * What was new or revised, in the order given. FRED cuts `realtime_start` to the period that was asked for,
 * so a value in force at a window's first day is seen again in it: only what differs from the value before
 * is a change. A value that was taken back and given again is one.
 * @param sightings ascending by `realtimeStart`
 */
export function changesIn(sightings: readonly Sighting[]): Sighting[] {
  const inForce = new Map<string, number>();
  return sightings.filter(({ date, value }) => {
    const before = inForce.get(date);
    inForce.set(date, value);
    return !Object.is(before, value);
  });
}
