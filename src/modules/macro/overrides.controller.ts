import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
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
import { CreateOverrideDto, OverrideDto } from './dto/override.dto.js';
import { OverridesService } from './overrides.service.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
const OVERRIDE_EXAMPLES = {
  dovish: {
    summary: 'The firm reads the statement as dovish',
    value: {
      reading: 'dovish',
      reason: 'The statement dropped "further firming".',
      expiresAt: '2030-01-31T00:00:00Z',
    } satisfies CreateOverrideDto,
  },
};

@ApiTags('Macro')
@Controller('macro/overrides')
export class OverridesController {
  constructor(private readonly overrides: OverridesService) {}

  @Get()
  @RequireScopes('macro:read')
  @ApiOperation({ summary: "List the firm's readings of Fed statements, in order of entry" })
  @ApiPage(OverrideDto, 'A page of overrides, those expired and withdrawn included.')
  @Problems(400)
  listMacroOverrides(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: PageQuery,
  ): Promise<Page<OverrideDto>> {
    return this.overrides.list(firmId, query);
  }

  @Get(':id')
  @UseInterceptors(EntityTagInterceptor)
  @RequireScopes('macro:read')
  @ApiOperation({ summary: 'Read an override' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: OverrideDto })
  @Problems(400, 404)
  getMacroOverride(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<OverrideDto> {
    return this.overrides.get(firmId, id);
  }

  @Post()
  @UseInterceptors(EntityTagInterceptor)
  @RequireScopes('macro:write')
  @ApiOperation({
    summary: "Enter the firm's own reading of a Fed statement",
    description:
      "It takes the place of the data's reading of the Fed's bias in the firm's assessments and recommendations until it expires or is withdrawn; the data's reading stays visible beside it.",
  })
  @ApiBody({ type: CreateOverrideDto, examples: OVERRIDE_EXAMPLES })
  @ApiCreatedResponse({ type: OverrideDto })
  @Problems(400, 413, 415, 422)
  createMacroOverride(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateOverrideDto,
  ): Promise<OverrideDto> {
    return this.overrides.create(caller, request);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('macro:write')
  @ApiOperation({ summary: 'Withdraw an override; it stays on the record' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: "Withdrawn: the data's reading counts again." })
  @Problems(400, 404, 409)
  withdrawMacroOverride(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.overrides.withdraw(caller, id, expected);
  }
}
