import type { Moment } from '../readings/signal.js';
import { evaluate, holds, signalOf, testsOf, type Truth } from './condition.js';
import type { PolicyDocument, SignalTest, TiltRule } from './policy-document.js';

/**
 * A tilt's condition at the closes that its weekly reviews look at. Each test is read once a close, so one
 * of these serves any number of questions about neighbouring closes.
 */
export class TiltReviews {
  private readonly truths: ReadonlyMap<SignalTest, Map<number, Truth>>;

  constructor(
    private readonly rule: TiltRule,
    private readonly tilts: Pick<PolicyDocument['tilts'], 'onCloses' | 'offCloses'>,
    private readonly momentAt: (t: number) => Moment,
  ) {
    this.truths = new Map(testsOf(rule.when).map((test) => [test, new Map<number, Truth>()]));
  }

  /**
   * Whether the condition held so many closes before a review; a test of a settled state counts as it
   * stands at the review, since settling has already taken its closes.
   */
  heldBack(review: number, back: number): Truth {
    return evaluate(this.rule.when, (test) =>
      this.truth(test, signalOf(test).settled ? review : review - back),
    );
  }

  /** What a review switches the tilt to; undefined where it leaves it as it was. */
  decisionAt(review: number): boolean | undefined {
    const { onCloses, offCloses } = this.tilts;
    if (this.always(review, onCloses, true)) return true;
    const isUnreadable = typeof this.heldBack(review, 0) === 'object';
    return isUnreadable || this.always(review, offCloses, false) ? false : undefined;
  }

  private always(review: number, closes: number, wanted: boolean): boolean {
    if (review + 1 < closes) return false;
    for (let back = 0; back < closes; back++) if (this.heldBack(review, back) !== wanted) return false;
    return true;
  }

  private truth(test: SignalTest, at: number): Truth {
    const known = this.truths.get(test)!;
    let answer = known.get(at);
    if (answer === undefined) known.set(at, (answer = holds(test, this.momentAt(at))));
    return answer;
  }
}
