/** One place where two JSON values differ; a side is absent where the place isn't there. */
export interface Difference {
  /** JSON pointer (RFC 6901). */
  readonly pointer: string;
  readonly recorded?: unknown;
  readonly replayed?: unknown;
}

/** Every leaf at which two JSON values differ, in the order of the recorded one. */
export function differences(recorded: unknown, replayed: unknown, pointer = ''): Difference[] {
  if (recorded === replayed) return [];
  if (!isContainer(recorded) || !isContainer(replayed)) {
    return [
      {
        pointer,
        ...(recorded === undefined ? {} : { recorded }),
        ...(replayed === undefined ? {} : { replayed }),
      },
    ];
  }
  const keys = new Set([...Object.keys(recorded), ...Object.keys(replayed)]);
  return [...keys].flatMap((key) =>
    differences(
      recorded[key],
      replayed[key],
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  );
}

const isContainer = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
