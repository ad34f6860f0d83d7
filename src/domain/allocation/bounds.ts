import { DomainError, type FieldProblem } from '../domain-error.js';
import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, WHOLE_BPS, type Asset } from './assets.js';

/** Least and most of an asset, whole basis points of advised value; absent means 0 and 10000. */
export interface AssetBounds {
  readonly minBps?: number;
  readonly maxBps?: number;
}

/** What an account says of its own split. */
export type Constraints = Readonly<Partial<Record<Asset, AssetBounds>>>;

/** Least and most of each asset, in the order of ASSETS; some split meets them all. */
export interface Bounds {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

const CASH = ASSETS.indexOf('CASH');

/**
 * The bounds of an account's split: its own, and its risk profile's ceiling and floor of equity as
 * bounds of cash.
 * @throws DomainError `infeasible-bounds` when no split can meet them, naming the smallest set of
 * bounds that conflict.
 */
export function assertFeasibleBounds(constraints: Constraints, profile?: RiskProfile): Bounds {
  const min = ASSETS.map((asset) => constraints[asset]?.minBps ?? 0);
  const max = ASSETS.map((asset) => constraints[asset]?.maxBps ?? WHOLE_BPS);
  if (profile !== undefined) {
    min[CASH] = Math.max(min[CASH]!, WHOLE_BPS - profile.ceilingBps);
    max[CASH] = Math.min(max[CASH]!, WHOLE_BPS - profile.floorBps);
  }
  const bounds = { min, max };
  if (!isFeasible(bounds)) refuse(conflictOf(bounds), bounds, constraints, profile);
  return bounds;
}

function isFeasible({ min, max }: Bounds): boolean {
  let least = 0;
  let most = 0;
  for (let i = 0; i < min.length; i++) {
    if (min[i]! > max[i]!) return false;
    least += min[i]!;
    most += max[i]!;
  }
  return least <= WHOLE_BPS && most >= WHOLE_BPS;
}

/** One bound of a conflict: which asset's, and which end. */
interface End {
  readonly asset: number;
  readonly end: 'min' | 'max';
}

/** The smallest set of bounds that no split can meet. */
function conflictOf({ min, max }: Bounds): readonly End[] {
  const crossed = min.findIndex((least, i) => least > max[i]!);
  if (crossed >= 0) {
    return [
      { asset: crossed, end: 'min' },
      { asset: crossed, end: 'max' },
    ];
  }
  const largestFirst = min.map((_, asset) => asset).sort((a, b) => min[b]! - min[a]!);
  let sum = 0;
  const needed = largestFirst.findIndex((asset) => (sum += min[asset]!) > WHOLE_BPS);
  if (needed >= 0) return largestFirst.slice(0, needed + 1).map((asset) => ({ asset, end: 'min' }));
  return max.map((_, asset) => ({ asset, end: 'max' }));
}

function refuse(
  conflict: readonly End[],
  bounds: Bounds,
  constraints: Constraints,
  profile?: RiskProfile,
): never {
  const fields = conflict.map(({ asset, end }): FieldProblem => {
    const name = ASSETS[asset]!;
    const own = constraints[name]?.[`${end}Bps`];
    const bps = bounds[end][asset]!;
    const limit = `${name} at ${end === 'min' ? 'least' : 'most'} ${bps / 100} %`;
    return own === bps || profile === undefined || name !== 'CASH'
      ? { pointer: `/constraints/${name}/${end}Bps`, code: 'infeasible-bounds', message: limit }
      : {
          pointer: '/riskProfile',
          code: 'infeasible-bounds',
          message: `${limit} (the ${end === 'min' ? 'ceiling' : 'floor'} of ${profile.id})`,
        };
  });
  throw new DomainError(
    'unprocessable',
    'infeasible-bounds',
    `No split can meet these bounds together: ${fields.map((field) => field.message).join(', ')}.`,
    fields,
  );
}
