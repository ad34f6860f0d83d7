import { Body, Controller, Get, Headers, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '../../platform/http/page.js';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import type { Caller } from '../auth/caller.js';
import { CurrentCaller } from '../auth/current-caller.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { BarsService } from './bars.service.js';
import { BarDto } from './dto/bar.dto.js';
import { BarsQuery } from './dto/bars-query.dto.js';
import { ImportQuery } from './dto/import-query.dto.js';
import { ImportResultDto } from './dto/import-result.dto.js';
import { QualityDto, QualityQuery } from './dto/quality.dto.js';
import { ImportBarsService } from './import-bars.service.js';
import { QualityService } from './quality.service.js';

const CSV_EXAMPLE = `symbol,date,open,high,low,close,adj_close,volume
IWM,2024-11-27,165.12,166.90,164.87,166.00,166.00,31250000
`;
const NDJSON_EXAMPLE =
  '{"symbol":"IWM","date":"2024-11-27","open":165.12,"high":166.9,"low":164.87,"close":166,"volume":31250000}\n';

@ApiTags('Market data')
@Controller('market-data')
export class MarketDataController {
  constructor(
    private readonly bars: BarsService,
    private readonly imports: ImportBarsService,
    private readonly quality: QualityService,
  ) {}

  @Get('bars')
  @RequireScopes('market-data:read')
  @ApiOperation({ summary: "Read a symbol's daily bars, as known now or at an instant in the past" })
  @ApiPage(BarDto, 'Bars in order of session, each in the version in force.')
  @Problems(400)
  listBars(@Query() query: BarsQuery): Promise<Page<BarDto>> {
    return this.bars.list(query);
  }

  @Post('bars/import')
  @HttpCode(200)
  @RequireScopes('operator')
  @ApiOperation({
    summary: 'Import daily bars as CSV or NDJSON, all or nothing',
    description:
      'Columns: symbol, date, open, high, low, close, adj_close (optional), volume; in NDJSON the same names, one object a line. Rows of a symbol ascend by date. A bar of a session that is already there and differs becomes a correction: a further version, in force from now on. The body is read as it comes in, however large. With `dryRun`, the answer tells what would become of each row, also of those that cannot be read; without it one bad row is enough that nothing is stored. The sample market takes no imports (409 `dataset-is-sample`): real and synthetic bars are never mixed.',
    requestBody: {
      required: true,
      content: {
        'text/csv': { schema: { type: 'string', example: CSV_EXAMPLE } },
        'application/x-ndjson': { schema: { type: 'string', example: NDJSON_EXAMPLE } },
      },
    },
  })
  @ApiOkResponse({ type: ImportResultDto, description: 'What was stored, or would be.' })
  @Problems(400, 409, 413, 415, 422)
  importBars(
    @Body() body: unknown,
    @Headers('content-type') contentType: string | undefined,
    @Query() { dryRun }: ImportQuery,
  ): Promise<ImportResultDto> {
    return this.imports.import(body, contentType, dryRun === 'true');
  }

  @Get('quality')
  @RequireScopes('market-data:read')
  @ApiOperation({
    summary: 'See gaps, stale data and everything doubtful about it',
    description:
      'Missing sessions, outliers, splits nobody announced, sources that disagree, and values revised since the last recommendation.',
  })
  @ApiOkResponse({ type: QualityDto, description: 'Each symbol and series, and what is doubtful.' })
  @Problems(400)
  readMarketDataQuality(
    @CurrentCaller() { firmId }: Caller,
    @Query() query: QualityQuery,
  ): Promise<QualityDto> {
    return this.quality.report(firmId, query);
  }
}
