import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { FirmsModule } from '../firms/firms.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { BoardService } from './board/board.service.js';
import { ChartController } from './chart.controller.js';
import { ChartsService } from './charts.service.js';
import { LinkTokens } from './links/link-tokens.service.js';
import { LinksController } from './links/links.controller.js';
import { LinksService } from './links/links.service.js';
import { PagesController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { ReportService } from './report/report.service.js';

/** Pictures and pages for people: the chart, the market board, the client report, and links to them. */
@Module({
  imports: [
    AccountsModule,
    ClientsModule,
    FirmsModule,
    MarketRegimeModule,
    PoliciesModule,
    RecommendationsModule,
  ],
  controllers: [ChartController, LinksController, PagesController],
  providers: [BoardService, ChartsService, LinksService, LinkTokens, PagesService, ReportService],
})
export class PagesModule {}
