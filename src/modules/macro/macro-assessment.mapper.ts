import type { MacroAssessment } from '../../domain/readings/macro/assessment.js';
import type { FedOverride } from '../../domain/readings/macro/fed-override.js';
import type { StatementReading } from '../../domain/readings/macro/fed-statement.js';
import type { InflationReading } from '../../domain/readings/macro/inflation.js';
import type { ClaimsReading } from '../../domain/readings/macro/labour.js';
import type { DirectionReading } from '../../domain/readings/macro/rates.js';
import { isUnavailable } from '../../domain/readings/unavailable.js';
import { tellConflict } from '../../domain/words/conflict-in-words.js';
import { dollars, percent, ShownReadings } from '../../domain/words/shown-readings.js';
import type {
  ClaimsDto,
  DirectionDto,
  FedDto,
  FedOverrideDto,
  MacroAssessmentDto,
  PriceIndexDto,
} from './dto/macro-assessment.dto.js';
import type { FedStatementDto } from './dto/statement.dto.js';

/** The assessment as callers see it, without its time: per cent to 2 decimals, series values to 4. */
export function assessmentDto(
  macro: MacroAssessment,
): Omit<MacroAssessmentDto, 'asOf' | 'knownAt' | 'frozen' | 'dataQuality'> {
  const readings = new ShownReadings();
  const { curve, inflation, labour, credit, probit, recessionRisk, stance } = macro;
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
    labour: {
      ...readings.show('labour.sahm', labour.sahm, (sahm) => ({ sahm })),
      ...readings.show('labour.payrolls', labour.payrolls, (payrolls) => ({
        payrolls: { ...payrolls, threeMonthAverage: Math.round(payrolls.threeMonthAverage) },
      })),
      ...readings.show('labour.claims', labour.claims, (claims) => ({ claims: claimsDto(claims) })),
    },
    ...readings.show('credit', credit, (reading) => ({
      credit: { ...reading, changePoints: percent(reading.changePoints) },
    })),
    ...readings.show('probit', probit, (reading) => ({
      probit: {
        date: reading.date,
        spreadPoints: percent(reading.spreadPoints),
        probabilityPct: percent(reading.probabilityPct),
      },
    })),
    ...readings.show('recessionRisk', recessionRisk, ({ score, parts }) => ({
      recessionRisk: {
        score: percent(score),
        parts: parts.map((part) => ({ ...part, points: percent(part.points), value: percent(part.value) })),
      },
    })),
    ...(typeof stance === 'string' ? { stance } : readings.show('stance', stance, () => ({}))),
  };
  const conflicts = macro.conflicts.map((conflict) => ({
    ...conflict,
    readings: conflict.readings.map((reading) => ({ ...reading })),
    ...(conflict.score === undefined ? {} : { score: percent(conflict.score) }),
    because: tellConflict(conflict),
  }));
  return { ...dto, conflicts, unavailable: readings.unavailable };
}

function fedDto(
  { action, bias, statement, override, stance }: MacroAssessment['fed'],
  readings: ShownReadings,
): FedDto {
  return {
    ...readings.show('fed.action', action, (reading) => reading),
    ...readings.show('fed.bias', bias, (reading) => reading),
    ...readings.show('fed.statement', statement, (reading) => ({ statement: statementDto(reading) })),
    ...(override === undefined ? {} : { override: inForceDto(override) }),
    ...(stance === undefined || isUnavailable(action) ? {} : { stance }),
  };
}

const statementDto = ({ releasedAt, sentences, removed, ...reading }: StatementReading): FedStatementDto => ({
  ...reading,
  releasedAt: new Date(releasedAt).toISOString(),
  sentences: sentences.map((sentence) => ({ ...sentence })),
  removed: removed.map((sentence) => ({ ...sentence })),
});

const inForceDto = ({ id, reading, author, reason, createdAt, expiresAt }: FedOverride): FedOverrideDto => ({
  id,
  reading,
  author,
  reason,
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
});

const claimsDto = ({ week, average, low, overLowPct }: ClaimsReading): ClaimsDto => ({
  week,
  average: Math.round(average),
  low: { week: low.week, average: Math.round(low.average) },
  overLowPct: percent(overLowPct),
});

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
