import type { Condition, SignalTest } from '../policy/policy-document.js';
import { signalById } from '../readings/catalogue.js';

/**
 * A policy's condition as a clause without a full stop, such as "IWM's relative-strength.state is up or
 * improving (…)". The values' own meanings come from the signal catalogue.
 */
export function conditionInWords(condition: Condition): string {
  if ('all' in condition) return joined(condition.all, 'and');
  if ('any' in condition) return joined(condition.any, 'or');
  if ('not' in condition) return `it is not so that ${conditionInWords(condition.not)}`;
  return testInWords(condition);
}

const joined = (parts: readonly Condition[], word: 'and' | 'or'): string =>
  parts
    .map((part) => {
      const isGroup = 'all' in part || 'any' in part;
      return isGroup && parts.length > 1 ? `(${conditionInWords(part)})` : conditionInWords(part);
    })
    .join(` ${word} `);

function testInWords({ signal: id, symbol, in: values, atLeast, over, under }: SignalTest): string {
  const subject = symbol === undefined ? id : `${symbol} ${id}`;
  if (atLeast !== undefined) return `${subject} is at least ${atLeast}${unitOf(id)}`;
  if (over !== undefined) return `${subject} is over ${over}${unitOf(id)}`;
  if (under !== undefined) return `${subject} is under ${under}${unitOf(id)}`;
  const meanings = signalById(id)?.values ?? {};
  const described = (values ?? []).map((value) => {
    const meaning = (meanings as Readonly<Record<string, string>>)[value];
    return meaning === undefined ? value : `${value} (${meaning})`;
  });
  return `${subject} is ${described.join(' or ')}`;
}

function unitOf(id: string): string {
  const values = signalById(id)?.values;
  return values && 'unit' in values ? ` ${String(values['unit'])}` : '';
}
