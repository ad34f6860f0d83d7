import { Injectable } from '@nestjs/common';
import { BoardService } from './board/board.service.js';
import { ChartsService } from './charts.service.js';
import { LinkTokens } from './links/link-tokens.service.js';
import { ReportService } from './report/report.service.js';

/** Opens what a link's token names. Throws 401 `link-expired`, `link-invalid`. */
@Injectable()
export class PagesService {
  constructor(
    private readonly tokens: LinkTokens,
    private readonly boards: BoardService,
    private readonly reports: ReportService,
    private readonly charts: ChartsService,
  ) {}

  async board(token: string | undefined): Promise<string> {
    return this.boards.page(await this.tokens.read('board', token));
  }

  async report(token: string | undefined): Promise<string> {
    return this.reports.page(await this.tokens.read('report', token));
  }

  async chart(token: string | undefined): Promise<string> {
    const { firmId, parameters } = await this.tokens.read('chart', token);
    const { symbol, ...query } = parameters;
    return this.charts.picture(firmId, symbol, query);
  }
}
