import { MOST_CENTS, valueOf, valueTooLarge, type Cents, type Micros } from '../allocation/money.js';
import { DomainError } from '../domain-error.js';
import { ADVISED } from '../market/instruments.js';
import { exposureIndex, substituteFor } from '../market/substitutes.js';
import type { Verdict } from './verdict.js';

/** A holding. `marketValue` counts where there is no price of the symbol here. */
export interface Position {
  readonly symbol: string;
  readonly quantity: Micros;
  readonly marketValue?: Cents;
}

/** A fund that an exposure is held through, and its value. */
export interface HeldFund {
  readonly symbol: string;
  readonly value: Cents;
  /** Dollars; absent where the position's own market value was taken. */
  readonly close?: number;
}

/** A holding outside the universe, left alone. */
export interface ExcludedHolding {
  readonly symbol: string;
  readonly marketValue?: Cents;
}

/** What an account holds, by exposure. */
export interface Valuation {
  /** In the order of ASSETS. */
  readonly values: readonly Cents[];
  readonly advisedValue: Cents;
  readonly excludedValue: Cents;
  readonly excluded: readonly ExcludedHolding[];
  /** By index into ADVISED; absent for an exposure that is held through its own fund alone. */
  readonly heldAs: readonly (readonly HeldFund[] | undefined)[];
}

/** The part of a verdict that holdings are valued at. */
type Prices = Pick<Verdict, 'asOf' | 'prices' | 'closes' | 'substitutes'>;

const NO_SUBSTITUTES: Valuation['heldAs'] = [];

/**
 * Values holdings at the verdict's closes. A substitute counts as the fund it stands for: at its own close of
 * that session, else at the position's market value. All other symbols are excluded and left alone.
 * @throws DomainError `price-missing` naming a position that has neither; `value-too-large`.
 */
export function valueHoldings(at: Prices, positions: readonly Position[], cash: Cents): Valuation {
  const values: Cents[] = [0, 0, 0, 0, cash];
  const excluded: ExcludedHolding[] = [];
  let advisedValue = cash;
  let excludedValue = 0;
  let holdsSubstitutes = false;
  for (let n = 0; n < positions.length; n++) {
    const { symbol, quantity, marketValue } = positions[n]!;
    const i = exposureIndex(symbol);
    if (i === undefined) {
      excluded.push(marketValue === undefined ? { symbol } : { symbol, marketValue });
      excludedValue += marketValue ?? 0;
      continue;
    }
    const isSubstitute = ADVISED[i] !== symbol;
    if (isSubstitute) holdsSubstitutes = true;
    const value = isSubstitute ? substituteValue(at, positions, n) : valueOf(quantity, at.prices[i]!);
    values[i]! += value;
    advisedValue += value;
  }
  if (advisedValue > MOST_CENTS) throw valueTooLarge();
  const heldAs = holdsSubstitutes ? fundsHeld(at, positions) : NO_SUBSTITUTES;
  return { values, advisedValue, excludedValue, excluded, heldAs };
}

function substituteValue({ substitutes, asOf }: Prices, positions: readonly Position[], n: number): Cents {
  const { symbol, quantity, marketValue } = positions[n]!;
  const price = substitutes.get(symbol)?.price;
  if (price !== undefined) return valueOf(quantity, price);
  if (marketValue !== undefined) return marketValue;
  if (quantity === 0n) return 0;
  const message = `There is no close of ${symbol} on ${asOf}, and the position gives no marketValue.`;
  throw new DomainError('unprocessable', 'price-missing', message, [
    { pointer: `/positions/${n}/marketValue`, code: 'price-missing', message },
  ]);
}

/** The funds of each exposure that is held through a substitute, in the order of the positions. */
function fundsHeld(at: Prices, positions: readonly Position[]): Valuation['heldAs'] {
  const funds = ADVISED.map((): HeldFund[] => []);
  const through = ADVISED.map(() => false);
  positions.forEach(({ symbol, quantity }, n) => {
    const i = exposureIndex(symbol);
    if (i === undefined) return;
    if (substituteFor(symbol) === undefined) {
      funds[i]!.push({ symbol, value: valueOf(quantity, at.prices[i]!), close: at.closes[ADVISED[i]!] });
      return;
    }
    const close = at.substitutes.get(symbol)?.close;
    const value = substituteValue(at, positions, n);
    funds[i]!.push(close === undefined ? { symbol, value } : { symbol, value, close });
    through[i] = true;
  });
  return funds.map((held, i) => (through[i] ? held : undefined));
}
