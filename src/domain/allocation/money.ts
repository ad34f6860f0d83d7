import { DomainError } from '../domain-error.js';

/** Dollars as whole cents, a safe integer: up to 9 trillion dollars stay exact in every sum here. */
export type Cents = number;
/** Shares, or dollars of a price, as whole millionths. */
export type Micros = bigint;

/** The largest value that weights can be taken of exactly: a tenth of the largest safe integer. */
export const MOST_CENTS: Cents = Math.floor(Number.MAX_SAFE_INTEGER / 10);

const CENT_DIGITS = 2;
const MICRO_DIGITS = 6;
/** Millionths of a share times millionths of a dollar, over one cent. */
const MICROS_SQUARED_PER_CENT = 10_000_000_000n;
const HALF_CENT = MICROS_SQUARED_PER_CENT / 2n;

/** Dollars with at most two decimals, such as `12345.67`, as cents. Throws `malformed-decimal`. */
export const parseCents = (text: string): Cents => withinMost(parseDecimal(text, CENT_DIGITS));

/** A quantity with at most six decimals, such as `10.5`, as millionths. Throws `malformed-decimal`. */
export const parseMicros = (text: string): Micros => parseDecimal(text, MICRO_DIGITS);

/** A price in dollars as millionths; prices are stored with six decimals. */
export const priceMicros = (price: number): Micros => BigInt(Math.round(price * 1e6));

/** Cents as dollars with two decimals. */
export function formatCents(cents: Cents): string {
  const digits = String(Math.abs(cents)).padStart(CENT_DIGITS + 1, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -CENT_DIGITS)}.${digits.slice(-CENT_DIGITS)}`;
}

/** Quantity times price, to the cent, half a cent to the even one. Throws `value-too-large`. */
export function valueOf(quantity: Micros, price: Micros): Cents {
  const exact = quantity * price;
  const cents = exact / MICROS_SQUARED_PER_CENT;
  const rest = exact - cents * MICROS_SQUARED_PER_CENT;
  const up = rest > HALF_CENT || (rest === HALF_CENT && (cents & 1n) === 1n);
  return withinMost(up ? cents + 1n : cents);
}

/** The refusal of an account whose value can't be split exactly. */
export function valueTooLarge(): DomainError {
  const message = 'A value over 9 trillion dollars is refused.';
  return new DomainError('unprocessable', 'value-too-large', message, [
    { pointer: '/positions', code: 'value-too-large', message },
  ]);
}

function withinMost(cents: bigint): Cents {
  const value = Number(cents);
  if (value > MOST_CENTS) {
    throw valueTooLarge();
  }
  return value;
}

function parseDecimal(text: string, digits: number): bigint {
  const match = /^(-?)(\d{1,18})(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[3] ?? '';
  if (!match || fraction.length > digits) {
    throw new DomainError(
      'invalid',
      'malformed-decimal',
      `'${text}' is not a decimal number with at most ${digits} digits after the point`,
    );
  }
  const value = BigInt(match[2]! + fraction.padEnd(digits, '0'));
  return match[1] ? -value : value;
}
