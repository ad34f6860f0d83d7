import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { CreateRunDto, RunDto } from './dto/run.dto.js';
import { ListRunItemsQuery, RunItemDto } from './dto/run-item.dto.js';
import { RUN_EXAMPLES } from './examples.js';
import { RunsService } from './runs.service.js';

@ApiTags('Runs')
@Controller('recommendation-runs')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Post()
  @HttpCode(202)
  @RequireScopes('recommendations:write')
  @ApiOperation({
    summary: 'Advise the whole book, in the background',
    description:
      'The policy version, the session, what is known and the accounts are fixed now; each account is advised as it is when its turn comes, and one deleted meanwhile is an item with the error `account-deleted`. One run of a firm at a time: 409 `run-in-progress` names it. Poll the run for its progress.',
  })
  @ApiBody({ type: CreateRunDto, examples: RUN_EXAMPLES })
  @ApiAcceptedResponse({
    type: RunDto,
    headers: { Location: { description: 'Where its progress is found.', schema: { type: 'string' } } },
  })
  @Problems(400, 409, 413, 415, 422)
  async createRecommendationRun(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateRunDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RunDto> {
    const run = await this.runs.create(caller, request);
    void reply.header('location', `/v1/recommendation-runs/${run.id}`);
    return run;
  }

  @Get()
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: 'List runs over the book, latest first' })
  @ApiPage(RunDto, 'A page of runs.')
  @Problems(400)
  listRecommendationRuns(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: PageQuery,
  ): Promise<Page<RunDto>> {
    return this.runs.list(firmId, query);
  }

  @Get(':id')
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: 'See how a run gets on' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: RunDto })
  @Problems(400, 404)
  getRecommendationRun(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<RunDto> {
    return this.runs.get(firmId, id);
  }

  @Get(':id/items')
  @RequireScopes('recommendations:read')
  @ApiOperation({ summary: 'List what a run made of each account, in order of account id' })
  @ApiUuidParam('id')
  @ApiPage(RunItemDto, 'A page of items; while the run is under way, of the accounts that are done.')
  @Problems(400, 404)
  listRecommendationRunItems(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Query() query: ListRunItemsQuery,
  ): Promise<Page<RunItemDto>> {
    return this.runs.listItems(firmId, id, query);
  }
}
