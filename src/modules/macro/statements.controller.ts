import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiPage } from '../../platform/http/page-response.decorator.js';
import type { Page } from '../../platform/http/page.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RequireScopes } from '../auth/require-scopes.decorator.js';
import { FedStatementsService, type StatementVersion } from '../market-data/fed-statements.service.js';
import {
  AddedStatementDto,
  AddStatementDto,
  StatementsQueryDto,
  StatementVersionDto,
} from './dto/statement.dto.js';

/** Bodies that Swagger UI offers; invented. */
const STATEMENT_EXAMPLES = {
  cut: {
    summary: 'An invented statement',
    value: {
      date: '2024-11-07',
      title: 'An invented statement',
      body: 'Economic activity has expanded at a solid pace. The Committee decided to lower the target range by 1/4 percentage point.',
    } satisfies AddStatementDto,
  },
};

@ApiTags('Macro')
@Controller('macro/statements')
export class StatementsController {
  constructor(private readonly statements: FedStatementsService) {}

  @Get()
  @RequireScopes('macro:read')
  @ApiOperation({ summary: "Read the Fed's statements, every version, with when each became known" })
  @ApiPage(StatementVersionDto, 'Versions in order of date, then of when they were learned.')
  @Problems(400)
  listFedStatements(@Query() query: StatementsQueryDto): Promise<Page<StatementVersion>> {
    return this.statements.list(query);
  }

  @Post()
  @RequireScopes('operator')
  @ApiOperation({
    summary: 'Add a statement of the Fed, or correct one',
    description:
      'There is one a date. Where the date has one that differs, this is its correction: a further version, known from now on; what was advised before stays reproducible. It counts as public at 14:00 in New York of its date (docs/DATA.md). The sample market takes none (409 `dataset-is-sample`).',
  })
  @ApiBody({ type: AddStatementDto, examples: STATEMENT_EXAMPLES })
  @ApiCreatedResponse({
    type: AddedStatementDto,
    description: 'The version in force, and what became of it.',
  })
  @Problems(400, 409, 413, 415)
  addFedStatement(@Body() request: AddStatementDto): Promise<AddedStatementDto> {
    return this.statements.add(request);
  }
}
