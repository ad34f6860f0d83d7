import { Controller, Get, Param, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { ChartsService } from './charts.service.js';
import { ChartQuery } from './dto/chart.query.js';
import { ApiPicture } from './page-response.decorator.js';
import { PictureInterceptor } from './picture.interceptor.js';

@ApiTags('Market regime')
@Controller('market-regime')
export class ChartController {
  constructor(private readonly charts: ChartsService) {}

  @Get(':symbol/chart.svg')
  @UseInterceptors(PictureInterceptor)
  @RequireScopes('market:read')
  @ApiOperation({
    summary: 'Draw one symbol: price, averages, levels and patterns, MACD and relative strength',
    description:
      'SVG without scripts that follows the light or dark theme of its reader. The same question gives the same bytes.',
  })
  @ApiParam({ name: 'symbol', example: 'IWM' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The `ETag` of the picture at hand.' })
  @ApiPicture()
  @Problems(400, 404, 422)
  getChart(
    @CurrentCaller() { firmId }: Caller,
    @Param('symbol') symbol: string,
    @Query() query: ChartQuery,
  ): Promise<string> {
    return this.charts.picture(firmId, symbol, query);
  }
}
