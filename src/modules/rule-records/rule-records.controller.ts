import { Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IntParam } from '../../platform/http/int-param.pipe.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { RuleRecordDto } from './dto/rule-record.dto.js';
import { RuleRecords } from './rule-records.service.js';

@ApiTags('Policies')
@Controller('policies')
export class RuleRecordsController {
  constructor(private readonly records: RuleRecords) {}

  @Get(':id/versions/:version/record')
  @RequireScopes('policies:read')
  @ApiOperation({
    summary: 'Read how each rule of a policy version has done since history begins',
    description:
      'How often each tilt was held, for how long, and what it bought returned over what it sold, with how far that is certain, before and after a split date. Nothing in it looks ahead, and it may say that a rule has shown no edge.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: RuleRecordDto, description: 'The newest record.' })
  @Problems(400, 404)
  getPolicyRecord(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
  ): Promise<RuleRecordDto> {
    return this.records.get(firmId, id, version);
  }

  @Post(':id/versions/:version/record')
  @HttpCode(200)
  @RequireScopes('policies:write')
  @ApiOperation({
    summary: 'Compute the record of a policy version now and store it',
    description:
      'Takes some seconds on a long history. Versions in force get theirs by themselves; this is for one that is not, or for data that is new.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: RuleRecordDto, description: 'The same record was stored already.' })
  @ApiCreatedResponse({
    type: RuleRecordDto,
    description: 'Computed and stored.',
    headers: { Location: { description: 'Where it is found.', schema: { type: 'string' } } },
  })
  @Problems(400, 404, 422)
  async computePolicyRecord(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RuleRecordDto> {
    const { record, created } = await this.records.compute(caller, id, version);
    if (created) void reply.code(201).header('location', `/v1/policies/${id}/versions/${version}/record`);
    return record;
  }
}
