import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { IntParam } from '../../platform/http/int-param.pipe.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { PolicyVersionHeaderDto } from './dto/policy.dto.js';
import { ActivateDto, NoteDto } from './dto/write-policy.dto.js';
import { ACTIVATE_EXAMPLES, NOTE_EXAMPLES } from './examples.js';
import { PolicyLifecycleService } from './policy-lifecycle.service.js';

@ApiTags('Policies')
@Controller('policies/:id/versions/:version')
export class PolicyLifecycleController {
  constructor(private readonly lifecycle: PolicyLifecycleService) {}

  @Post('submit')
  @HttpCode(200)
  @RequireScopes('policies:write')
  @ApiOperation({
    summary: 'Ask for the approval of a draft',
    description: 'From then on it waits for a principal who neither wrote nor submitted it.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: NoteDto, examples: NOTE_EXAMPLES })
  @ApiOkResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 409, 413, 415)
  submitPolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: NoteDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.lifecycle.act(caller, id, version, 'submitted', request);
  }

  @Post('approve')
  @HttpCode(200)
  @RequireScopes('policies:approve')
  @ApiOperation({
    summary: 'Approve a submitted version',
    description:
      'By another principal than its author and its submitter, whichever key is used: else 409 `own-policy`.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: NoteDto, examples: NOTE_EXAMPLES })
  @ApiOkResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 409, 413, 415)
  approvePolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: NoteDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.lifecycle.act(caller, id, version, 'approved', request);
  }

  @Post('reject')
  @HttpCode(200)
  @RequireScopes('policies:approve')
  @ApiOperation({
    summary: 'Refuse a submitted version',
    description: 'It stays on the record; a further version can start from it.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: NoteDto, examples: NOTE_EXAMPLES })
  @ApiOkResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 409, 413, 415)
  rejectPolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: NoteDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.lifecycle.act(caller, id, version, 'rejected', request);
  }

  @Post('activate')
  @HttpCode(200)
  @RequireScopes('policies:approve')
  @ApiOperation({
    summary: 'Put an approved version in force, from a date on',
    description:
      'Of the active versions of a policy, the one of the latest date that is reached is in force.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: ActivateDto, examples: ACTIVATE_EXAMPLES })
  @ApiOkResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 409, 413, 415, 422)
  activatePolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: ActivateDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.lifecycle.act(caller, id, version, 'activated', request);
  }

  @Post('retire')
  @HttpCode(200)
  @RequireScopes('policies:approve')
  @ApiOperation({
    summary: 'Take a version out of use; it stays on the record',
    description:
      'Where it was in force, the active version before it is in force again. The only one of the default policy stays: 409 `policy-in-use`.',
  })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiBody({ type: NoteDto, examples: NOTE_EXAMPLES })
  @ApiOkResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 409, 413, 415)
  retirePolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Body() request: NoteDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.lifecycle.act(caller, id, version, 'retired', request);
  }
}
