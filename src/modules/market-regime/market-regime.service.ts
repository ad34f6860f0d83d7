import { Injectable } from '@nestjs/common';
import { noBar, requireReadSymbol } from '../../domain/market/instruments.js';
import type { RotationReading } from '../../domain/readings/cross/rotation.js';
import { readOneDayRotation } from '../../domain/readings/cross/one-day-rotation.js';
import { readSectorConfirmation } from '../../domain/readings/cross/sector-confirmation.js';
import { readSymbol } from '../../domain/readings/symbol/symbol-reading.js';
import { requireHistory } from '../../domain/recommendation/session.js';
import { readMarket } from '../../domain/regime/market-reading.js';
import { percent, ShownReadings } from '../../domain/words/shown-readings.js';
import { breadthDto } from './breadth.mapper.js';
import type { MarketRegimeDto, RotationDto } from './dto/market-regime.dto.js';
import type { SymbolAnswerDto } from './dto/symbol-reading.dto.js';
import type { AskedTime } from './known-markets.service.js';
import { MomentsService } from './moments.service.js';
import { performanceDto } from './pattern.mapper.js';
import { conditionsDto } from './reading.mapper.js';
import { symbolReadingDto } from './symbol-reading.mapper.js';

/** The market as callers see it. */
@Injectable()
export class MarketRegimeService {
  constructor(private readonly moments: MomentsService) {}

  async regime(firmId: string, asked: AskedTime): Promise<MarketRegimeDto> {
    const { moment, head } = await this.moments.at(firmId, asked);
    const { regime, rotation, symbols, breadth, breadthSeries, sectors, sectorPerformance } =
      readMarket(moment);
    const readings = new ShownReadings();
    const { state, settledState, conditions } = requireHistory(regime, head.asOf);
    return {
      ...head,
      state,
      settledState,
      conditions: conditionsDto(conditions),
      rotation: rotationDto(requireHistory(rotation, head.asOf)),
      symbols: symbols.map(symbolReadingDto),
      breadth: breadthDto(breadth, breadthSeries),
      ...readings.show('oneDayRotation', readOneDayRotation(moment), (day) => ({
        oneDayRotation: { ...day, points: percent(day.points) },
      })),
      ...readings.show('sectorConfirmation', readSectorConfirmation(moment), (confirmation) => ({
        sectorConfirmation: {
          ...confirmation,
          sectors: confirmation.sectors.map((sector) => ({ ...sector })),
        },
      })),
      sectorPerformance: sectorPerformance.map(({ symbol, performance }) => ({
        symbol,
        ...readings.show('sectorPerformance', performance, (table) => ({
          performance: performanceDto(table),
        })),
      })),
      unavailable: readings.unavailable,
      sectors: sectors.map(symbolReadingDto),
    };
  }

  /** Throws 404 `unknown-symbol` for one that isn't read, 422 `no-bar` where it has none that session. */
  async symbol(firmId: string, text: string, asked: AskedTime): Promise<SymbolAnswerDto> {
    const symbol = requireReadSymbol(text);
    const { moment, head } = await this.moments.at(firmId, asked);
    const reading = moment.market.has(symbol) ? readSymbol(moment, symbol) : undefined;
    if (reading === undefined) throw noBar(symbol, head.asOf);
    return { ...head, ...symbolReadingDto(reading) };
  }
}

function rotationDto(rotation: RotationReading): RotationDto {
  const { IWM, MDY, SPY, QQQ } = rotation.evidence.returnsPct;
  const returnsPct = { IWM: percent(IWM), MDY: percent(MDY), SPY: percent(SPY), QQQ: percent(QQQ) };
  return { ...rotation, evidence: { ...rotation.evidence, returnsPct } };
}
