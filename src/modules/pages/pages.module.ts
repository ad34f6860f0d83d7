import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { FirmsModule } from '../firms/firms.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { RecommendationsModule } from '../recommendations/recommendations.module.js';
import { RunsModule } from '../runs/runs.module.js';
import { ChartController } from './chart.controller.js';
import { LinkTokens } from './links/link-tokens.service.js';
import { LinksController } from './links/links.controller.js';
import { LinksService } from './links/links.service.js';
import { pageController } from './pages.controller.js';
import { PagesService } from './pages.service.js';
import { PAGE_NAMES, PAGES } from './pages.js';
import { StatementController } from './statement/statement.controller.js';

/** Pictures and pages for people, and links to them; `pages.ts` lists them. */
@Module({
  imports: [
    AccountsModule,
    ClientsModule,
    FirmsModule,
    MarketRegimeModule,
    PoliciesModule,
    RecommendationsModule,
    RunsModule,
  ],
  controllers: [ChartController, LinksController, StatementController, ...PAGE_NAMES.map(pageController)],
  providers: [LinksService, LinkTokens, PagesService, ...PAGE_NAMES.map((page) => PAGES[page].service)],
})
export class PagesModule {}
