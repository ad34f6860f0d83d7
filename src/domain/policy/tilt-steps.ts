import { isLastSessionOfWeek } from '../market/trading-calendar.js';
import type { Moment } from '../readings/signal.js';
import { evaluate, holds } from './condition.js';
import type { BrakeEffect, PolicyDocument, TiltRule } from './policy-document.js';
import { removes } from './brakes.js';
import { TiltReviews } from './tilt-reviews.js';

/** How a tilt stands at a close: `held` is what a recommendation of that close lists as fired. */
export type TiltStanding = 'unreadable' | 'off' | 'held';

/**
 * Walks one tilt forward, a close at a time: the same states as `walkTilt` gives at each moment, without
 * looking back further than one review does.
 */
export class TiltSteps {
  private on = false;
  private hasBeenRead = false;

  constructor(
    private readonly rule: TiltRule,
    private readonly tilts: PolicyDocument['tilts'],
    private readonly momentAt: (t: number) => Moment,
  ) {}

  /**
   * The standing at close `t`; to be asked for every close from 0 on, in order. `unreadable` lasts until the
   * condition can be read for the first time; after that, what can't be read is `off`. `braking` are the
   * effects of the brakes that act at this close: a tilt that one of them removes is off for this close.
   */
  step(t: number, braking: readonly BrakeEffect[]): TiltStanding {
    const { rule, tilts, momentAt } = this;
    const moment = momentAt(t);
    if (isLastSessionOfWeek(moment.market.sessions[t]!, moment.market.announced)) {
      this.on = new TiltReviews(rule, tilts, momentAt).decisionAt(t) ?? this.on;
    }
    if (!this.on && this.hasBeenRead) return 'off';
    const isReadable = typeof evaluate(rule.when, (test) => holds(test, moment)) === 'boolean';
    this.hasBeenRead ||= isReadable;
    if (!this.hasBeenRead) return 'unreadable';
    return this.on && isReadable && !braking.some((effect) => removes(effect, rule)) ? 'held' : 'off';
  }
}
