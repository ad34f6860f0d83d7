import { byAsset, ASSETS } from '../../../domain/allocation/assets.js';
import { changesSince, type Comparable } from '../../../domain/recommendation/changes.js';
import type { VerdictBody } from '../../../domain/recommendation/recommendation.js';
import type { Verdict } from '../../../domain/recommendation/verdict.js';
import { listed, percentOf, spoken } from '../../../domain/words/format.js';

/** A verdict with what it tells every account. */
export interface Judged {
  readonly verdict: Verdict;
  readonly body: VerdictBody;
}

/** What changed from one session's verdict to the next, in sentences; empty where nothing did. */
export function sessionChanges(before: Judged, now: Judged): string[] {
  const changes = changesSince({ id: '', ...comparable(before) }, comparable(now));
  const { equityExposureBps, marketRegime, rotation, macroStance, targets, rulesOn, rulesOff } = changes;
  const state = (subject: string, change: { from: string; to: string } | undefined): string[] =>
    change === undefined || change.from === change.to
      ? []
      : [`${subject}: ${spoken(change.from)} → ${spoken(change.to)}.`];
  return [
    ...state('Market regime of the close', raw(before.body.marketRegime, now.body.marketRegime)),
    ...state('Market regime, settled', marketRegime),
    ...state('Rotation of the close', raw(before.body.rotation, now.body.rotation)),
    ...state('Rotation, settled', rotation),
    ...state('Macro stance', macroStance),
    ...(rulesOn.length > 0 ? [`Switched on: ${listed(rulesOn)}.`] : []),
    ...(rulesOff.length > 0 ? [`Switched off: ${listed(rulesOff)}.`] : []),
    ...(equityExposureBps === undefined
      ? []
      : [
          `Exposure: ${percentOf(equityExposureBps.from)} → ${percentOf(equityExposureBps.to)} of what the profile allows.`,
        ]),
    ...(targets.length === 0
      ? []
      : [
          `Split of the equity: ${targets
            .map(({ symbol, fromBps, toBps }) => `${symbol} ${percentOf(fromBps)} → ${percentOf(toBps)}`)
            .join(', ')}.`,
        ]),
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
