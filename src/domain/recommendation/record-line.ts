import type { RecordPeriod } from '../policy/record-period.js';
import type { PolicyRecord } from '../policy/rule-record.js';
import type { RecordLine, RecordLinePeriod } from './recommendation.js';

/** A stored record of a policy version. */
export interface RecordInForce {
  readonly id: string;
  readonly record: PolicyRecord;
}

/** A rule's record in short, to stand beside it in a rationale; undefined where there is none. */
export function recordLine(record: PolicyRecord | undefined, ruleId: string): RecordLine | undefined {
  const rule = record?.rules.find((one) => one.ruleId === ruleId);
  if (rule?.all === undefined) return undefined;
  return {
    ...inShort(rule.all),
    ...(rule.before && { before: inShort(rule.before) }),
    ...(rule.after && { after: inShort(rule.after) }),
  };
}

function inShort(period: RecordPeriod): RecordLinePeriod {
  const { from, to, times, sessionsHeld, activeReturnPctPerYear, low95, high95, edge } = period;
  return {
    since: from,
    through: to,
    times,
    sessionsHeld,
    ...(activeReturnPctPerYear === undefined ? {} : { activeReturnPctPerYear }),
    ...(low95 === undefined || high95 === undefined ? {} : { low95, high95 }),
    edge,
  };
}
