/** Letters to change, add, take away or swap with the next to turn one text into the other. */
function distance(from: string, to: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = row[j - 1]! + (from[i - 1] === to[j - 1] ? 0 : 1);
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      const swap = isSwapped ? before[j - 2]! + 1 : change;
      next.push(Math.min(change, swap, row[j]! + 1, next[j - 1]! + 1));
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}

const LONGEST = 100;
/** Fewer letters than this begin too many names to stand for one. */
const SHORTEST_BEGINNING = 3;
const MOST_NAMED = 3;

/**
 * What a text was probably meant to be: the candidates that it begins, or the most alike where no more than
 * one letter in four differs. Several where they are equally near, and none where all are far.
 */
export function meantBy(text: string, candidates: readonly string[]): string[] {
  const asked = text.slice(0, LONGEST).toLowerCase();
  const isBegun = (name: string): boolean => asked.length >= SHORTEST_BEGINNING && name.startsWith(asked);
  const alike = candidates.map((candidate) => {
    const name = candidate.toLowerCase();
    return { candidate, far: isBegun(name) ? 0 : distance(asked, name) };
  });
  const furthest = Math.min(Math.floor(asked.length / 4), ...alike.map(({ far }) => far));
  return alike
    .filter(({ far }) => far <= furthest)
    .slice(0, MOST_NAMED)
    .map(({ candidate }) => candidate);
}

/** A sentence, after the question whether a text was meant to be one of the candidates where it is like one. */
export function didYouMean(text: string, candidates: readonly string[], sentence: string): string {
  const meant = meantBy(text, candidates);
  if (meant.length === 0) return sentence;
  return `did you mean ${meant.join(' or ')}? ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}
