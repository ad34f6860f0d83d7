import { Injectable } from '@nestjs/common';
import { lastCompletedSession } from '../../domain/market/trading-calendar.js';
import type { BarRow } from '../../domain/market/validate-bars.js';
import type { MacroSeriesId } from '../../domain/readings/macro/observation.js';
import { Clock } from '../../platform/clock/clock.js';
import { AppConfig } from '../../platform/config/app-config.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { type ArchivedValue, MacroObservationRepository } from './macro-observation.repository.js';
import { MarketDataReader } from './market-data-reader.service.js';
import { PriceBarRepository } from './price-bar.repository.js';
import type { LiveSeriesId } from './providers/live-series.js';
import type { MacroRow } from './providers/provider.port.js';
import { SyncedPrices } from './synced-prices.repository.js';
import type { SyncedAnswer } from './synced-prices.repository.js';
import { SharedWritesRepository } from './shared-writes.repository.js';
import type { LoadedFile, WriteCounts } from './shared-writes.repository.js';

export interface Origin {
  /** Kept with every row: which provider or way in it came by. */
  readonly source: string;
  /** Recorded so that the same content is not loaded again. */
  readonly file?: LoadedFile;
  /** Count what would be written, and write nothing. */
  readonly dryRun?: boolean;
}

/** Stores valid rows into the installation's own dataset, all or nothing. */
@Injectable()
export class MarketDataWriter {
  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly writes: SharedWritesRepository,
    private readonly bars: PriceBarRepository,
    private readonly macro: MacroObservationRepository,
    private readonly synced: SyncedPrices,
    private readonly reader: MarketDataReader,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  /**
   * Bars that are adjusted for every split up to the last completed session, as files are.
   * @throws DomainError `dataset-mismatch`
   */
  async storeBars(rows: readonly BarRow[], { source, ...options }: Origin): Promise<WriteCounts> {
    const now = this.clock.now();
    const announced = await this.closures.inForce();
    const adjustedFor = { splitsThrough: lastCompletedSession(now.getTime(), announced) };
    const counts = await this.writes.write(
      this.config.dataset,
      (tx) => this.bars.addVersions(tx, rows, { now, source, adjustedFor, announced }),
      options,
    );
    this.reader.refresh();
    return counts;
  }

  /** @throws DomainError `dataset-mismatch` */
  async storeObservations(
    seriesId: MacroSeriesId,
    rows: readonly MacroRow[],
    { source, ...options }: Origin,
  ): Promise<WriteCounts> {
    const now = this.clock.now();
    const counts = await this.writes.write(
      this.config.dataset,
      (tx) => this.macro.addVersions(tx, seriesId, rows, { now, source }),
      options,
    );
    this.reader.refresh();
    return counts;
  }

  /**
   * What a live source said of a symbol, as traded.
   * @throws DomainError `dataset-mismatch`
   */
  async storeSynced(symbol: string, answer: SyncedAnswer): Promise<WriteCounts> {
    const now = this.clock.now();
    const counts = await this.writes.write(this.config.dataset, (tx) =>
      this.synced.store(tx, symbol, answer, now),
    );
    this.reader.refresh();
    return counts;
  }

  /** @throws DomainError `dataset-mismatch` */
  async storeVintages(
    seriesId: LiveSeriesId,
    values: readonly ArchivedValue[],
    source: string,
  ): Promise<WriteCounts> {
    const now = this.clock.now();
    const counts = await this.writes.write(this.config.dataset, (tx) =>
      this.macro.addVintages(tx, seriesId, values, { now, source }),
    );
    this.reader.refresh();
    return counts;
  }
}
