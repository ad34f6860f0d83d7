/**
 * Values as the text of a PostgreSQL array, for `$1::text::numeric[]` and the like: one parameter whatever
 * the number of rows. Only for values without quotes, commas, braces or spaces (numbers, dates, tickers).
 */
export const arrayLiteral = (values: readonly (string | number | undefined)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;
