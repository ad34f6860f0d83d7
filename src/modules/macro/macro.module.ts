import { Module } from '@nestjs/common';
import { MarketDataModule } from '../market-data/market-data.module.js';
import { MarketRegimeModule } from '../market-regime/market-regime.module.js';
import { MacroController } from './macro.controller.js';
import { MacroService } from './macro.service.js';

@Module({
  imports: [MarketDataModule, MarketRegimeModule],
  controllers: [MacroController],
  providers: [MacroService],
})
export class MacroModule {}
