import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import type { Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import type { ObservationVintage } from '../market-data/observations.service.js';
import { AsOfQuery } from '../market-regime/dto/as-of.query.js';
import { MacroAssessmentDto } from './dto/macro-assessment.dto.js';
import { ObservationDto, ObservationsQuery } from './dto/observations.dto.js';
import { MacroService } from './macro.service.js';

@ApiTags('Macro')
@Controller('macro')
export class MacroController {
  constructor(private readonly macro: MacroService) {}

  @Get('assessment')
  @RequireScopes('macro:read')
  @ApiOperation({
    summary: 'Read the macro picture: the Fed, yields, the dollar, inflation and labour',
    description: 'Only what had been published by the close of `asOf` counts.',
  })
  @ApiOkResponse({ type: MacroAssessmentDto })
  @Problems(400, 422)
  getMacroAssessment(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: AsOfQuery,
  ): Promise<MacroAssessmentDto> {
    return this.macro.assess(firmId, query);
  }

  @Get('series/:id/observations')
  @RequireScopes('macro:read')
  @ApiOperation({ summary: 'Read the stored observations of a series, with when each became known' })
  @ApiParam({ name: 'id', example: 'DGS10' })
  @ApiPage(ObservationDto, 'Observations in order of date, then of release.')
  @Problems(400, 404)
  listObservations(
    @Param('id') id: string,
    @Query() query: ObservationsQuery,
  ): Promise<Page<ObservationVintage>> {
    return this.macro.list(id, query);
  }
}
