/** One measurement: what was measured, against what, and what was promised. Absent `meets`: nothing was. */
export interface Result {
  readonly what: string;
  readonly measured: string;
  readonly target?: string;
  readonly meets?: boolean;
}

export function report({ what, measured, target, meets }: Result): void {
  const verdict = meets === undefined ? 'no target ' : meets ? 'meets     ' : 'FALLS SHORT';
  process.stdout.write(
    `${verdict.padEnd(12)}${what}\n            ${measured}${target === undefined ? '' : `; target: ${target}`}\n`,
  );
}

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');
