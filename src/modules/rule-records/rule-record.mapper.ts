import { MANY_RULES_CAUTION, tellRecord } from '../../domain/words/record-in-words.js';
import type { RuleRecordDto } from './dto/rule-record.dto.js';
import type { StoredRecord } from './rule-record.repository.js';

/** A stored record as callers see it, with its sentences. */
export function ruleRecordDto(stored: StoredRecord): RuleRecordDto {
  const { id, policyId, version, computedAt, engineVersion, record } = stored;
  const { since, through, splitDate, costBpsASide, returns, sample, rules, brakes } = record;
  return {
    id,
    policyId,
    version,
    computedAt: computedAt.toISOString(),
    engineVersion,
    since,
    through,
    splitDate,
    costBpsASide,
    returns,
    sample,
    caution: MANY_RULES_CAUTION,
    rules: rules.map((rule) => ({ ...rule, told: tellRecord(rule, record) })),
    brakes: brakes.map((brake) => ({ ...brake })),
  };
}
