import { Body, Controller, Post, Req } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { listed } from '../../../domain/words/format.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import type { Caller } from '../../auth/caller.js';
import { CurrentCaller } from '../../auth/current-caller.decorator.js';
import { RequireScopes } from '../../auth/require-scopes.decorator.js';
import { CreateLinkDto, LinkDto } from '../dto/link.dto.js';
import { PAGE_NAMES, PAGES } from '../pages.js';
import { LinksService } from './links.service.js';

const SCOPES_BESIDES = PAGE_NAMES.flatMap((page) => {
  const scopes = PAGES[page].scopes.map((scope) => `\`${scope}\``);
  return scopes.length === 0 ? [] : [`\`${page}\` ${listed(scopes)}`];
}).join('; ');

const EXAMPLES = {
  board: { summary: 'The market board', value: { page: 'board' } satisfies CreateLinkDto },
  chart: {
    summary: 'The chart of IWM',
    value: { page: 'chart', symbol: 'IWM', sessions: 252 } satisfies CreateLinkDto,
  },
};

@ApiTags('Pages')
@Controller('links')
export class LinksController {
  constructor(private readonly links: LinksService) {}

  @Post()
  @RequireScopes('market:read')
  @ApiOperation({
    summary: 'Make a link that a browser opens without a key',
    description: `It opens one page with these parameters, for this firm, until it expires. Scopes that a page needs besides: ${SCOPES_BESIDES}. 409 \`run-not-finished\` for the statement of a run that is under way.`,
  })
  @ApiBody({ type: CreateLinkDto, examples: EXAMPLES })
  @ApiCreatedResponse({ type: LinkDto })
  @Problems(400, 404, 409, 413, 415, 422)
  createLink(
    @CurrentCaller() caller: Caller,
    @Body() request: CreateLinkDto,
    @Req() reached: FastifyRequest,
  ): Promise<LinkDto> {
    return this.links.create(caller, request, reached);
  }
}
