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
import { type Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { ClientDto, CreateClientDto, ListClientsQuery, UpdateClientDto } from './dto/client.dto.js';
import { ClientsService } from './clients.service.js';

/** Bodies that Swagger UI offers; each runs as it stands. */
const CLIENT_EXAMPLES = {
  person: { summary: 'A client', value: { name: 'A. Doe' } satisfies CreateClientDto },
};

const CLIENT_CHANGE_EXAMPLES = {
  leave: {
    summary: 'A new name, and out of the household',
    value: { name: 'A. Doe-Roe', householdId: null } satisfies UpdateClientDto,
  },
};

const ETAG = {
  ETag: { description: 'The version in quotes.', schema: { type: 'string', example: '"1"' } },
} as const;

@ApiTags('Clients')
@Controller('clients')
export class ClientsController {
  constructor(private readonly clients: ClientsService) {}

  @Get()
  @RequireScopes('accounts:read')
  @ApiOperation({ summary: 'List clients, in order of creation' })
  @ApiPage(ClientDto, 'A page of clients.')
  @Problems(400)
  listClients(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: ListClientsQuery,
  ): Promise<Page<ClientDto>> {
    return this.clients.list(firmId, query);
  }

  @Post()
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Create a client' })
  @ApiBody({ type: CreateClientDto, examples: CLIENT_EXAMPLES })
  @ApiCreatedResponse({ type: ClientDto, headers: ETAG })
  @Problems(400, 413, 415, 422)
  async createClient(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateClientDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ClientDto> {
    const created = await this.clients.create(caller, request);
    void reply.header('location', `/v1/clients/${created.id}`);
    return created;
  }

  @Get(':id')
  @RequireScopes('accounts:read')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Read a client' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: ClientDto, headers: ETAG })
  @Problems(400, 404)
  getClient(@CurrentCaller() { firmId }: Caller, @Param('id', UuidParam) id: string): Promise<ClientDto> {
    return this.clients.get(firmId, id);
  }

  @Patch(':id')
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Change a client', description: 'Absent fields stay as they are.' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiBody({ type: UpdateClientDto, examples: CLIENT_CHANGE_EXAMPLES })
  @ApiOkResponse({ type: ClientDto, headers: ETAG })
  @Problems(400, 404, 413, 415, 422)
  updateClient(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Body() request: UpdateClientDto,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<ClientDto> {
    return this.clients.update(caller, id, request, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('accounts:write')
  @ApiOperation({ summary: 'Delete a client', description: 'Refused while accounts belong to the client.' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: 'Deleted.' })
  @Problems(400, 404, 409)
  deleteClient(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.clients.delete(caller, id, expected);
  }
}
