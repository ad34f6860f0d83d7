import { DomainError, type FieldProblem } from '../domain-error.js';
import type { RiskProfile } from '../policy/policy-document.js';
import { ASSETS, WHOLE_BPS, type Asset, type Weights } from './assets.js';
import { boundName, boundPointer, boundWords, type BoundOrigin } from './bound-origin.js';

/**
 * What an account says of one asset: least and most, whole basis points of advised value (absent means 0
 * and 10000), and bounds that follow from the weight it has now.
 */
export interface AssetBounds {
  readonly minBps?: number;
  readonly maxBps?: number;
  /** The weight stays as it is now. */
  readonly lock?: boolean;
  /** No more than now. */
  readonly neverBuy?: boolean;
  /** No less than now. */
  readonly neverSell?: boolean;
}

/** What an account says of its own split. */
export type Constraints = Readonly<Partial<Record<Asset, AssetBounds>>>;

/** An account's own least and most equity, basis points of advised value; it narrows its risk profile. */
export interface EquityRange {
  readonly minBps?: number;
  readonly maxBps?: number;
}

/** Least and most of each asset, in the order of ASSETS. */
export interface Box {
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** Bounds that some split meets, each with where it comes from; 0 and 10000 of no origin bind nothing. */
export interface Bounds extends Box {
  readonly minFrom: readonly (BoundOrigin | undefined)[];
  readonly maxFrom: readonly (BoundOrigin | undefined)[];
}

/** What bounds rest on besides an account's constraints. */
export interface BoundTerms {
  readonly profile?: RiskProfile | undefined;
  readonly equity?: EquityRange | undefined;
  /** The weights held now; without them locks, never-buy and never-sell bound nothing. */
  readonly current?: Weights | undefined;
  /** Cash that the account needs, basis points of advised value. */
  readonly cashNeedBps?: number | undefined;
}

/** The least and most equity that a risk profile and an account's own range allow together. */
export interface EquityLimits {
  readonly floorBps: number;
  readonly ceilingBps: number;
}

const CASH = ASSETS.indexOf('CASH');

/** The tighter of the profile's limits and the account's own. */
export const equityLimits = (profile: EquityLimits, { minBps, maxBps }: EquityRange = {}): EquityLimits => ({
  floorBps: Math.max(profile.floorBps, minBps ?? 0),
  ceilingBps: Math.min(profile.ceilingBps, maxBps ?? WHOLE_BPS),
});

/**
 * The bounds of an account's split: its own, those that its present weights make, its risk profile's ceiling
 * and floor of equity as bounds of cash, and the cash it needs. Of several bounds of one asset the tightest
 * counts, of equal ones the first in this order.
 * @throws DomainError `infeasible-bounds` when no split can meet them, naming the smallest set of
 * bounds that conflict.
 */
export function assertFeasibleBounds(constraints: Constraints, terms: BoundTerms = {}): Bounds {
  const size = ASSETS.length;
  const min = new Array<number>(size).fill(0);
  const max = new Array<number>(size).fill(WHOLE_BPS);
  const minFrom = new Array<BoundOrigin | undefined>(size).fill(undefined);
  const maxFrom = new Array<BoundOrigin | undefined>(size).fill(undefined);
  const raise = (i: number, bps: number | undefined, from: BoundOrigin): void => {
    if (bps === undefined || bps <= min[i]!) return;
    min[i] = bps;
    minFrom[i] = from;
  };
  const lower = (i: number, bps: number | undefined, from: BoundOrigin): void => {
    if (bps === undefined || bps >= max[i]!) return;
    max[i] = bps;
    maxFrom[i] = from;
  };

  const { profile, equity, current, cashNeedBps } = terms;
  for (let i = 0; i < size; i++) {
    const own = constraints[ASSETS[i]!];
    if (own === undefined) continue;
    raise(i, own.minBps, 'min');
    lower(i, own.maxBps, 'max');
    const now = current?.[i];
    if (now === undefined) continue;
    if (own.lock) {
      raise(i, now, 'lock');
      lower(i, now, 'lock');
    }
    if (own.neverBuy) lower(i, now, 'neverBuy');
    if (own.neverSell) raise(i, now, 'neverSell');
  }
  if (profile !== undefined) {
    raise(CASH, WHOLE_BPS - profile.ceilingBps, 'ceiling');
    lower(CASH, WHOLE_BPS - profile.floorBps, 'floor');
  }
  if (equity !== undefined) {
    if (equity.maxBps !== undefined) raise(CASH, WHOLE_BPS - equity.maxBps, 'equityMax');
    if (equity.minBps !== undefined) lower(CASH, WHOLE_BPS - equity.minBps, 'equityMin');
  }
  raise(CASH, cashNeedBps, 'cashNeeds');

  const bounds: Bounds = { min, max, minFrom, maxFrom };
  if (!isFeasible(bounds)) throw refusal(conflictOf(bounds), bounds, profile);
  return bounds;
}

/** The bounds that a split lies on, by name in the order of ASSETS, separated by commas. */
export function bindingBounds(weights: Weights, { min, max, minFrom, maxFrom }: Bounds): string {
  let names = '';
  for (let i = 0; i < weights.length; i++) {
    const from =
      maxFrom[i] !== undefined && weights[i] === max[i]
        ? maxFrom[i]
        : weights[i] === min[i]
          ? minFrom[i]
          : undefined;
    if (from !== undefined) names += `${names === '' ? '' : ','}${boundName(ASSETS[i]!, from)}`;
  }
  return names;
}

function isFeasible({ min, max }: Box): boolean {
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
function conflictOf({ min, max }: Box): readonly End[] {
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

function refusal(conflict: readonly End[], bounds: Bounds, profile: RiskProfile | undefined): DomainError {
  const fields = conflict.map(({ asset, end }): FieldProblem => {
    const name = ASSETS[asset]!;
    const from = bounds[`${end}From`][asset] ?? end;
    const because = boundWords(from, profile?.id);
    return {
      pointer: boundPointer(name, from),
      code: 'infeasible-bounds',
      message: `${name} at ${end === 'min' ? 'least' : 'most'} ${bounds[end][asset]! / 100} %${because === '' ? '' : ` (${because})`}`,
    };
  });
  return new DomainError(
    'unprocessable',
    'infeasible-bounds',
    `No split can meet these bounds together: ${fields.map((field) => field.message).join(', ')}.`,
    fields,
  );
}
