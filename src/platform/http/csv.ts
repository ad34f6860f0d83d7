/** Characters that spreadsheets take for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Text that somebody entered, so that no spreadsheet runs it: what looks like a formula gets a quote before it. */
export const enteredText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** One record (RFC 4180), with its line end. Absent values are empty. */
export const csvRecord = (values: readonly (string | number | null | undefined)[]): string =>
  `${values
    .map((value) => {
      const text = value === null || value === undefined ? '' : String(value);
      return NEEDS_QUOTES.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join()}\r\n`;
