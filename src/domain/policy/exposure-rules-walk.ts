import { isLastSessionOfMonth, isLastSessionOfWeek, type AnnouncedDays } from '../market/trading-calendar.js';
import type { SessionDate } from '../market/price-bar.js';
import type { Moment } from '../readings/signal.js';
import { isUnavailable, type Unavailable } from '../readings/unavailable.js';
import { evaluate, holds } from './condition.js';
import type { ExposureState } from './exposure-walk.js';
import type { ExposureByRules, ExposureRule, Review } from './policy-document.js';

/** A level, and the rule that asks for it; none where no rule holds. */
interface Asked {
  readonly levelBps: number;
  readonly rule?: ExposureRule;
}

/** Whether an exposure is looked at on a session. */
export function isReviewed(review: Review, session: SessionDate, announced: AnnouncedDays): boolean {
  if (review === 'daily') return true;
  return review === 'weekly'
    ? isLastSessionOfWeek(session, announced)
    : isLastSessionOfMonth(session, announced);
}

/** What the conditions ask for at a moment: the first rule that holds. One that can't be read decides nothing. */
export function levelAsked({ rules, otherwiseBps }: ExposureByRules, moment: Moment): Asked | Unavailable {
  for (const rule of rules) {
    const truth = evaluate(rule.when, (test) => holds(test, moment));
    if (typeof truth === 'object') return truth;
    if (truth) return { levelBps: rule.levelBps, rule };
  }
  return { levelBps: otherwiseBps };
}

/**
 * The level in force at moment `t`: what the last review asked for that could be read; before the first
 * such review, what the oldest session asks for that can be read. A review that can't be read leaves the
 * level as it is. Unavailable while nothing could be read yet.
 */
export function walkExposureRules(
  exposure: ExposureByRules,
  momentAt: (t: number) => Moment,
  t: number,
): ExposureState | Unavailable {
  const { sessions, announced } = momentAt(t).market;
  const now = levelAsked(exposure, momentAt(t));
  let inForce: Asked | undefined;
  let since = t;
  for (let at = t; at >= 0; at--) {
    if (!isReviewed(exposure.review, sessions[at]!, announced)) continue;
    const asked = at === t ? now : levelAsked(exposure, momentAt(at));
    if (isUnavailable(asked)) continue;
    if (inForce !== undefined && asked.levelBps !== inForce.levelBps) break;
    inForce ??= asked;
    since = at;
  }
  if (inForce === undefined) {
    let oldest = now;
    for (let at = 0; at < t; at++) {
      oldest = levelAsked(exposure, momentAt(at));
      since = at;
      if (!isUnavailable(oldest)) break;
    }
    if (isUnavailable(oldest)) [oldest, since] = [now, t];
    if (isUnavailable(oldest)) return oldest;
    inForce = oldest;
  }
  return {
    ...inForce,
    rawLevelBps: isUnavailable(now) ? inForce.levelBps : now.levelBps,
    since,
    pendingCloses: 0,
    ...(isUnavailable(now) ? now : {}),
  };
}
