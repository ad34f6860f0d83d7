import { isLastSessionOfWeek } from '../market/trading-calendar.js';
import type { SessionDate } from '../market/price-bar.js';
import type { Moment } from '../readings/signal.js';
import { evaluate, holds, signalOf, testsOf, type Truth } from './condition.js';
import type { PolicyDocument, SignalTest, TiltRule } from './policy-document.js';

/** Whether a tilt is on after the last review, and how its condition stands now. */
export interface TiltState {
  readonly rule: TiltRule;
  readonly on: boolean;
  /** The review that switched it on; absent while it is off. */
  readonly since?: SessionDate;
  /** The last session of a week at or before the moment. */
  readonly lastReview?: SessionDate;
  /** Whether the condition holds at the moment itself. */
  readonly holdsNow: Truth;
  /** Closes in a row, up to the moment, for which that has been so; counted to 5 weeks at most. */
  readonly runCloses: number;
}

const LONGEST_RUN = 25;

/**
 * Whether a tilt is on at moment `t`. It is looked at on each week's last session: on when its
 * condition has held on `onCloses` closes in a row, off when it has failed on `offCloses` or can't be
 * read; other reviews leave it as it was. So only the reviews back to the last that switched it off
 * matter. A test of a settled state counts as it stands at the review, since settling has already taken
 * its closes.
 */
export function walkTilt(
  rule: TiltRule,
  { onCloses, offCloses }: PolicyDocument['tilts'],
  momentAt: (t: number) => Moment,
  t: number,
): TiltState {
  const truths = new Map<SignalTest, Map<number, Truth>>(testsOf(rule.when).map((test) => [test, new Map()]));
  const truth = (test: SignalTest, at: number): Truth => {
    const known = truths.get(test)!;
    let answer = known.get(at);
    if (answer === undefined) known.set(at, (answer = holds(test, momentAt(at))));
    return answer;
  };
  const heldBack = (review: number, back: number): Truth =>
    evaluate(rule.when, (test) => truth(test, signalOf(test).settled ? review : review - back));
  const always = (review: number, closes: number, wanted: boolean): boolean => {
    if (review + 1 < closes) return false;
    for (let back = 0; back < closes; back++) if (heldBack(review, back) !== wanted) return false;
    return true;
  };
  /** What a review switches the tilt to; undefined where it leaves it. */
  const decisionAt = (review: number): boolean | undefined => {
    if (always(review, onCloses, true)) return true;
    return typeof heldBack(review, 0) === 'object' || always(review, offCloses, false) ? false : undefined;
  };

  const { sessions, announced } = momentAt(t).market;
  let since: number | undefined;
  let lastReview: number | undefined;
  for (let review = t; review >= 0; review--) {
    if (!isLastSessionOfWeek(sessions[review]!, announced)) continue;
    lastReview ??= review;
    const decision = decisionAt(review);
    if (decision === false) break;
    if (decision) since = review;
  }

  const holdsNow = heldBack(t, 0);
  let runCloses = 1;
  while (runCloses < Math.min(LONGEST_RUN, t + 1) && heldBack(t, runCloses) === holdsNow) runCloses++;
  return {
    rule,
    on: since !== undefined,
    ...(since === undefined ? {} : { since: sessions[since]! }),
    ...(lastReview === undefined ? {} : { lastReview: sessions[lastReview]! }),
    holdsNow,
    runCloses,
  };
}
