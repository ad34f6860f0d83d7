/** Letters to change, add or take away to turn one text into the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
}

const LONGEST = 100;

/** The candidates most like a text, the most alike first. */
export function nearest(text: string, candidates: readonly string[], most = 3): string[] {
  const asked = text.slice(0, LONGEST).toLowerCase();
  return candidates
    .map((candidate) => ({ candidate, far: distance(asked, candidate.toLowerCase()) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, most)
    .map(({ candidate }) => candidate);
}
