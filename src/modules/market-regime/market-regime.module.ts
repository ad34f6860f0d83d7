import { Module } from '@nestjs/common';
import { MarketDataModule } from '../market-data/market-data.module.js';
import { PoliciesModule } from '../policies/policies.module.js';
import { KnownMarkets } from './known-markets.service.js';
import { MarketRegimeController } from './market-regime.controller.js';
import { MarketRegimeService } from './market-regime.service.js';
import { MomentsService } from './moments.service.js';

@Module({
  imports: [MarketDataModule, PoliciesModule],
  controllers: [MarketRegimeController],
  providers: [KnownMarkets, MarketRegimeService, MomentsService],
  exports: [KnownMarkets, MomentsService],
})
export class MarketRegimeModule {}
