import { DomainError, type FieldProblem } from '../domain-error.js';
import { ASSETS } from './assets.js';
import { boundPointer, boundWords } from './bound-origin.js';
import type { Bounds, Box } from './tightest-bounds.js';

/** One bound of a conflict: which asset's, and which end. */
interface End {
  readonly asset: number;
  readonly end: 'min' | 'max';
}

/** The smallest set of bounds that no split of the whole can meet; absent where some split meets all. */
export function conflictOf(box: Box, whole: number): readonly End[] | undefined {
  return isFeasible(box, whole) ? undefined : smallestConflict(box, whole);
}

function isFeasible({ min, max }: Box, whole: number): boolean {
  let least = 0;
  let most = 0;
  for (let i = 0; i < min.length; i++) {
    if (min[i]! > max[i]!) return false;
    least += min[i]!;
    most += max[i]!;
  }
  return least <= whole && most >= whole;
}

function smallestConflict({ min, max }: Box, whole: number): readonly End[] {
  const crossed = min.findIndex((least, i) => least > max[i]!);
  if (crossed >= 0) {
    return [
      { asset: crossed, end: 'min' },
      { asset: crossed, end: 'max' },
    ];
  }
  const largestFirst = min.map((_, asset) => asset).sort((a, b) => min[b]! - min[a]!);
  let sum = 0;
  const needed = largestFirst.findIndex((asset) => (sum += min[asset]!) > whole);
  if (needed >= 0) return largestFirst.slice(0, needed + 1).map((asset) => ({ asset, end: 'min' }));
  return max.map((_, asset) => ({ asset, end: 'max' }));
}

/** The refusal of bounds that conflict, each told by what it comes from first; `amount` writes one in its unit. */
export function infeasibleBounds(
  conflict: readonly End[],
  bounds: Bounds,
  amount: (value: number) => string,
  profileId?: string,
): DomainError {
  const fields = conflict.map(({ asset, end }): FieldProblem => {
    const name = ASSETS[asset]!;
    const from = bounds[`${end}From`][asset]?.[0] ?? end;
    const because = boundWords(from, profileId);
    return {
      pointer: boundPointer(name, from),
      code: 'infeasible-bounds',
      message: `${name} at ${end === 'min' ? 'least' : 'most'} ${amount(bounds[end][asset]!)}${because === '' ? '' : ` (${because})`}`,
    };
  });
  return new DomainError(
    'unprocessable',
    'infeasible-bounds',
    `No split can meet these bounds together: ${fields.map((field) => field.message).join(', ')}.`,
    fields,
  );
}
