import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../../platform/http/uuid-param.pipe.js';
import { RequireScopes } from '../../auth/require-scopes.decorator.js';
import { SyncDto, SyncRequestDto } from './sync.dto.js';
import type { SyncJob } from './sync-job.js';
import { SyncService } from './sync.service.js';

@ApiTags('Market data')
@Controller('market-data/sync')
export class SyncController {
  constructor(private readonly sync: SyncService) {}

  @Post()
  @HttpCode(202)
  @RequireScopes('operator')
  @ApiOperation({
    summary: 'Synchronise prices and macro series with the providers, in the background',
    description:
      'One synchronisation runs at a time, whichever instance was asked: while one does, its job is the answer. Without a body, everything is synchronised. Poll the job for its progress.',
  })
  @ApiBody({ required: false, type: SyncRequestDto, examples: { all: { summary: 'Everything', value: {} } } })
  @ApiAcceptedResponse({
    type: SyncDto,
    headers: { Location: { description: 'Where its progress is found.', schema: { type: 'string' } } },
  })
  @Problems(400, 409, 413, 415)
  async startSync(
    @Body() asked: SyncRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SyncDto> {
    const job = syncDto(await this.sync.begin('request', asked));
    void reply.header('location', `/v1/market-data/sync/${job.id}`);
    return job;
  }

  @Get(':id')
  @RequireScopes('market-data:read')
  @ApiOperation({ summary: 'See how a synchronisation gets on' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: SyncDto })
  @Problems(400, 404)
  async getSync(@Param('id', UuidParam) id: string): Promise<SyncDto> {
    return syncDto(await this.sync.find(id));
  }
}

const syncDto = ({ createdAt, finishedAt, ...job }: SyncJob): SyncDto => ({
  ...job,
  createdAt: createdAt.toISOString(),
  ...(finishedAt === undefined ? {} : { finishedAt: finishedAt.toISOString() }),
  done: job.items.filter(({ state }) => state !== 'pending').length,
  total: job.items.length,
});
