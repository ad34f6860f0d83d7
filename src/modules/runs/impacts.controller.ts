import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IntParam } from '../../platform/http/int-param.pipe.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { CreateImpactDto, ImpactDto, ImpactHeaderDto } from './dto/impact.dto.js';
import { IMPACT_EXAMPLES } from './examples.js';
import { ImpactsService } from './impacts.service.js';

@ApiTags('Runs')
@Controller()
export class ImpactsController {
  constructor(private readonly impacts: ImpactsService) {}

  @Post('policies/:id/versions/:version/impact')
  @HttpCode(202)
  @RequireScopes('policies:read', 'accounts:read')
  @ApiOperation({
    summary: 'Ask what a version of a policy would change across the whole book',
    description:
      'Whether it is in force, approved or a draft is of no matter. Nothing is stored but the sums. Done in the background: poll the answer for them.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: CreateImpactDto, examples: IMPACT_EXAMPLES })
  @ApiAcceptedResponse({
    type: ImpactDto,
    headers: { Location: { description: 'Where the answer is found.', schema: { type: 'string' } } },
  })
  @Problems(400, 404, 413, 415, 422)
  async createPolicyImpact(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: CreateImpactDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImpactDto> {
    const impact = await this.impacts.create(caller, id, version, request);
    void reply.header('location', `/v1/policy-impacts/${impact.id}`);
    return impact;
  }

  @Get('policies/:id/versions/:version/impact')
  @RequireScopes('policies:read', 'accounts:read')
  @ApiOperation({
    summary: 'List what was asked of a version of a policy across the whole book, latest first',
    description: 'What was found is read one by one, from `/v1/policy-impacts/{id}`.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiPage(ImpactHeaderDto, 'A page of comparisons.')
  @Problems(400, 404)
  listPolicyImpacts(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Query() query: PageQuery,
  ): Promise<Page<ImpactHeaderDto>> {
    return this.impacts.list(firmId, id, version, query);
  }

  @Get('policy-impacts/:id')
  @RequireScopes('policies:read', 'accounts:read')
  @ApiOperation({ summary: 'Read what a version of a policy would change, or how far that has come' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: ImpactDto })
  @Problems(400, 404)
  getPolicyImpact(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<ImpactDto> {
    return this.impacts.get(firmId, id);
  }
}
