import { isLastSessionOfWeek } from '../market/trading-calendar.js';
import type { SessionDate } from '../market/price-bar.js';
import type { Moment } from '../readings/signal.js';
import type { Truth } from './condition.js';
import type { PolicyDocument, TiltRule } from './policy-document.js';
import { TiltReviews } from './tilt-reviews.js';

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
 * matter.
 */
export function walkTilt(
  rule: TiltRule,
  tilts: PolicyDocument['tilts'],
  momentAt: (t: number) => Moment,
  t: number,
): TiltState {
  const reviews = new TiltReviews(rule, tilts, momentAt);
  const { sessions, announced } = momentAt(t).market;
  let since: number | undefined;
  let lastReview: number | undefined;
  for (let review = t; review >= 0; review--) {
    if (!isLastSessionOfWeek(sessions[review]!, announced)) continue;
    lastReview ??= review;
    const decision = reviews.decisionAt(review);
    if (decision === false) break;
    if (decision) since = review;
  }

  const holdsNow = reviews.heldBack(t, 0);
  let runCloses = 1;
  while (runCloses < Math.min(LONGEST_RUN, t + 1) && reviews.heldBack(t, runCloses) === holdsNow) runCloses++;
  return {
    rule,
    on: since !== undefined,
    ...(since === undefined ? {} : { since: sessions[since]! }),
    ...(lastReview === undefined ? {} : { lastReview: sessions[lastReview]! }),
    holdsNow,
    runCloses,
  };
}
