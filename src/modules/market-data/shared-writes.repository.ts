import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import type { DatasetName } from '../../domain/market/known-data.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import type { Transaction } from '../../platform/database/database.js';

/** What a write to the shared tables did. */
export interface WriteCounts {
  /** Rows of dates the store had nothing on. */
  readonly inserted: number;
  /** Rows whose values differ from the version in force: further versions. */
  readonly corrected: number;
  /** Further rows that change what is known: corporate actions, second sources' closes. */
  readonly further?: number;
}

/** A source as it was loaded, so that the same content is not loaded again. */
export interface LoadedFile {
  readonly kind: 'bars' | 'macro' | 'statements' | 'calendar';
  readonly name: string;
  readonly sha256: string;
  readonly rows: number;
}

/** Carries the outcome of a trial out of a transaction that must not be committed. */
class TrialRun extends Error {
  constructor(readonly counts: WriteCounts) {
    super('trial run');
  }
}

/** The shared tables' transactions: one writer at a time, and the data revision raised with the data. */
@Injectable()
export class SharedWritesRepository {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs the work in one transaction, all or nothing.
   * @param dataset the installation's; refused where the store holds the other one
   * @throws DomainError `dataset-mismatch`
   */
  async write(
    dataset: DatasetName,
    work: (tx: Transaction) => Promise<WriteCounts>,
    { file, dryRun = false }: { file?: LoadedFile; dryRun?: boolean } = {},
  ): Promise<WriteCounts> {
    try {
      return await this.database.asOperator(async (tx) => {
        await enter(tx, dataset);
        const counts = await work(tx);
        if (dryRun) throw new TrialRun(counts);
        if (counts.inserted + counts.corrected + (counts.further ?? 0) > 0) await raiseRevision(tx);
        if (file) await this.recordFile(tx, file, counts);
        return counts;
      });
    } catch (error) {
      if (error instanceof TrialRun) return error.counts;
      throw error;
    }
  }

  /** The content the source had when it was last loaded. */
  async lastLoaded(kind: LoadedFile['kind'], name: string): Promise<string | undefined> {
    const [row] = await this.database.queryShared<{ sha256: string }>(
      'SELECT sha256 FROM data_imports WHERE kind = $1 AND name = $2 ORDER BY imported_at DESC LIMIT 1',
      [kind, name],
    );
    return row?.sha256;
  }

  private async recordFile(tx: Transaction, file: LoadedFile, counts: WriteCounts): Promise<void> {
    await tx.dataImport.createMany({
      data: [
        {
          id: randomUUID(),
          ...file,
          inserted: counts.inserted + counts.corrected,
          importedAt: this.clock.now(),
        },
      ],
      skipDuplicates: true,
    });
  }
}

async function enter(tx: Transaction, dataset: DatasetName): Promise<void> {
  await tx.$executeRaw`INSERT INTO installation (id, dataset) VALUES (1, ${dataset}) ON CONFLICT DO NOTHING`;
  const [row] = await tx.$queryRaw<
    { dataset: string }[]
  >`SELECT dataset FROM installation WHERE id = 1 FOR UPDATE`;
  if (row?.dataset !== dataset) {
    throw new DomainError(
      'conflict',
      'dataset-mismatch',
      `This database holds the ${row?.dataset} dataset; ${dataset} data is not mixed with it.`,
    );
  }
}

async function raiseRevision(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE installation SET data_revision = data_revision + 1 WHERE id = 1`;
}
