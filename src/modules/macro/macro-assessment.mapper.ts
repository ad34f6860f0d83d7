import type { MacroAssessment } from '../../domain/readings/macro/assessment.js';
import type { InflationReading } from '../../domain/readings/macro/inflation.js';
import type { DirectionReading } from '../../domain/readings/macro/rates.js';
import { isUnavailable } from '../../domain/readings/unavailable.js';
import { dollars, percent, ShownReadings } from '../../domain/words/shown-readings.js';
import type { DirectionDto, FedDto, MacroAssessmentDto, PriceIndexDto } from './dto/macro-assessment.dto.js';

/** The assessment as callers see it, without its time: per cent to 2 decimals, series values to 4. */
export function assessmentDto(
  macro: MacroAssessment,
): Omit<MacroAssessmentDto, 'asOf' | 'knownAt' | 'frozen' | 'dataQuality'> {
  const readings = new ShownReadings();
  const { curve, inflation, labour, stance } = macro;
  const dto = {
    fed: fedDto(macro.fed, readings),
    ...readings.show('yields', macro.yields, (reading) => ({ yields: directionDto(reading) })),
    ...readings.show('usd', macro.usd, (reading) => ({ usd: directionDto(reading) })),
    curve: {
      ...readings.show('curve.tenYearLessTwoYear', curve.tenYearLessTwoYear, (spread) => ({
        tenYearLessTwoYear: spread,
      })),
      ...readings.show('curve.tenYearLessThreeMonth', curve.tenYearLessThreeMonth, (spread) => ({
        tenYearLessThreeMonth: spread,
      })),
    },
    inflation: {
      ...readings.show('inflation.corePce', inflation.corePce, (index) => ({ corePce: indexDto(index) })),
      ...readings.show('inflation.coreCpi', inflation.coreCpi, (index) => ({ coreCpi: indexDto(index) })),
    },
    labour: readings.show('labour.sahm', labour.sahm, (sahm) => ({ sahm })),
    ...(typeof stance === 'string' ? { stance } : readings.show('stance', stance, () => ({}))),
  };
  return { ...dto, unavailable: readings.unavailable };
}

function fedDto({ action, bias, stance }: MacroAssessment['fed'], readings: ShownReadings): FedDto {
  return {
    ...readings.show('fed.action', action, (reading) => reading),
    ...readings.show('fed.bias', bias, (reading) => reading),
    ...(stance === undefined || isUnavailable(action) ? {} : { stance }),
  };
}

const directionDto = (reading: DirectionReading): DirectionDto => ({
  ...reading,
  value: dollars(reading.value),
  average: dollars(reading.average),
  change: dollars(reading.change),
});

const indexDto = (reading: InflationReading): PriceIndexDto => ({
  ...reading,
  twelveMonthPct: percent(reading.twelveMonthPct),
  threeMonthAnnualisedPct: percent(reading.threeMonthAnnualisedPct),
  overTargetPoints: percent(reading.overTargetPoints),
});
