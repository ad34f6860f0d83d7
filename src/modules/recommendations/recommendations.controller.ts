import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { AskDto, PreviewDto } from './dto/ask.dto.js';
import {
  AdviceDto,
  RecommendationDto,
  RecommendationHeaderDto,
  ReplayDto,
} from './dto/recommendation.dto.js';
import { WhatIfAnswerDto, WhatIfDto } from './dto/what-if.dto.js';
import { PREVIEW_EXAMPLES, WHAT_IF_EXAMPLES } from './examples.js';
import { PreviewService } from './preview.service.js';
import { RecommendationsService } from './recommendations.service.js';
import { ReplayService } from './replay.service.js';
import { WhatIfService } from './what-if.service.js';

/** Recommendations leave as the bytes that are stored, so handlers answer JSON text. */
const AsJson = (): MethodDecorator => Header('content-type', 'application/json; charset=utf-8');

@ApiTags('Recommendations')
@Controller()
export class RecommendationsController {
  constructor(
    private readonly previews: PreviewService,
    private readonly recommendations: RecommendationsService,
    private readonly replays: ReplayService,
    private readonly whatIfs: WhatIfService,
  ) {}

  @Post('recommendations/preview')
  @HttpCode(200)
  @AsJson()
  @RequireScopes('recommendations:write')
  @ApiOperation({
    summary: 'Ask how an account should be split, and why, without storing anything',
    description:
      'The account comes in the body. With positions or cash the answer also says what to hold in dollars and whether to trade.',
  })
  @ApiBody({ type: PreviewDto, examples: PREVIEW_EXAMPLES })
  @ApiOkResponse({ type: AdviceDto })
  @Problems(400, 413, 415, 422)
  previewRecommendation(@CurrentCaller() { firmId }: Caller, @Body() request: PreviewDto): Promise<string> {
    return this.previews.preview(firmId, request);
  }

  @Post('recommendations/what-if')
  @HttpCode(200)
  @AsJson()
  @RequireScopes('recommendations:write')
  @ApiOperation({
    summary: 'Ask how the recommendation would change if the next sessions closed so',
    description:
      'Supposes one or more sessions after `asOf`: closes, a move of the Fed, yields and the dollar; what is not named stays as it is. Answers the present recommendation, the supposed one and what differs. Nothing is stored.',
  })
  @ApiBody({ type: WhatIfDto, examples: WHAT_IF_EXAMPLES })
  @ApiOkResponse({ type: WhatIfAnswerDto })
  @Problems(400, 413, 415, 422)
  supposeRecommendation(@CurrentCaller() { firmId }: Caller, @Body() request: WhatIfDto): Promise<string> {
    return this.whatIfs.answer(firmId, request);
  }

  @Post('accounts/:id/recommendations')
  @AsJson()
  @RequireScopes('recommendations:write')
  @ApiOperation({
    summary: 'Advise an account and store the recommendation',
    description: 'It is immutable; it tells what changed since the previous one, and can be replayed.',
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
  async createRecommendation(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) accountId: string,
    @Body() request: AskDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { id, body } = await this.recommendations.create(caller, accountId, request);
    void reply.header('location', `/v1/recommendations/${id}`);
    return body;
  }

  @Get('accounts/:id/recommendations')
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: "List an account's recommendations, latest first" })
  @ApiUuidParam('id')
  @ApiPage(RecommendationHeaderDto, 'A page of the record, without the bodies.')
  @Problems(400, 404)
  listRecommendations(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) accountId: string,
    @Query() query: PageQuery,
  ): Promise<Page<RecommendationHeaderDto>> {
    return this.recommendations.list(firmId, accountId, query);
  }

  @Get('accounts/:id/recommendations/latest')
  @AsJson()
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: "Read an account's latest recommendation" })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: RecommendationDto })
  @Problems(400, 404)
  getLatestRecommendation(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) accountId: string,
  ): Promise<string> {
    return this.recommendations.latest(firmId, accountId);
  }

  @Get('recommendations/:id')
  @AsJson()
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: 'Read a recommendation, in the bytes it was first given' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: RecommendationDto })
  @Problems(400, 404)
  getRecommendation(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<string> {
    return this.recommendations.get(firmId, id);
  }

  @Get('recommendations/:id/replay')
  @RequireScopes('recommendations:read')
  @ApiOperation({
    summary: 'Compute a recommendation again from its recorded inputs',
    description: 'The market as it was known then, the recorded account and the recorded policy version.',
  })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: ReplayDto })
  @Problems(400, 404)
  replayRecommendation(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<ReplayDto> {
    return this.replays.replay(firmId, id);
  }
}
