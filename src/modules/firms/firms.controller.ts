import { Body, Controller, Get, Patch, UseInterceptors } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { EntityTagInterceptor } from '../../platform/http/entity-tag.interceptor.js';
import type { ExpectedVersion } from '../../platform/http/expected-version.js';
import { ApiIfMatch, IfMatch } from '../../platform/http/if-match.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { FirmDto, UpdateFirmDto } from './dto/firm.dto.js';
import { FirmsService } from './firms.service.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
const CHANGE_EXAMPLES = {
  disclosures: {
    summary: 'What the firm wants said beside its advice',
    value: {
      disclosures: 'Advice is based on the information on file. All investing involves risk.',
    } satisfies UpdateFirmDto,
  },
};

@ApiTags('Firm')
@Controller('firm')
@UseInterceptors(EntityTagInterceptor)
export class FirmsController {
  constructor(private readonly firms: FirmsService) {}

  @Get()
  @RequireScopes('firm:read')
  @ApiOperation({ summary: 'Read the firm that the key belongs to' })
  @ApiOkResponse({ type: FirmDto })
  getFirm(@CurrentCaller() caller: Caller): Promise<FirmDto> {
    return this.firms.get(caller);
  }

  @Patch()
  @RequireScopes('firm:write')
  @ApiOperation({ summary: 'Change the firm: name, disclosures, default policy' })
  @ApiIfMatch({ required: true })
  @ApiBody({ type: UpdateFirmDto, examples: CHANGE_EXAMPLES })
  @ApiOkResponse({ type: FirmDto })
  @Problems(400, 422)
  updateFirm(
    @CurrentCaller() caller: Caller,
    @Body() request: UpdateFirmDto,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<FirmDto> {
    return this.firms.update(caller, request, expected);
  }
}
