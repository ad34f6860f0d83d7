import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
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
import { ApiIfMatch, IfMatch, OptionalIfMatch } from '../../platform/http/if-match.decorator.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import type { Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ApiUuidParam, UuidParam } from '../../platform/http/uuid-param.pipe.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import type { Account } from './account.js';
import { AccountsService } from './accounts.service.js';
import { AccountDto } from './dto/account.dto.js';
import { ExternalIdPath } from './dto/external-id.path.js';
import { ListAccountsQuery } from './dto/list-accounts.query.js';
import { CreateAccountDto, ReplacePositionsDto, UpdateAccountDto } from './dto/write-account.dto.js';
import { ACCOUNT_CHANGE_EXAMPLES, ACCOUNT_EXAMPLES, POSITIONS_EXAMPLES } from './examples.js';

const ETAG = {
  ETag: { description: 'The version in quotes.', schema: { type: 'string', example: '"1"' } },
} as const;

@ApiTags('Accounts')
@Controller('accounts')
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @RequireScopes('accounts:read')
  @ApiOperation({ summary: 'List accounts, in order of creation' })
  @ApiPage(AccountDto, 'A page of accounts.')
  @Problems(400)
  listAccounts(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: ListAccountsQuery,
  ): Promise<Page<Account>> {
    return this.accounts.list(firmId, query);
  }

  @Post()
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Create an account' })
  @ApiBody({ type: CreateAccountDto, examples: ACCOUNT_EXAMPLES })
  @ApiCreatedResponse({ type: AccountDto, headers: ETAG })
  @Problems(400, 409, 413, 415, 422)
  async createAccount(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateAccountDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Account> {
    const account = await this.accounts.create(caller, request);
    void reply.header('location', `/v1/accounts/${account.id}`);
    return account;
  }

  @Put('by-external-id/:system/:externalId')
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({
    summary: 'Create or change the account that another system knows by its own id',
    description:
      'Optional fields that are absent stay as they are, so that a system only sends what it knows.',
  })
  @ApiIfMatch({ required: false })
  @ApiBody({ type: CreateAccountDto, examples: ACCOUNT_EXAMPLES })
  @ApiOkResponse({ type: AccountDto, description: 'Changed.', headers: ETAG })
  @ApiCreatedResponse({ type: AccountDto, description: 'Created.', headers: ETAG })
  @Problems(400, 409, 413, 415, 422)
  async upsertAccountByExternalId(
    @CurrentCaller() caller: Caller,
    @Param() key: ExternalIdPath,
    @Body() request: CreateAccountDto,
    @OptionalIfMatch() expected: ExpectedVersion | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Account> {
    const { account, created } = await this.accounts.upsert(caller, key, request, expected);
    if (created) void reply.code(201).header('location', `/v1/accounts/${account.id}`);
    return account;
  }

  @Get(':id')
  @RequireScopes('accounts:read')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Read an account' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: AccountDto, headers: ETAG })
  @Problems(400, 404)
  getAccount(@CurrentCaller() { firmId }: Caller, @Param('id', UuidParam) id: string): Promise<Account> {
    return this.accounts.get(firmId, id);
  }

  @Patch(':id')
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: 'Change an account', description: 'Absent fields stay as they are.' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiBody({ type: UpdateAccountDto, examples: ACCOUNT_CHANGE_EXAMPLES })
  @ApiOkResponse({ type: AccountDto, headers: ETAG })
  @Problems(400, 404, 409, 413, 415, 422)
  updateAccount(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Body() request: UpdateAccountDto,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<Account> {
    return this.accounts.update(caller, id, request, expected);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('accounts:write')
  @ApiOperation({ summary: 'Delete an account', description: 'Its recommendations stay on record.' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: 'Deleted; its external ids are free again.' })
  @Problems(400, 404)
  deleteAccount(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.accounts.delete(caller, id, expected);
  }

  @Put(':id/positions')
  @RequireScopes('accounts:write')
  @UseInterceptors(EntityTagInterceptor)
  @ApiOperation({ summary: "Replace an account's positions" })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: false })
  @ApiBody({ type: ReplacePositionsDto, examples: POSITIONS_EXAMPLES })
  @ApiOkResponse({ type: AccountDto, headers: ETAG })
  @Problems(400, 404, 413, 415)
  replacePositions(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @Body() request: ReplacePositionsDto,
    @OptionalIfMatch() expected: ExpectedVersion | undefined,
  ): Promise<Account> {
    return this.accounts.replacePositions(caller, id, request, expected);
  }
}
