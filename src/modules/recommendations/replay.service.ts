import { Injectable } from '@nestjs/common';
import { ENGINE_VERSION } from '../../domain/recommendation/engine-version.js';
import { wholeText } from '../../domain/recommendation/compose.js';
import { advisedAccount } from './advised-account.mapper.js';
import { Advisors } from './advisors.service.js';
import { differences } from './differences.js';
import type { ReplayDto } from './dto/recommendation.dto.js';
import { recordedInputs } from './recommendation.mapper.js';
import { previousOf, RecommendationsService } from './recommendations.service.js';

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
    const { account, asOf, revision, overrides = [] } = recordedInputs(stored);
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
      overrides,
    );
    const identity = { id, accountId: stored.accountId, createdAt: stored.createdAt.toISOString() };
    const { own } = advisor.adviseText(identity, advisedAccount(account), {
      knownAt,
      ...(previous === undefined ? {} : { previous }),
    });
    const text = wholeText(own, advisor.sharedText);
    return {
      identical: text === stored.body,
      differences: differences(JSON.parse(stored.body), JSON.parse(text)),
      engineVersion: ENGINE_VERSION,
      recordedEngineVersion: stored.engineVersion,
    };
  }
}
