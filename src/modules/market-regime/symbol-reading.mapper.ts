import type { HighsReading } from '../../domain/readings/symbol/distance-from-high.js';
import type { MacdReading } from '../../domain/readings/symbol/macd.js';
import { PERIODS, type MovingAverage } from '../../domain/readings/symbol/moving-averages.js';
import type { RelativeStrength } from '../../domain/readings/cross/relative-strength.js';
import { keyLevels } from '../../domain/readings/symbol/key-levels.js';
import type { SymbolReading } from '../../domain/readings/symbol/symbol-reading.js';
import type { Unavailable } from '../../domain/readings/unavailable.js';
import type {
  DistanceFromHighDto,
  MacdDto,
  MovingAverageDto,
  RelativeStrengthDto,
  SymbolReadingDto,
} from './dto/symbol-reading.dto.js';
import { dollars, percent, ratio, ShownReadings } from '../../domain/words/shown-readings.js';
import {
  baseDto,
  breakoutDto,
  downtrendLineDto,
  fibExtensionDto,
  gapDto,
  keyLevelDto,
  outsideDayDto,
  performanceDto,
  tightFlagDto,
  weeklyDto,
} from './pattern.mapper.js';
import { conditionsDto } from './reading.mapper.js';

type Patterns = Partial<
  Pick<
    SymbolReadingDto,
    | 'base'
    | 'breakout'
    | 'falseBreakout'
    | 'roleReversal'
    | 'flag'
    | 'downtrendLine'
    | 'outsideDay'
    | 'gap'
    | 'fibExtension'
    | 'weekly'
    | 'performance'
  >
>;

/** One symbol's reading as callers see it, rounded: dollars to 4 decimals, per cent to 2, ratios to 6. */
export function symbolReadingDto(reading: SymbolReading): SymbolReadingDto {
  const readings = new ShownReadings();
  return {
    symbol: reading.symbol,
    close: dollars(reading.close),
    ...readings.show('trend', reading.trend, ({ state, conditions }) => ({
      trend: state,
      trendConditions: conditionsDto(conditions),
    })),
    movingAverages: reading.movingAverages.flatMap((one, i) => {
      const { average } = readings.show(`movingAverages.${PERIODS[i]}`, one, (made) => ({
        average: movingAverageDto(made),
      }));
      return average === undefined ? [] : [average];
    }),
    ...(reading.stacked === undefined ? {} : { stacked: reading.stacked }),
    ...readings.show('macd', reading.macd, (macd) => ({ macd: macdDto(macd) })),
    ...readings.show('rsi14', reading.rsi14, ({ value, state }) => ({
      rsi14: percent(value),
      rsiState: state,
    })),
    ...readings.show('structure', reading.structure, ({ state, broken, brokenOn, swings }) => ({
      swings: swings.map((swing) => ({ ...swing, price: dollars(swing.price) })),
      structure: { state, broken, ...(brokenOn === undefined ? {} : { brokenOn }) },
    })),
    ...(reading.relativeStrength === undefined
      ? {}
      : readings.show('relativeStrength', reading.relativeStrength, (line) => ({
          relativeStrength: relativeStrengthDto(line),
        }))),
    ...readings.show('distanceFromHigh', reading.distanceFromHigh, (highs) => ({
      distanceFromHigh: distanceFromHighDto(highs),
    })),
    ...patternsDto(reading, readings),
    levels: keyLevels(reading).map(keyLevelDto),
    unavailable: readings.unavailable,
  };
}

/** Patterns: absent where there is none, and named as unavailable where that can't be said. */
function patternsDto(reading: SymbolReading, readings: ShownReadings): Patterns {
  const shown = <T extends object>(
    name: string,
    value: T | Unavailable | undefined,
    map: (value: T) => Patterns,
  ): Patterns => (value === undefined ? {} : readings.show<T, Patterns>(name, value, map));
  return {
    ...shown('base', reading.base, (base) => ({ base: baseDto(base) })),
    ...shown('breakout', reading.breakout, breakoutDto),
    ...shown('roleReversal', reading.roleReversal, (reversal) => ({
      roleReversal: { ...reversal, level: dollars(reversal.level) },
    })),
    ...shown('flag', reading.flag, (flag) => ({ flag: tightFlagDto(flag) })),
    ...shown('downtrendLine', reading.downtrendLine, (line) => ({ downtrendLine: downtrendLineDto(line) })),
    ...shown('outsideDay', reading.outsideDay, (bars) => ({ outsideDay: outsideDayDto(bars) })),
    ...shown('gap', reading.gap, (gap) => ({ gap: gapDto(gap) })),
    ...shown('fibExtension', reading.fibExtension, (extension) => ({
      fibExtension: fibExtensionDto(extension),
    })),
    ...shown('weekly', reading.weekly, (weekly) => ({ weekly: weeklyDto(weekly) })),
    ...shown('performance', reading.performance, (table) => ({ performance: performanceDto(table) })),
  };
}

const movingAverageDto = (average: MovingAverage): MovingAverageDto => ({
  ...average,
  value: dollars(average.value),
  distancePct: percent(average.distancePct),
});

const macdDto = (macd: MacdReading): MacdDto => ({
  ...macd,
  line: dollars(macd.line),
  signal: dollars(macd.signal),
  histogram: dollars(macd.histogram),
});

const relativeStrengthDto = (line: RelativeStrength): RelativeStrengthDto => ({
  ...line,
  ratio: ratio(line.ratio),
  average: ratio(line.average),
  distancePct: percent(line.distancePct),
  trough: { ...line.trough, ratio: ratio(line.trough.ratio) },
  peak: { ...line.peak, ratio: ratio(line.peak.ratio) },
});

function distanceFromHighDto({ allTime, year }: HighsReading): DistanceFromHighDto {
  const rounded = (high: HighsReading['allTime']) => ({
    ...high,
    high: dollars(high.high),
    distancePct: percent(high.distancePct),
  });
  return { allTime: rounded(allTime), year: rounded(year) };
}
