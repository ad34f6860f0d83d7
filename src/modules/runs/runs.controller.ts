import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  Param,
  Post,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
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
import { StatementDto, StatementQuery } from './dto/statement.dto.js';
import { RUN_EXAMPLES } from './examples.js';
import { RunsService } from './runs.service.js';
import { formatOf } from './statement-format.js';
import { statementPage } from './statement-page.js';
import { StatementsService } from './statements.service.js';

@ApiTags('Runs')
@ApiExtraModels(StatementDto)
@Controller('recommendation-runs')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly statements: StatementsService,
  ) {}

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

  @Get(':id/statement')
  @RequireScopes('recommendations:read')
  @ApiOperation({
    summary: 'Read what a run says of the whole book: who is fully invested, and every exception',
    description: 'By `format`, or by `Accept`. 409 `run-not-finished` while it is running.',
  })
  @ApiUuidParam('id')
  @ApiOkResponse({
    description: 'The statement.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(StatementDto) } },
      'text/csv': { schema: { type: 'string' } },
      'text/html': { schema: { type: 'string' } },
    },
  })
  @Problems(400, 404, 409)
  async getRecommendationRunStatement(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Query() query: StatementQuery,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StatementDto | StreamableFile | string> {
    void reply.header('vary', 'accept');
    const format = formatOf(query.format, accept);
    if (format === 'csv') {
      const disposition = `attachment; filename="statement-${id}.csv"`;
      const lines = await this.statements.lines(firmId, id);
      return new StreamableFile(lines, { type: 'text/csv; charset=utf-8', disposition });
    }
    const statement = await this.statements.statement(firmId, id);
    if (format === 'json') return statement;
    void reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");
    return statementPage(statement);
  }
}
