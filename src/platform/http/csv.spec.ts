import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRecord, enteredText } from './csv.js';

describe('a CSV record', () => {
  it('is read again as what it was written from', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 }), (values) => {
        expect(parse(csvRecord(values), { record_delimiter: '\r\n' })).toEqual([values]);
      }),
    );
  });

  it('leaves absent values empty', () => {
    expect(csvRecord(['a', null, undefined, 0])).toBe('a,,,0\r\n');
  });

  it('holds no entered text that a spreadsheet would run', () => {
    for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1']) {
      expect(enteredText(text)).toBe(`'${text}`);
    }
    expect(enteredText('Doe IRA')).toBe('Doe IRA');
  });
});
