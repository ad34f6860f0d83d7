import type { RecommendationChanges } from '../../../domain/recommendation/recommendation.js';
import { listed, percentOf, spoken } from '../../../domain/words/format.js';
import { ruleName } from './page-words.js';

/** From one state to another as a sentence; none where it is the same. */
export const changeOf = (
  subject: string,
  change: { readonly from: string; readonly to: string } | undefined,
): string[] =>
  change === undefined || change.from === change.to
    ? []
    : [`${subject}: ${spoken(change.from)} → ${spoken(change.to)}.`];

/** What changed between two recommendations, in sentences; none where nothing did. */
export function changesInWords(changes: RecommendationChanges): string[] {
  const { equityExposureBps: exposure, targets, rulesOn, rulesOff, policyVersion } = changes;
  return [
    ...changeOf('Market regime, settled', changes.marketRegime),
    ...changeOf('Rotation, settled', changes.rotation),
    ...changeOf('Macro stance', changes.macroStance),
    ...changeOf('Risk profile', changes.riskProfile),
    ...(policyVersion === undefined ? [] : [`Policy version: ${policyVersion.from} → ${policyVersion.to}.`]),
    ...(rulesOn.length > 0 ? [`Switched on: ${listed(rulesOn.map(ruleName))}.`] : []),
    ...(rulesOff.length > 0 ? [`Switched off: ${listed(rulesOff.map(ruleName))}.`] : []),
    ...(exposure === undefined ? [] : [`Equity: ${percentOf(exposure.from)} → ${percentOf(exposure.to)}.`]),
    ...(targets.length === 0
      ? []
      : [
          `Split: ${targets
            .map(({ symbol, fromBps, toBps }) => `${symbol} ${percentOf(fromBps)} → ${percentOf(toBps)}`)
            .join(', ')}.`,
        ]),
  ];
}
