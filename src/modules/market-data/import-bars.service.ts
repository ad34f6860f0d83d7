import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { FieldProblem } from '../../domain/domain-error.js';
import { BarValidator } from '../../domain/market/validate-bars.js';
import type { BarRow } from '../../domain/market/validate-bars.js';
import { Clock } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { HttpProblem } from '../../platform/http/problem.js';
import type { ImportResultDto } from './dto/import-result.dto.js';
import { MarketDataWriter } from './market-data-writer.service.js';
import {
  BAR_COLUMNS,
  barRowOf,
  columnOf,
  OPTIONAL_BAR_COLUMNS,
} from './providers/csv-directory/bar-columns.js';
import { csvRows } from './providers/csv-directory/csv-rows.js';
import { ndjsonBars } from './ndjson-bars.js';
import { UnreadableSource } from './providers/provider.port.js';

const PROBLEMS_SHOWN = 100;
const CHUNK = 64 * 1024;
/** Other requests get their turn this often while a large body is read. */
const ROWS_A_TURN = 1_000;

function* chunksOf(body: string): Generator<string> {
  for (let from = 0; from < body.length; from += CHUNK) yield body.slice(from, from + CHUNK);
}

async function* csvBars(body: string): AsyncGenerator<BarRow> {
  const rows = csvRows(Readable.from(chunksOf(body)), ['symbol', ...BAR_COLUMNS], OPTIONAL_BAR_COLUMNS);
  for await (const row of rows) yield barRowOf(row);
}

type Rows = Iterable<BarRow> | AsyncIterable<BarRow>;

/** How each accepted media type is read. */
const READERS: Readonly<Record<string, (body: string) => Rows>> = {
  'text/csv': csvBars,
  'application/x-ndjson': ndjsonBars,
};

/** Takes in bars that a caller sends, checked whole and stored all or nothing. */
@Injectable()
export class ImportBarsService {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly writer: MarketDataWriter,
  ) {}

  /**
   * @throws DomainError `dataset-is-sample`, `unreadable-body`, `no-rows`, `invalid-rows`
   * @throws HttpProblem `unsupported-media-type`
   */
  async import(body: unknown, contentType: string | undefined, dryRun: boolean): Promise<ImportResultDto> {
    const read = READERS[(contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
    if (!read) {
      throw new HttpProblem(
        415,
        'unsupported-media-type',
        'Send the bars as text/csv or application/x-ndjson.',
      );
    }
    const { dataset } = this.config;
    if (dataset === 'sample') {
      throw new DomainError(
        'conflict',
        'dataset-is-sample',
        'This installation holds the sample market, and real bars are never mixed with it. Start one with MARKET_DATA_DIR set.',
      );
    }
    const rows = await this.validRows(read(typeof body === 'string' ? body : ''));
    const { inserted, corrected } = await this.writer.storeBars(rows, { source: 'import', dryRun });
    const unchanged = rows.length - inserted - corrected;
    return { rows: rows.length, inserted, corrected, unchanged, rejected: 0, dryRun, dataset };
  }

  private async validRows(rows: Rows): Promise<BarRow[]> {
    const validator = new BarValidator(this.clock.now().getTime());
    const good: BarRow[] = [];
    const problems: FieldProblem[] = [];
    let rejected = 0;
    try {
      for await (const row of rows) {
        if ((good.length + rejected) % ROWS_A_TURN === 0) await setImmediate();
        const found = validator.check(row);
        if (found.length === 0) good.push(row);
        else rejected++;
        for (const { row: index, field, code, message } of found) {
          if (problems.length < PROBLEMS_SHOWN) {
            problems.push({ pointer: `/rows/${index}/${columnOf(field)}`, code, message });
          }
        }
      }
    } catch (error) {
      if (!(error instanceof UnreadableSource)) throw error;
      throw new DomainError('invalid', 'unreadable-body', `The bars can't be read: ${error.message}.`);
    }
    if (rejected > 0) {
      const all = good.length + rejected;
      throw new DomainError(
        'unprocessable',
        'invalid-rows',
        `${rejected} of ${all} rows are invalid; nothing was stored.`,
        problems,
      );
    }
    if (good.length === 0) throw new DomainError('unprocessable', 'no-rows', 'The body has no rows.');
    return good;
  }
}
