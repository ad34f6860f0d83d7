import { byAsset, ASSETS } from '../../../domain/allocation/assets.js';
import { changesSince, type Comparable } from '../../../domain/recommendation/changes.js';
import type { VerdictBody } from '../../../domain/recommendation/recommendation.js';
import type { Verdict } from '../../../domain/recommendation/verdict.js';
import { changeOf, changesInWords } from '../html/changes.js';

/** A verdict with what it tells every account. */
export interface Judged {
  readonly verdict: Verdict;
  readonly body: VerdictBody;
}

/** What changed from one session's verdict to the next, in sentences; none where nothing did. */
export function sessionChanges(before: Judged, now: Judged): string[] {
  const changes = changesSince({ id: '', knownAt: '', ...comparable(before) }, comparable(now));
  return [
    ...changeOf('Market regime of the close', raw(before.body.marketRegime, now.body.marketRegime)),
    ...changeOf('Rotation of the close', raw(before.body.rotation, now.body.rotation)),
    ...changesInWords(changes),
  ];
}

const raw = (from: { readonly state: string }, to: { readonly state: string }) => ({
  from: from.state,
  to: to.state,
});

/** A verdict as a recommendation for an account of equity alone. */
function comparable({ verdict, body }: Judged): Comparable {
  const weights = byAsset(verdict.sleeve.weights);
  return {
    asOf: verdict.asOf,
    targets: ASSETS.map((symbol) => ({ symbol, weightBps: weights[symbol] })),
    equityExposureBps: verdict.exposure.levelBps,
    marketRegime: body.marketRegime,
    rotation: body.rotation,
    macroStance: body.macroStance,
    riskProfile: '',
    policy: { id: '', version: 0, name: '' },
    rationale: body.rationale,
  };
}
