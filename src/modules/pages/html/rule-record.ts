import type { RationaleLine } from '../../../domain/recommendation/recommendation.js';
import { signed } from './page-words.js';

/** What a rule's record says in numbers; the record itself may be absent, or not yet say all of it. */
const NUMBERS = ['times', 'sessionsHeld', 'activeReturnPctPerYear', 'low95', 'high95'] as const;

/** A rule's record as a sentence; undefined where the reason carries none. */
export function recordInWords(line: RationaleLine): string | undefined {
  const record = objectOf(line, 'record');
  if (record === undefined) return undefined;
  const [times, held, active, low, high] = NUMBERS.map((name) => numberOf(record, name));
  const since = textOf(record, 'since');
  const fired =
    times === undefined
      ? undefined
      : `fired ${times} ${times === 1 ? 'time' : 'times'}${since === undefined ? '' : ` since ${since}`}${
          held === undefined ? '' : `, for ${held} sessions`
        }`;
  const earned =
    active === undefined
      ? undefined
      : `while on, ${signed(active)} % a year against what it sold${
          low === undefined || high === undefined ? '' : ` (95 % interval ${signed(low)} to ${signed(high)})`
        }`;
  const edge = textOf(record, 'edge');
  const parts = [fired, earned, edge === undefined ? undefined : `edge: ${edge.replaceAll('_', ' ')}`];
  const told = parts.filter((part) => part !== undefined);
  return told.length === 0 ? undefined : `Record: ${told.join('; ')}.`;
}

const property = (value: object, name: string): unknown => Reflect.get(value, name);

function objectOf(value: object, name: string): object | undefined {
  const found = property(value, name);
  return typeof found === 'object' && found !== null ? found : undefined;
}

function numberOf(value: object, name: string): number | undefined {
  const found = property(value, name);
  return typeof found === 'number' ? found : undefined;
}

function textOf(value: object, name: string): string | undefined {
  const found = property(value, name);
  return typeof found === 'string' ? found : undefined;
}
