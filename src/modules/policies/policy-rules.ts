import type { PolicyDocument } from '../../domain/policy/policy-document.js';
import { conditionInWords } from '../../domain/words/condition-in-words.js';
import { brakeInWords, movesInOrder, movesInWords } from '../../domain/words/rule-in-words.js';
import type { PolicyRuleDto } from './dto/policy.dto.js';

/** Every rule of a policy in the order it is applied: tilts, then the brakes that void them. */
export function policyRules({ tilts, brakes }: PolicyDocument): PolicyRuleDto[] {
  const tiltRules = tilts.rules.map((rule): PolicyRuleDto => {
    const condition = conditionInWords(rule.when);
    return {
      id: rule.id,
      kind: 'tilt',
      enabled: tilts.enabled,
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
  return [...tiltRules, ...brakeRules];
}
