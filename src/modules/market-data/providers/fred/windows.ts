/** A span of vintage dates that one request may cover, both included. */
export interface Window {
  readonly start: string;
  readonly end: string;
}

/**
 * Vintage dates in spans of at most `most`. Where only those of `since` or later are wanted, the one before
 * leads the first span: what was in force then is needed to tell what changed.
 * @param dates ascending
 */
export function windowsOf(dates: readonly string[], most: number, since: string): Window[] {
  const firstWanted = dates.findIndex((date) => date >= since);
  if (firstWanted < 0) return [];
  const wanted = dates.slice(Math.max(0, firstWanted - 1));
  const windows: Window[] = [];
  for (let at = 0; at < wanted.length; at += most) {
    const [start, end] = [wanted[at], wanted[Math.min(at + most, wanted.length) - 1]];
    if (start !== undefined && end !== undefined) windows.push({ start, end });
  }
  return windows;
}
