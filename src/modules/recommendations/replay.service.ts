import { Injectable } from '@nestjs/common';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { wholeText } from '../../domain/recommendation/compose.js';
import { adviseRecorded } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import { differences } from './differences.js';
import type { ReplayDto } from './dto/recommendation.dto.js';
import { previousOf } from './previous-recommendation.js';
import { recordedInputs, subjectOf } from './recommendation.mapper.js';
import { RecommendationsService } from './recommendations.service.js';

/** Computes stored recommendations again from what they record. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly recommendations: RecommendationsService,
    private readonly advisors: Advisors,
  ) {}

  /** Whether the same bytes come out; where not, every place that differs. */
  async replay(firmId: string, id: string): Promise<ReplayDto> {
    const stored = await this.recommendations.existing(firmId, id);
    const { asOf, revision, overrides, facts, recordId, ...subject } = recordedInputs(stored);
    const previous =
      stored.previousId === null
        ? undefined
        : previousOf(await this.recommendations.existing(firmId, stored.previousId));
    const { advisor, knownAt } = await this.advisors.byVersion(
      firmId,
      stored.policyId,
      stored.policyVersion,
      {
        knownAt: stored.knownAt.toISOString(),
        revision,
        ...(asOf === undefined ? {} : { asOf }),
      },
      {
        ...(overrides === undefined ? {} : { overrides }),
        ...(facts === undefined ? {} : { facts }),
        ...(recordId === undefined ? {} : { recordId }),
      },
    );
    const identity = { id, ...subjectOf(stored), createdAt: stored.createdAt.toISOString() };
    const occasion = { knownAt, ...(previous === undefined ? {} : { previous }) };
    const { own } = adviseRecorded(advisor, identity, subject, occasion);
    const text = wholeText(own, advisor.sharedText);
    return {
      identical: text === stored.body,
      differences: differences(JSON.parse(stored.body), JSON.parse(text)),
      engineVersion: ENGINE_VERSION,
      recordedEngineVersion: stored.engineVersion,
    };
  }
}
