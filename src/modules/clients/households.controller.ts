import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EntityTagInterceptor } from '../../platform/http/entity-tag.interceptor.js';
import type { ExpectedVersion } from '../../platform/http/expected-version.js';
import { ApiIfMatch, IfMatch } from '../../platform/http/if-match.decorator.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { CreateHouseholdDto, HouseholdDto, UpdateHouseholdDto } from './dto/household.dto.js';
import { HouseholdsService } from './households.service.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
const HOUSEHOLD_EXAMPLES = {
  one: {
    summary: 'A household that is advised as one',
    value: { name: 'Doe', adviceUnit: 'household', riskProfile: 'growth' } satisfies CreateHouseholdDto,
  },
};

const HOUSEHOLD_CHANGE_EXAMPLES = {
  apart: {
    summary: 'Each account by itself',
    value: { adviceUnit: 'account' } satisfies UpdateHouseholdDto,
  },
};

const ETAG = {
  ETag: { description: 'The version in quotes.', schema: { type: 'string', example: '"1"' } },
} as const;

@ApiTags('Clients')
@Controller('households')
export class HouseholdsController {
  constructor(private readonly households: HouseholdsService) {}

  @Get()
  @RequireScopes('accounts:read')
  @ApiOperation({ summary: 'List households, in order of creation' })
  @ApiPage(HouseholdDto, 'A page of households.')
  @Problems(400)
  listHouseholds(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: PageQuery,
  ): Promise<Page<HouseholdDto>> {
    return this.households.list(firmId, query);
  }

  @Post()
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Create a household' })
  @ApiBody({ type: CreateHouseholdDto, examples: HOUSEHOLD_EXAMPLES })
  @ApiCreatedResponse({ type: HouseholdDto, headers: ETAG })
  @Problems(400, 413, 415, 422)
  async createHousehold(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateHouseholdDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HouseholdDto> {
    const created = await this.households.create(caller, request);
    void reply.header('location', `/v1/households/${created.id}`);
    return created;
  }

  @Get(':id')
  @RequireScopes('accounts:read')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Read a household' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: HouseholdDto, headers: ETAG })
  @Problems(400, 404)
  getHousehold(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<HouseholdDto> {
    return this.households.get(firmId, id);
  }

  @Patch(':id')
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Change a household', description: 'Absent fields stay as they are.' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiBody({ type: UpdateHouseholdDto, examples: HOUSEHOLD_CHANGE_EXAMPLES })
  @ApiOkResponse({ type: HouseholdDto, headers: ETAG })
  @Problems(400, 404, 413, 415, 422)
  updateHousehold(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Body() request: UpdateHouseholdDto,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<HouseholdDto> {
    return this.households.update(caller, id, request, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('accounts:write')
  @ApiOperation({
    summary: 'Delete a household',
    description: 'Refused while clients belong to the household.',
  })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: 'Deleted.' })
  @Problems(400, 404, 409)
  deleteHousehold(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.households.delete(caller, id, expected);
  }
}
