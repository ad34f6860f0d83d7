import { Injectable } from '@nestjs/common';
import type { BarRow } from '../../domain/market/validate-bars.js';
import type { Transaction } from '../../platform/database/database.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { CorporateActionRepository, type ToldActions } from './corporate-action.repository.js';
import { PriceBarRepository } from './price-bar.repository.js';
import type { WriteCounts } from './shared-writes.repository.js';
import { SourceCloseRepository } from './source-close.repository.js';

/** What a live source said of one symbol. */
export interface SyncedAnswer extends ToldActions {
  /** As traded; to be in force. */
  readonly rows: readonly BarRow[];
  /** Of sessions whose bar in force is another source's. */
  readonly secondCloses: readonly { readonly session: string; readonly close: number }[];
}

const READ_ANY = 'SELECT 1 AS one FROM price_bars WHERE symbol = $1 LIMIT 1';

/** Stores a source's bars, corporate actions and second opinions in one transaction. */
@Injectable()
export class SyncedPrices {
  constructor(
    private readonly bars: PriceBarRepository,
    private readonly actions: CorporateActionRepository,
    private readonly sourceCloses: SourceCloseRepository,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  async store(tx: Transaction, symbol: string, answer: SyncedAnswer, now: Date): Promise<WriteCounts> {
    const { source, rows, secondCloses } = answer;
    const backfill = (await tx.$queryRawUnsafe<unknown[]>(READ_ANY, symbol)).length === 0;
    const changedActions = await this.actions.addVersions(tx, symbol, answer, { now, backfill });
    const counts = await this.bars.addVersions(tx, rows, {
      now,
      source,
      adjustedFor: 'own-session',
      announced: await this.closures.inForce(),
    });
    const closes = await this.sourceCloses.add(tx, symbol, secondCloses, { now, source });
    return { ...counts, further: changedActions + closes };
  }
}
