import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiIfMatch, IfMatch } from '../../platform/http/if-match.decorator.js';
import type { ExpectedVersion } from '../../platform/http/expected-version.js';
import { PageQuery, type Page } from '../../platform/http/page.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiKeysService } from './api-keys.service.js';
import type { Caller } from './caller.js';
import { CurrentCaller } from './current-caller.decorator.js';
import { ApiKeyDto, CreatedApiKeyDto } from './dto/api-key.dto.js';
import { CreateApiKeyDto } from './dto/create-api-key.dto.js';
import { RequireScopes } from './require-scopes.decorator.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
const KEY_EXAMPLES = {
  sync: {
    summary: 'A key by which a CRM keeps accounts current',
    value: {
      name: 'Nightly CRM sync',
      scopes: ['accounts:read', 'accounts:write'],
      principal: { name: 'CRM sync', kind: 'system' },
    } satisfies CreateApiKeyDto,
  },
};

@ApiTags('API keys')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly apiKeys: ApiKeysService) {}

  @Get()
  @RequireScopes('keys:read')
  @ApiOperation({ summary: "List the firm's API keys, in order of creation" })
  @ApiPage(ApiKeyDto, 'A page of keys, without their secrets.')
  @Problems(400)
  listApiKeys(@CurrentCaller() caller: Caller, @Query() query: PageQuery): Promise<Page<ApiKeyDto>> {
    return this.apiKeys.list(caller, query);
  }

  @Post()
  @RequireScopes('keys:write')
  @ApiOperation({ summary: 'Create an API key' })
  @ApiBody({ type: CreateApiKeyDto, examples: KEY_EXAMPLES })
  @ApiCreatedResponse({
    type: CreatedApiKeyDto,
    description: 'The only answer that ever holds the whole key.',
  })
  @Problems(400, 422)
  createApiKey(@CurrentCaller() caller: Caller, @Body() request: CreateApiKeyDto): Promise<CreatedApiKeyDto> {
    return this.apiKeys.create(caller, request);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('keys:write')
  @ApiOperation({ summary: 'Revoke an API key' })
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: 'Revoked. The key stays listed.' })
  @Problems(404, 409)
  revokeApiKey(
    @CurrentCaller() caller: Caller,
    @Param('id') id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.apiKeys.revoke(caller, id, expected);
  }
}
