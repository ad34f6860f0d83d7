import { Injectable } from '@nestjs/common';
import type { KnownData } from '../../domain/market/known-data.js';
import { CorporateActionRepository } from './corporate-action.repository.js';
import { CorrectionRepository } from './correction.repository.js';
import type { Knowledge } from './knowledge.js';
import { SourceCloseRepository } from './source-close.repository.js';

/** What stands behind the bars and observations: actions, corrections, and other sources' closes. */
@Injectable()
export class ProvenanceReader {
  constructor(
    private readonly actions: CorporateActionRepository,
    private readonly corrections: CorrectionRepository,
    private readonly sourceCloses: SourceCloseRepository,
  ) {}

  async read(
    knowledge: Knowledge,
  ): Promise<Pick<KnownData, 'actions' | 'otherActions' | 'corrections' | 'otherCloses'>> {
    const [actions, otherActions, corrections, otherCloses] = await Promise.all([
      this.actions.inForce(knowledge),
      this.actions.opinions(knowledge),
      this.corrections.latest(knowledge),
      this.sourceCloses.latest(knowledge),
    ]);
    return { actions, otherActions, corrections, otherCloses };
  }
}
