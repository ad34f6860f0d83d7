import { isByRules, type PolicyDocument } from '../../domain/policy/policy-document.js';
import { conditionInWords } from '../../domain/words/condition-in-words.js';
import { percentOf } from '../../domain/words/format.js';
import { brakeInWords, movesInOrder, movesInWords } from '../../domain/words/rule-in-words.js';
import type { PolicyRuleDto } from './dto/policy.dto.js';

/** Every rule of a policy: those of the exposure, the tilts, then the brakes that void them. */
export function policyRules({ exposure, tilts, brakes }: PolicyDocument): PolicyRuleDto[] {
  const exposureRules = (isByRules(exposure) ? exposure.rules : []).map((rule): PolicyRuleDto => {
    const condition = conditionInWords(rule.when);
    return {
      id: rule.id,
      kind: 'exposure',
      enabled: true,
      levelBps: rule.levelBps,
      meaning: `While ${condition}, the policy holds ${percentOf(rule.levelBps)} of what the risk profile allows.`,
      condition,
      moves: [],
      reason: rule.reason,
      reference: rule.reference,
    };
  });

  const tiltRules = tilts.rules.map((rule): PolicyRuleDto => {
    const condition = conditionInWords(rule.when);
    return {
      id: rule.id,
      kind: 'tilt',
      enabled: tilts.enabled,
      ...(rule.priority === undefined ? {} : { priority: rule.priority }),
      meaning: `While ${condition}, the equity sleeve moves: ${movesInWords(rule.moves)}.`,
      condition,
      moves: movesInOrder(rule.moves),
      reason: rule.reason,
      reference: rule.reference,
    };
  });
  const brakeRules = brakes.map((brake): PolicyRuleDto => {
    const condition = conditionInWords(brake.when);
    return {
      id: brake.id,
      kind: 'brake',
      enabled: true,
      meaning: `While ${condition}, ${brakeInWords(brake.effect)}.`,
      condition,
      moves: [],
      reason: brake.reason,
    };
  });
  return [...exposureRules, ...tiltRules, ...brakeRules];
}
