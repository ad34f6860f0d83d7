import { Injectable } from '@nestjs/common';
import { BarValidator } from '../../domain/market/validate-bars.js';
import { ObservationValidator } from '../../domain/readings/macro/validate-observations.js';
import { StatementValidator } from '../../domain/readings/macro/statement-rules.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { Clock } from '../../platform/clock/clock.js';
import { FedStatementsService } from './fed-statements.service.js';
import { MarketDataWriter } from './market-data-writer.service.js';
import { MarketDataProvider, UnreadableSource } from './providers/provider.port.js';
import type { DataSource } from './providers/provider.port.js';
import { SharedWritesRepository } from './shared-writes.repository.js';
import type { LoadedFile, WriteCounts } from './shared-writes.repository.js';

export interface LoadedSource extends WriteCounts {
  readonly name: string;
  readonly rows: number;
}

export interface RefusedSource {
  readonly name: string;
  /** The first few of what was wrong. */
  readonly problems: readonly string[];
}

export interface LoadReport {
  readonly loaded: readonly LoadedSource[];
  /** Names of those whose content is as last loaded. */
  readonly unchanged: readonly string[];
  /** Those of which nothing was stored. */
  readonly refused: readonly RefusedSource[];
}

const PROBLEMS_SHOWN = 5;

class InvalidRows extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

interface Validator<Row> {
  check(row: Row): readonly { readonly row: number; readonly message: string }[];
}

/** Reads a source to its end, or to its first few problems. */
async function collect<Row>(rows: AsyncIterable<Row>, validator: Validator<Row>): Promise<Row[]> {
  const good: Row[] = [];
  const problems: string[] = [];
  for await (const row of rows) {
    problems.push(...validator.check(row).map((problem) => `row ${problem.row}: ${problem.message}`));
    if (problems.length >= PROBLEMS_SHOWN) break;
    good.push(row);
  }
  if (problems.length > 0) throw new InvalidRows(problems);
  return good;
}

function problemsOf(error: unknown): readonly string[] {
  if (error instanceof InvalidRows) return error.problems;
  if (error instanceof UnreadableSource) return [error.message];
  throw error;
}

/** Brings the provider's sources into the store, each whole or not at all. */
@Injectable()
export class DataLoader {
  constructor(
    private readonly clock: Clock,
    private readonly provider: MarketDataProvider,
    private readonly writer: MarketDataWriter,
    private readonly statements: FedStatementsService,
    private readonly writes: SharedWritesRepository,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  /**
   * Loads what changed and says so line by line. A source that isn't valid is refused and reported; the
   * others load.
   * @throws DomainError `dataset-mismatch` where the store holds the other dataset
   */
  async load(progress: (line: string) => void): Promise<LoadReport> {
    const { sources, ignored, missing, missingOptional } = await this.provider.list();
    const loaded: LoadedSource[] = [];
    const unchanged: string[] = [];
    const refused: RefusedSource[] = [];
    for (const source of sources) {
      const sha256 = await source.fingerprint();
      if ((await this.writes.lastLoaded(source.kind, source.name)) === sha256) {
        unchanged.push(source.name);
        continue;
      }
      try {
        const result = await this.loadSource(source, sha256);
        loaded.push(result);
        progress(
          `${result.name}: ${result.rows} rows, ${result.inserted} new, ${result.corrected} corrected`,
        );
      } catch (error) {
        const problems = problemsOf(error);
        refused.push({ name: source.name, problems });
        progress(`${source.name}: refused, nothing of it is stored. ${problems.join('; ')}`);
      }
    }
    if (ignored.length > 0) progress(`not used: ${ignored.join(', ')}`);
    if (missing.length > 0) progress(`missing: ${missing.join(', ')}`);
    if (missingOptional.length > 0) progress(`not there, optional: ${missingOptional.join(', ')}`);
    return { loaded, unchanged, refused };
  }

  private async loadSource(source: DataSource, sha256: string): Promise<LoadedSource> {
    const now = this.clock.now().getTime();
    const { name } = source;
    const originOf = (rows: readonly unknown[]): { source: string; file: LoadedFile } => ({
      source: this.provider.id,
      file: { kind: source.kind, name, sha256, rows: rows.length },
    });
    if (source.kind === 'bars') {
      const rows = await collect(source.rows(), new BarValidator(now, await this.closures.inForce()));
      return { name, rows: rows.length, ...(await this.writer.storeBars(rows, originOf(rows))) };
    }
    if (source.kind === 'statements') {
      const rows = await collect(source.rows(), new StatementValidator(now));
      return { name, rows: rows.length, ...(await this.statements.store(rows, originOf(rows))) };
    }
    const rows = await collect(source.rows(), new ObservationValidator(now));
    const counts = await this.writer.storeObservations(source.seriesId, rows, originOf(rows));
    return { name, rows: rows.length, ...counts };
  }
}
