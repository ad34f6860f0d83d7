import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { UnreadableSource } from '../provider.port.js';
import { csvRows, numberOf } from './csv-rows.js';

async function read(...chunks: string[]): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of csvRows(Readable.from(chunks), ['date', 'value'], ['note'])) rows.push(row);
  return rows;
}

describe('csvRows', () => {
  it('reads rows in any column order, split anywhere, with a byte order mark, CRLF and blank lines', async () => {
    expect(await read('\uFEFFvalue,da', 'te\r\n4.2', '5, 2024-11-27 \r\n\r\n1,2024-11-29\r\n')).toEqual([
      { value: '4.25', date: '2024-11-27' },
      { value: '1', date: '2024-11-29' },
    ]);
  });

  it('accepts an optional column', async () => {
    expect(await read('date,value,note\n2024-11-27,1,"a, b"')).toEqual([
      { date: '2024-11-27', value: '1', note: 'a, b' },
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['lacks a column', 'date\n2024-11-27', /lacks value/],
    ['has an unknown column', 'date,value,x\n1,2,3', /unknown column x/],
    ['repeats a column', 'date,value,value\n1,2,3', /repeats a column/],
  ])('refuses a header that %s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  it('refuses a row of another length, saying which line', async () => {
    const reading = read('date,value\n1,2\n3');
    await expect(reading).rejects.toThrow(UnreadableSource);
    await expect(reading).rejects.toThrow(/not valid CSV.* on line 3/);
  });
});

describe('numberOf', () => {
  it('reads decimal numbers and nothing else', () => {
    expect(['1', '-0.5', '+.5', '1e3', '007'].map(numberOf)).toEqual([1, -0.5, 0.5, 1000, 7]);
    expect(['', ' ', '1,000', '0x10', 'NaN', 'Infinity', '1.2.3', '--1'].map(numberOf)).toEqual(
      Array<number>(8).fill(Number.NaN),
    );
  });
});
