import { Injectable } from '@nestjs/common';
import { DomainError } from '../../domain/domain-error.js';
import { assessMacro } from '../../domain/readings/macro/assessment.js';
import { OBSERVED_SERIES } from '../../domain/readings/macro/observation.js';
import type { Page } from '../../platform/http/page.js';
import { ObservationsService, type ObservationVintage } from '../market-data/observations.service.js';
import { MomentsService } from '../market-regime/moments.service.js';
import type { AskedTime } from '../market-regime/known-markets.service.js';
import type { MacroAssessmentDto } from './dto/macro-assessment.dto.js';
import type { ObservationsQuery } from './dto/observations.dto.js';
import { OverridesService } from './overrides.service.js';
import { assessmentDto } from './macro-assessment.mapper.js';

/** Reads the macro picture, and the observations under it. */
@Injectable()
export class MacroService {
  constructor(
    private readonly moments: MomentsService,
    private readonly observations: ObservationsService,
    private readonly overrides: OverridesService,
  ) {}

  /** As of a session's close, by the parameters of the firm's default policy. */
  async assess(firmId: string, asked: AskedTime): Promise<MacroAssessmentDto> {
    const { moment, head } = await this.moments.at(firmId, asked, await this.overrides.of(firmId));
    return { ...head, ...assessmentDto(assessMacro(moment)) };
  }

  /** Every vintage of a series. Throws 404 `unknown-series`. */
  list(
    id: string,
    { knownAt, releasedBy, cursor, limit }: ObservationsQuery,
  ): Promise<Page<ObservationVintage>> {
    const seriesId = OBSERVED_SERIES.find((known) => known === id);
    if (seriesId === undefined) {
      throw new DomainError('not_found', 'unknown-series', `'${id}' is not a series that is read.`, [
        { pointer: '/id', code: 'unknown-series', message: `one of ${OBSERVED_SERIES.join(', ')}` },
      ]);
    }
    return this.observations.list(seriesId, {
      knownAt: instantOf(knownAt),
      releasedBy: instantOf(releasedBy),
      cursor,
      limit,
    });
  }
}

const instantOf = (text: string | undefined): Date | undefined =>
  text === undefined ? undefined : new Date(text);
