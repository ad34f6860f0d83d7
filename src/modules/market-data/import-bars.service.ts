import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { FieldProblem } from '../../domain/domain-error.js';
import { lastCompletedSession, type AnnouncedDays } from '../../domain/market/trading-calendar.js';
import { BarValidator } from '../../domain/market/validate-bars.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { Clock } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { isStreamedBody } from '../../platform/http/body-parsers.js';
import { pointerTo } from '../../platform/http/field-problems.js';
import { HttpProblem } from '../../platform/http/problem.js';
import { BarStagingRepository, type Staging } from './bar-staging.repository.js';
import type { BarLine } from './bar-lines.js';
import type { ImportResultDto, RowReportDto } from './dto/import-result.dto.js';
import { csvBars } from './csv-bars.js';
import { MarketDataReader } from './market-data-reader.service.js';
import { ndjsonBars } from './ndjson-bars.js';
import { columnOf } from './providers/csv-directory/bar-columns.js';
import { UnreadableSource } from './providers/provider.port.js';

const PROBLEMS_SHOWN = 100;
const PROBLEMS_OF_A_ROW = 20;
const ROWS_REPORTED = 10_000;

/** How each accepted media type is read. */
const READERS: Readonly<Record<string, (input: Readable) => AsyncIterable<readonly BarLine[]>>> = {
  'text/csv': csvBars,
  'application/x-ndjson': ndjsonBars,
};

/** What was found of a body while it streamed by. */
interface Passage {
  rows: number;
  rejected: number;
  readonly problems: FieldProblem[];
  readonly rejections: RowReportDto[];
}

/** Takes in bars that a caller sends, as they come in; stored all or nothing. */
@Injectable()
export class ImportBarsService {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly staging: BarStagingRepository,
    private readonly closures: AnnouncedClosureRepository,
    private readonly reader: MarketDataReader,
  ) {}

  /**
   * @throws DomainError `dataset-is-sample`, `unreadable-body`, `no-rows`, `invalid-rows`
   * @throws HttpProblem `unsupported-media-type`
   */
  async import(body: unknown, contentType: string | undefined, dryRun: boolean): Promise<ImportResultDto> {
    const read = READERS[(contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''];
    if (!read || !isStreamedBody(body)) {
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
    const now = this.clock.now();
    const announced = await this.closures.inForce();
    const passage: Passage = { rows: 0, rejected: 0, problems: [], rejections: [] };
    const { inserted, corrected, report } = await this.staging.import(
      (staging) => this.pass(read(body()), staging, passage, { dryRun, announced }),
      {
        dataset,
        now,
        source: 'import',
        splitsThrough: lastCompletedSession(now.getTime(), announced),
        announced,
        ...(dryRun && { reportRows: ROWS_REPORTED }),
      },
    );
    this.reader.refresh();
    const { rows, rejected } = passage;
    const unchanged = rows - rejected - inserted - corrected;
    const counts = { rows, inserted, corrected, unchanged, rejected, dryRun, dataset };
    if (!dryRun) return counts;
    const all = [...report, ...passage.rejections].sort((a, b) => a.row - b.row);
    return { ...counts, report: all.slice(0, ROWS_REPORTED) };
  }

  /**
   * Checks every row; good ones are staged as long as all are, or in a dry run. A line whose form is wrong
   * ends an import at once, and in a dry run is a rejected row like others.
   */
  private async pass(
    batches: AsyncIterable<readonly BarLine[]>,
    staging: Staging,
    passage: Passage,
    { dryRun, announced }: { dryRun: boolean; announced: AnnouncedDays },
  ): Promise<void> {
    const validator = new BarValidator(this.clock.now().getTime(), announced);
    try {
      for await (const lines of batches) {
        for (const read of lines) {
          const row = passage.rows++;
          const problems = problemsOf(read, row, validator);
          if (!('bar' in read) && !dryRun) throw unreadable(problems[0]!.message, problems);
          if (problems.length > 0) reject(passage, row, read, problems);
          else if ('bar' in read && (passage.rejected === 0 || dryRun)) {
            const wait = staging.add(row, read.bar);
            if (wait) await wait;
          }
        }
      }
    } catch (error) {
      if (!(error instanceof UnreadableSource)) throw error;
      throw unreadable(error.message, []);
    }
    if (passage.rows === 0) throw new DomainError('unprocessable', 'no-rows', 'The body has no rows.');
    if (passage.rejected > 0 && !dryRun) {
      throw new DomainError(
        'unprocessable',
        'invalid-rows',
        `${passage.rejected} of ${passage.rows} rows are invalid; nothing was stored.`,
        passage.problems,
      );
    }
  }
}

const unreadable = (reason: string, problems: readonly FieldProblem[]): DomainError =>
  new DomainError('invalid', 'unreadable-body', `The bars can't be read: ${reason}.`, problems);

/** What is wrong with a row: with the form of its line, else with its values. */
function problemsOf(read: BarLine, row: number, validator: BarValidator): FieldProblem[] {
  const at = `/rows/${row}`;
  if ('bar' in read) {
    return validator
      .check(read.bar)
      .map(({ field, code, message }) => ({ pointer: `${at}/${columnOf(field)}`, code, message }));
  }
  return read.faults.slice(0, PROBLEMS_OF_A_ROW).map(({ column, code, message }) => ({
    pointer: column === undefined ? at : pointerTo(at, column),
    code,
    message,
  }));
}

function reject(passage: Passage, row: number, read: BarLine, problems: readonly FieldProblem[]): void {
  passage.rejected++;
  if (passage.rejections.length === ROWS_REPORTED) return;
  passage.problems.push(...problems.slice(0, PROBLEMS_SHOWN - passage.problems.length));
  const said = 'bar' in read && { symbol: read.bar.symbol, session: read.bar.session };
  passage.rejections.push({ row, line: read.line, ...said, outcome: 'rejected', problems });
}
