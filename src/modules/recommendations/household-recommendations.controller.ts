import { Body, Controller, Get, Header, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { AskDto } from './dto/ask.dto.js';
import { RecommendationDto, RecommendationHeaderDto } from './dto/recommendation.dto.js';
import { HouseholdRecommendations } from './household-recommendations.service.js';

/** Recommendations leave as the bytes that are stored, so handlers answer JSON text. */
const AsJson = (): MethodDecorator => Header('content-type', 'application/json; charset=utf-8');

@ApiTags('Recommendations')
@Controller('households/:id/recommendations')
export class HouseholdRecommendationsController {
  constructor(private readonly recommendations: HouseholdRecommendations) {}

  @Post()
  @AsJson()
  @RequireScopes('recommendations:write')
  @ApiOperation({
    summary: 'Advise a household as one and store the recommendation',
    description:
      'One split for the sum of its accounts: the nearest that they can hold together, each within its own risk profile and bounds.',
  })
  @ApiUuidParam('id')
  @ApiBody({
    type: AskDto,
    examples: { now: { summary: 'As of the latest complete session', value: {} } },
  })
  @ApiCreatedResponse({
    type: RecommendationDto,
    headers: { Location: { description: 'Where it is found.', schema: { type: 'string' } } },
  })
  @Problems(400, 404, 413, 415, 422)
  async createHouseholdRecommendation(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) householdId: string,
    @Body() request: AskDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { id, body } = await this.recommendations.create(caller, householdId, request);
    void reply.header('location', `/v1/recommendations/${id}`);
    return body;
  }

  @Get()
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: "List a household's recommendations, latest first" })
  @ApiUuidParam('id')
  @ApiPage(RecommendationHeaderDto, 'A page of the record, without the bodies.')
  @Problems(400, 404)
  listHouseholdRecommendations(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) householdId: string,
    @Query() query: PageQuery,
  ): Promise<Page<RecommendationHeaderDto>> {
    return this.recommendations.list(firmId, householdId, query);
  }

  @Get('latest')
  @AsJson()
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: "Read a household's latest recommendation" })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: RecommendationDto })
  @Problems(400, 404)
  getLatestHouseholdRecommendation(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) householdId: string,
  ): Promise<string> {
    return this.recommendations.latest(firmId, householdId);
  }
}
