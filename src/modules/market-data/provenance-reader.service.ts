import { Injectable } from '@nestjs/common';
import type { KnownData } from '../../domain/market/known-data.js';
import { AnnouncedClosureRepository } from './calendar/announced-closure.repository.js';
import { CorporateActionRepository } from './corporate-action.repository.js';
import { CorrectionRepository } from './correction.repository.js';
import type { Knowledge } from './knowledge.js';
import { SourceCloseRepository } from './source-close.repository.js';

/** What stands behind the bars and observations: actions, corrections, other sources' word, and announced closures. */
@Injectable()
export class ProvenanceReader {
  constructor(
    private readonly actions: CorporateActionRepository,
    private readonly corrections: CorrectionRepository,
    private readonly sourceCloses: SourceCloseRepository,
    private readonly closures: AnnouncedClosureRepository,
  ) {}

  async read(
    knowledge: Knowledge,
  ): Promise<Pick<KnownData, 'actions' | 'otherActions' | 'corrections' | 'otherCloses' | 'announced'>> {
    const [actions, otherActions, corrections, otherCloses, announced] = await Promise.all([
      this.actions.inForce(knowledge),
      this.actions.opinions(knowledge),
      this.corrections.latest(knowledge),
      this.sourceCloses.latest(knowledge),
      this.closures.inForce(knowledge),
    ]);
    return { actions, otherActions, corrections, otherCloses, announced };
  }
}
