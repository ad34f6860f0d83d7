import type { PolicyRecord, RuleRecord } from '../policy/rule-record.js';
import type { RecordLine, RecordLinePeriod } from '../recommendation/recommendation.js';
import { round } from './format.js';

/** To be said wherever the records of several rules stand side by side. */
export const MANY_RULES_CAUTION =
  'Many rules are tested at once: of twenty without any edge, one is expected to show one by chance. A record tells what happened, not what will.';

/** What a rule's record says, in sentences: how often and for how long, what it earned, and whether that is an edge. */
export function tellRecord({ all, before, after }: RuleRecord, { splitDate }: PolicyRecord): string {
  if (all === undefined) return 'Its condition could never be read, so it has no record.';
  if (all.times === 0) return `It was never on from ${all.from} to ${all.to}.`;
  const parts = [
    ...(before === undefined ? [] : [`Before ${splitDate}: ${tellReturn(before)}.`]),
    ...(after === undefined ? [] : [`From ${splitDate} on: ${tellReturn(after)}.`]),
  ];
  return [
    `It was on ${times(all.times)} since ${all.from}, ${sessions(all.sessionsHeld)} in all, ${round(all.sharePct, 1)} % of the time.`,
    `What it bought against what it sold, after costs: ${tellReturn(all)}; ${tellEdge(all)}.`,
    ...(parts.length < 2 ? [] : parts),
  ].join(' ');
}

/** The same of a record in short, as it stands beside a rule. */
export function tellRecordLine({ before, after, ...all }: RecordLine): string {
  if (all.times === 0) return `Record: never on from ${all.since} to ${all.through}.`;
  const parts =
    before === undefined || after === undefined
      ? ''
      : ` To ${before.through}: ${tellReturn(before)}; after that: ${tellReturn(after)}.`;
  return `Record: on ${times(all.times)} since ${all.since}, ${sessions(all.sessionsHeld)} in all. What it bought against what it sold, after costs: ${tellReturn(all)}; ${tellEdge(all)}.${parts}`;
}

type Earned = Pick<RecordLinePeriod, 'times' | 'activeReturnPctPerYear' | 'low95' | 'high95'>;

/** The active return of a period with its interval, as a clause. */
function tellReturn({ times: count, activeReturnPctPerYear, low95, high95 }: Earned): string {
  if (activeReturnPctPerYear === undefined) return 'never on';
  const mean = `${signed(activeReturnPctPerYear)} % a year`;
  return low95 === undefined || high95 === undefined
    ? `${mean} over ${spells(count)}`
    : `${mean} over ${spells(count)} (95 % interval ${signed(low95)} to ${signed(high95)})`;
}

function tellEdge({ edge }: Pick<RecordLinePeriod, 'edge'>): string {
  switch (edge) {
    case 'positive':
      return 'the interval lies above zero, so an edge is shown';
    case 'negative':
      return 'the interval lies under zero, so it has cost money';
    case 'none_shown':
      return 'the interval holds zero, so no edge is shown';
    default:
      return 'that is too little to judge it by';
  }
}

const signed = (pct: number): string => `${pct > 0 ? '+' : ''}${round(pct, 1).toFixed(1)}`;
const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
const spells = (count: number): string => (count === 1 ? 'one spell' : `${count} spells`);
const sessions = (count: number): string => (count === 1 ? '1 session' : `${count} sessions`);
