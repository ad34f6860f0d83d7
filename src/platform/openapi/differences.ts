const MOST = 40;

/** Where two JSON values differ, as lines `added|removed|changed <JSON pointer>`, at most 40 and then a count. */
export function differencesOf(before: unknown, after: unknown): string[] {
  const lines: string[] = [];
  compare(before, after, '', lines);
  return lines.length <= MOST ? lines : [...lines.slice(0, MOST), `… and ${lines.length - MOST} more`];
}

function compare(before: unknown, after: unknown, pointer: string, lines: string[]): void {
  if (before === after) return;
  if (before === undefined) lines.push(`added ${pointer}`);
  else if (after === undefined) lines.push(`removed ${pointer}`);
  else if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const key of keys) {
      const step = key.replaceAll('~', '~0').replaceAll('/', '~1');
      compare(before[key], after[key], `${pointer}/${step}`, lines);
    }
  } else lines.push(`changed ${pointer}`);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
