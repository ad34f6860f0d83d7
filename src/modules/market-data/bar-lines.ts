import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { UnreadableSource } from './providers/provider.port.js';

/** What can be wrong with the form of a line, before anything is asked of its values. */
interface LineFault {
  /** The column it concerns; absent where the whole line can't be read. */
  readonly column?: string;
  readonly code:
    'malformed-csv' | 'field-count' | 'malformed-json' | 'not-an-object' | 'missing-field' | 'unknown-field';
  readonly message: string;
}

/** A row of a body: the bar in its line, or why there is none. Lines count from 1, with blank ones and a header. */
export type BarLine = { readonly line: number } & (
  { readonly bar: BarRow } | { readonly faults: readonly LineFault[] }
);

/** A line of text and where it stands. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
}

const LONGEST_LINE = 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The lines of a body that aren't blank, without the space around them, in batches as they stream in.
 * @throws UnreadableSource for a line of more than a megabyte: it could be the whole body
 */
export async function* linesOf(input: Readable): AsyncGenerator<TextLine[]> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let line = 0;
  const numbered = (texts: readonly string[]): TextLine[] => {
    const lines: TextLine[] = [];
    for (const whole of texts) {
      line += 1;
      const text = (line === 1 ? whole.replace(BYTE_ORDER_MARK, '') : whole).trim();
      if (text !== '') lines.push({ line, text });
    }
    return lines;
  };
  for await (const chunk of input) {
    const texts = (rest + decoder.write(chunk as Buffer)).split('\n');
    rest = texts.pop() ?? '';
    const batch = numbered(texts);
    if (rest.length > LONGEST_LINE) throw new UnreadableSource(`line ${line + 1} is too long`);
    yield batch;
  }
  yield numbered([rest + decoder.end()]);
}
