import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { POLICY_SCHEMA } from '../../domain/policy/policy-schema.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { IntParam } from '../../platform/http/int-param.pipe.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { DiffQuery, PolicyDiffDto } from './dto/policy-diff.dto.js';
import { PolicyPresetsDto } from './dto/preset.dto.js';
import { CreatePolicyDto, CreateVersionDto } from './dto/write-policy.dto.js';
import { POLICY_EXAMPLES, VERSION_EXAMPLES } from './examples.js';
import { listPresets } from './list-presets.js';
import { PolicyDraftsService } from './policy-drafts.service.js';
import { PolicyDto, PolicyRulesDto, PolicyVersionDto, PolicyVersionHeaderDto } from './dto/policy.dto.js';
import { PoliciesService } from './policies.service.js';

@ApiTags('Policies')
@Controller('policies')
export class PoliciesController {
  constructor(
    private readonly policies: PoliciesService,
    private readonly drafts: PolicyDraftsService,
  ) {}

  @Get()
  @RequireScopes('policies:read')
  @ApiOperation({ summary: "List the firm's policies, in order of creation" })
  @ApiPage(PolicyDto, 'A page of policies.')
  @Problems(400)
  listPolicies(@CurrentCaller() { firmId }: Caller, @Query() query: PageQuery): Promise<Page<PolicyDto>> {
    return this.policies.list(firmId, query);
  }

  @Post()
  @RequireScopes('policies:write')
  @ApiOperation({
    summary: 'Create a policy, with version 1 as a draft',
    description:
      'From a document or a preset. Nothing follows it until a version is submitted, approved by another principal and activated; a recommendation preview can try a draft.',
  })
  @ApiBody({ type: CreatePolicyDto, examples: POLICY_EXAMPLES })
  @ApiCreatedResponse({ type: PolicyDto })
  @Problems(400, 409, 413, 415, 422)
  createPolicy(@CurrentCaller() caller: Caller, @Body() request: CreatePolicyDto): Promise<PolicyDto> {
    return this.drafts.createPolicy(caller, request);
  }

  @Get('presets')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'List the documents to start from' })
  @ApiOkResponse({ type: PolicyPresetsDto })
  listPolicyPresets(): PolicyPresetsDto {
    return listPresets();
  }

  @Get('schema')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'The JSON Schema of a policy document' })
  @ApiOkResponse({
    description: 'JSON Schema, draft 2020-12.',
    schema: { type: 'object', additionalProperties: true },
  })
  getPolicySchema(): typeof POLICY_SCHEMA {
    return POLICY_SCHEMA;
  }

  @Get(':id')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'Read a policy' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: PolicyDto })
  @Problems(400, 404)
  getPolicy(@CurrentCaller() { firmId }: Caller, @Param('id', UuidParam) id: string): Promise<PolicyDto> {
    return this.policies.get(firmId, id);
  }

  @Get(':id/versions')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'List the versions of a policy, the newest first' })
  @ApiUuidParam('id')
  @ApiPage(PolicyVersionHeaderDto, 'A page of versions, without their documents.')
  @Problems(400, 404)
  listPolicyVersions(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Query() query: PageQuery,
  ): Promise<Page<PolicyVersionHeaderDto>> {
    return this.policies.listVersions(firmId, id, query);
  }

  @Post(':id/versions')
  @RequireScopes('policies:write')
  @ApiOperation({
    summary: 'Write a further version of a policy, as a draft',
    description: 'From a document, a preset or another version. Versions never change once written.',
  })
  @ApiUuidParam('id')
  @ApiBody({ type: CreateVersionDto, examples: VERSION_EXAMPLES })
  @ApiCreatedResponse({ type: PolicyVersionHeaderDto })
  @Problems(400, 404, 413, 415, 422)
  createPolicyVersion(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Body() request: CreateVersionDto,
  ): Promise<PolicyVersionHeaderDto> {
    return this.drafts.createVersion(caller, id, request);
  }

  @Get(':id/versions/:version')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'Read a version of a policy: the document, and what the evidence says of it' })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: PolicyVersionDto })
  @Problems(400, 404)
  getPolicyVersion(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
  ): Promise<PolicyVersionDto> {
    return this.policies.getVersion(firmId, id, version);
  }

  @Get(':id/versions/:version/rules')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'What each rule of a policy version means' })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: PolicyRulesDto })
  @Problems(400, 404)
  async listPolicyRules(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
  ): Promise<PolicyRulesDto> {
    return { data: await this.policies.listRules(firmId, id, version) };
  }

  @Get(':id/versions/:version/diff')
  @RequireScopes('policies:read')
  @ApiOperation({ summary: 'Compare a policy version with another, in data and in words' })
  @ApiUuidParam('id')
  @ApiParam({ name: 'version', schema: { type: 'integer', minimum: 1, example: 1 } })
  @ApiOkResponse({ type: PolicyDiffDto })
  @Problems(400, 404)
  diffPolicyVersions(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
    @Param('version', IntParam) version: number,
    @Query() { against }: DiffQuery,
  ): Promise<PolicyDiffDto> {
    return this.policies.diff(firmId, id, version, against);
  }
}
