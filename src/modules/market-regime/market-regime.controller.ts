import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { AsOfQuery } from './dto/as-of.query.js';
import { MarketRegimeDto } from './dto/market-regime.dto.js';
import { SymbolAnswerDto } from './dto/symbol-reading.dto.js';
import { MarketRegimeService } from './market-regime.service.js';

@ApiTags('Market regime')
@Controller('market-regime')
export class MarketRegimeController {
  constructor(private readonly regime: MarketRegimeService) {}

  @Get()
  @RequireScopes('market:read')
  @ApiOperation({
    summary: 'Read the market: its regime, the rotation and each symbol',
    description:
      'Trend, rotation and every reading of the four as of a close, raw and settled, with the observed numbers.',
  })
  @ApiOkResponse({ type: MarketRegimeDto })
  @Problems(400, 422)
  getMarketRegime(@CurrentCaller() { firmId }: Caller, @Query() query: AsOfQuery): Promise<MarketRegimeDto> {
    return this.regime.regime(firmId, query);
  }

  @Get(':symbol')
  @RequireScopes('market:read')
  @ApiOperation({ summary: 'Read one symbol' })
  @ApiParam({ name: 'symbol', example: 'IWM' })
  @ApiOkResponse({ type: SymbolAnswerDto })
  @Problems(400, 404, 422)
  getSymbolReading(
    @CurrentCaller() { firmId }: Caller,
    @Param('symbol') symbol: string,
    @Query() query: AsOfQuery,
  ): Promise<SymbolAnswerDto> {
    return this.regime.symbol(firmId, symbol, query);
  }
}
