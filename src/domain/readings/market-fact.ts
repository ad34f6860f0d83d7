import { ADVISED, type AdvisedSymbol } from '../market/instruments.js';
import type { Instant } from '../market/price-bar.js';

const PROFITS = {
  loss_makers_included: 'companies that lose money count, with their losses',
  loss_makers_left_out: 'companies that lose money are left out, which makes the ratio look lower',
} as const;
const SALES = {
  trailing_sales: 'sales of the last twelve months',
  forward_sales: 'sales expected of the next twelve months',
} as const;
const WEIGHTS = {
  fund_holdings: 'weights of what the fund holds',
  index_weights: 'weights of the index',
} as const;

/** What a figure can be reckoned on. The same ratio on another basis is another figure. */
export const FACT_BASES = { ...PROFITS, ...SALES, ...WEIGHTS };
export type FactBasis = keyof typeof FACT_BASES;

interface FactKindDefinition {
  readonly family: 'valuation' | 'concentration';
  readonly meaning: string;
  /** In words: `forward P/E`. */
  readonly name: string;
  /** `multiple`: times earnings or sales; `pct`: per cent of the whole. */
  readonly unit: 'multiple' | 'pct';
  readonly bases: readonly FactBasis[];
}

const basesOf = <Basis extends FactBasis>(meanings: Readonly<Record<Basis, string>>): readonly Basis[] =>
  Object.keys(meanings) as Basis[];

/** The figures that can be entered. */
export const FACT_KINDS = {
  forward_pe: {
    family: 'valuation',
    meaning: 'price over the earnings expected of the next twelve months',
    name: 'forward P/E',
    unit: 'multiple',
    bases: basesOf(PROFITS),
  },
  trailing_pe: {
    family: 'valuation',
    meaning: 'price over the earnings of the last twelve months',
    name: 'trailing P/E',
    unit: 'multiple',
    bases: basesOf(PROFITS),
  },
  price_to_sales: {
    family: 'valuation',
    meaning: 'price over sales',
    name: 'price to sales',
    unit: 'multiple',
    bases: basesOf(SALES),
  },
  top10_share: {
    family: 'concentration',
    meaning: 'share of the ten largest members, per cent',
    name: 'share of the ten largest',
    unit: 'pct',
    bases: basesOf(WEIGHTS),
  },
  top1_share: {
    family: 'concentration',
    meaning: 'share of the largest member, per cent',
    name: 'share of the largest',
    unit: 'pct',
    bases: basesOf(WEIGHTS),
  },
} as const satisfies Readonly<Record<string, FactKindDefinition>>;
export type FactKind = keyof typeof FACT_KINDS;

/** A figure that a person of the firm entered, with where it comes from. It isn't in any price. */
export interface MarketFact {
  readonly id: string;
  /** Absent where it is about the market as a whole. */
  readonly symbol?: AdvisedSymbol;
  readonly kind: FactKind;
  readonly value: number;
  readonly basis: FactBasis;
  /** What else has to be known of the figure. */
  readonly note?: string;
  readonly source: string;
  readonly url?: string;
  /** The day the figure is of, `YYYY-MM-DD`. */
  readonly observedOn: string;
  readonly enteredAt: Instant;
  readonly withdrawnAt?: Instant;
}

/** The facts entered by an instant, as they stood then: what was withdrawn later had not been. */
export const factsKnownAt = (facts: readonly MarketFact[], knownAt: Instant): MarketFact[] =>
  facts
    .filter(({ enteredAt }) => enteredAt <= knownAt)
    .map((fact) => {
      const { withdrawnAt, ...entered } = fact;
      return withdrawnAt === undefined || withdrawnAt <= knownAt ? fact : entered;
    });

/**
 * The facts in force at an instant: of those entered and not withdrawn, for each symbol, kind and basis the one
 * observed last, of several the one entered last. In the order of symbols, kinds and bases; the market's own last.
 */
export function factsInForce(facts: readonly MarketFact[], at: Instant): readonly MarketFact[] {
  const newest = new Map<string, MarketFact>();
  for (const fact of facts) {
    const { symbol, kind, basis, enteredAt, withdrawnAt = Infinity } = fact;
    if (enteredAt > at || at >= withdrawnAt) continue;
    const key = `${symbol ?? ''} ${kind} ${basis}`;
    const other = newest.get(key);
    if (other === undefined || isNewer(fact, other)) newest.set(key, fact);
  }
  return [...newest.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

const isNewer = (fact: MarketFact, other: MarketFact): boolean =>
  fact.observedOn === other.observedOn
    ? fact.enteredAt > other.enteredAt || (fact.enteredAt === other.enteredAt && fact.id > other.id)
    : fact.observedOn > other.observedOn;

const KIND_ORDER = Object.keys(FACT_KINDS);
const BASIS_ORDER = Object.keys(FACT_BASES);

function placeOf({ symbol, kind, basis }: MarketFact): number {
  const symbolAt = symbol === undefined ? ADVISED.length : ADVISED.indexOf(symbol);
  return (
    (symbolAt * KIND_ORDER.length + KIND_ORDER.indexOf(kind)) * BASIS_ORDER.length +
    BASIS_ORDER.indexOf(basis)
  );
}

/** The signal of a kind on a basis. */
export const factSignalId = (kind: FactKind, basis: FactBasis): string =>
  `${FACT_KINDS[kind].family}.${kind}-${basis}`.replaceAll('_', '-');
