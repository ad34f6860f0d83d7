import { Controller, Get, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, ApiOperation, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { RequireScopes } from '../../auth/require-scopes.decorator.js';
import { StatementDto, StatementQuery } from '../../runs/dto/statement.dto.js';
import { StatementsService } from '../../runs/statements.service.js';
import { PAGE_HEADERS } from '../page-headers.js';
import { formatOf } from './statement-format.js';
import { StatementPageService } from './statement-page.service.js';

/** The statement of a run by a key. It stands here rather than with runs since one of its forms is the page. */
@ApiTags('Runs')
@ApiExtraModels(StatementDto)
@Controller('recommendation-runs')
export class StatementController {
  constructor(
    private readonly statements: StatementsService,
    private readonly pages: StatementPageService,
  ) {}

  @Get(':id/statement')
  @RequireScopes('recommendations:read')
  @ApiOperation({
    summary: 'Read what a run says of the whole book: who is fully invested, and every exception',
    description:
      'By `format`, or by `Accept`. 409 `run-not-finished` while it is running. A browser opens the same page by a link: `POST /v1/links`.',
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
    if (format === 'json') return this.statements.statement(firmId, id);
    const page = await this.pages.page(firmId, { runId: id });
    void reply.headers(PAGE_HEADERS);
    return page;
  }
}
