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
import { EnterFactDto, MarketFactDto } from './dto/market-fact.dto.js';
import { MarketFactsService } from './market-facts.service.js';

/** Bodies that Swagger UI offers; invented, and each runs as it stands. */
const FACT_EXAMPLES = {
  forwardPe: {
    summary: 'Small companies without those that lose money (invented)',
    value: {
      symbol: 'IWM',
      kind: 'forward_pe',
      value: 16.4,
      basis: 'loss_makers_left_out',
      source: "The index provider's fact sheet",
      observedOn: '2024-10-31',
    } satisfies EnterFactDto,
  },
  concentration: {
    summary: 'The ten largest of the market (invented)',
    value: {
      kind: 'top10_share',
      value: 33.5,
      basis: 'index_weights',
      note: 'By free-float market value.',
      source: 'Own reckoning from published weights',
      observedOn: '2024-11-15',
    } satisfies EnterFactDto,
  },
};

@ApiTags('Macro')
@Controller('market-facts')
export class MarketFactsController {
  constructor(private readonly facts: MarketFactsService) {}

  @Get()
  @RequireScopes('macro:read')
  @ApiOperation({ summary: 'List the figures that the firm entered, in order of entry' })
  @ApiPage(MarketFactDto, 'A page of facts, those withdrawn included.')
  @Problems(400)
  listMarketFacts(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: PageQuery,
  ): Promise<Page<MarketFactDto>> {
    return this.facts.list(firmId, query);
  }

  @Get(':id')
  @UseInterceptors(EntityTagInterceptor)
  @RequireScopes('macro:read')
  @ApiOperation({ summary: 'Read an entered figure' })
  @ApiUuidParam('id')
  @ApiOkResponse({ type: MarketFactDto })
  @Problems(400, 404)
  getMarketFact(
    @CurrentCaller() { firmId }: Caller,
    @Param('id', UuidParam) id: string,
  ): Promise<MarketFactDto> {
    return this.facts.get(firmId, id);
  }

  @Post()
  @UseInterceptors(EntityTagInterceptor)
  @RequireScopes('macro:write')
  @ApiOperation({
    summary: 'Enter a figure on valuation or concentration, with its source',
    description:
      "It stands as context in the firm's recommendations until it is withdrawn or a later one of the same symbol, kind and basis takes its place. It moves weight only where the firm's policy names its signal, such as `valuation.forward-pe-loss-makers-included`.",
  })
  @ApiBody({ type: EnterFactDto, examples: FACT_EXAMPLES })
  @ApiCreatedResponse({ type: MarketFactDto })
  @Problems(400, 413, 415)
  enterMarketFact(@CurrentCaller() caller: Caller, @Body() request: EnterFactDto): Promise<MarketFactDto> {
    return this.facts.enter(caller, request);
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScopes('macro:write')
  @ApiOperation({ summary: 'Withdraw an entered figure; it stays on the record' })
  @ApiUuidParam('id')
  @ApiIfMatch({ required: true })
  @ApiNoContentResponse({ description: 'Withdrawn: it counts no more.' })
  @Problems(400, 404, 409)
  withdrawMarketFact(
    @CurrentCaller() caller: Caller,
    @Param('id', UuidParam) id: string,
    @IfMatch() expected: ExpectedVersion,
  ): Promise<void> {
    return this.facts.withdraw(caller, id, expected);
  }
}
