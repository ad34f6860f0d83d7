import type { PerformanceReading } from '../../domain/readings/cross/performance.js';
import type { GapReading, OutsideDayReading } from '../../domain/readings/symbol/bar-patterns.js';
import type { BaseReading, BreakoutReading } from '../../domain/readings/symbol/base.js';
import type { DowntrendLineReading } from '../../domain/readings/symbol/downtrend-line.js';
import type { FibExtensionReading } from '../../domain/readings/symbol/fib-extension.js';
import type { KeyLevel } from '../../domain/readings/symbol/key-levels.js';
import type { TightFlagReading } from '../../domain/readings/symbol/tight-flag.js';
import type { WeekReading, WeeklyReading } from '../../domain/readings/symbol/weekly.js';
import { dollars, percent } from '../../domain/words/shown-readings.js';
import type {
  BaseDto,
  BreakoutDto,
  DowntrendLineDto,
  FalseBreakoutDto,
  FibExtensionDto,
  GapDto,
  KeyLevelDto,
  OutsideDayDto,
  PerformanceDto,
  TightFlagDto,
  WeeklyDto,
} from './dto/pattern.dto.js';

export const baseDto = (base: BaseReading): BaseDto => ({
  ...base,
  resistance: dollars(base.resistance),
  support: dollars(base.support),
  depthPct: percent(base.depthPct),
  tests: [...base.tests],
  distancePct: percent(base.distancePct),
  invalidation: dollars(base.support),
});

export function breakoutDto(breakout: BreakoutReading): {
  breakout: BreakoutDto;
  falseBreakout?: FalseBreakoutDto;
} {
  const { date, state, voidedOn, volumeRatio } = breakout;
  const level = dollars(breakout.level);
  return {
    breakout: {
      ...breakout,
      level,
      ...(volumeRatio === undefined ? {} : { volumeRatio: percent(volumeRatio) }),
    },
    ...(voidedOn === undefined ? {} : { falseBreakout: { level, date, state, voidedOn } }),
  };
}

export const tightFlagDto = (flag: TightFlagReading): TightFlagDto => ({
  tight: flag.tight,
  pole: { ...flag.pole, gainPct: percent(flag.pole.gainPct) },
  span: dollars(flag.span),
  maxSpan: dollars(flag.maxSpan),
  overAveragePct: percent(flag.overAveragePct),
  ...(flag.invalidation === undefined ? {} : { invalidation: dollars(flag.invalidation) }),
});

export function downtrendLineDto(line: DowntrendLineReading): DowntrendLineDto {
  const { anchor, through, level, state, brokenOn, brokenClose, brokenLevel } = line;
  const point = ({ date, price }: DowntrendLineReading['anchor']) => ({ date, price: dollars(price) });
  return {
    anchor: point(anchor),
    through: point(through),
    level: dollars(level),
    state,
    ...(brokenOn === undefined ? {} : { brokenOn }),
    ...(brokenClose === undefined ? {} : { brokenClose: dollars(brokenClose) }),
    ...(brokenLevel === undefined ? {} : { brokenLevel: dollars(brokenLevel) }),
  };
}

export const outsideDayDto = (bars: OutsideDayReading): OutsideDayDto => ({
  state: bars.state,
  high: dollars(bars.high),
  low: dollars(bars.low),
  close: dollars(bars.close),
  priorHigh: dollars(bars.priorHigh),
  priorLow: dollars(bars.priorLow),
});

export const gapDto = ({ state, from, to }: GapReading): GapDto => ({
  state,
  ...(from === undefined ? {} : { from: dollars(from) }),
  ...(to === undefined ? {} : { to: dollars(to) }),
});

export function fibExtensionDto({ high, low, recoveredOn, levels }: FibExtensionReading): FibExtensionDto {
  const point = ({ date, close }: FibExtensionReading['high']) => ({ date, price: dollars(close) });
  return {
    high: point(high),
    low: point(low),
    recoveredOn,
    levels: levels.map(({ ratio, level }) => ({ ratio, level: dollars(level) })),
    projection: true,
  };
}

const weekDto = (week: WeekReading) => ({
  ...week,
  close: dollars(week.close),
  average50: dollars(week.average50),
  macd: {
    ...week.macd,
    line: dollars(week.macd.line),
    signal: dollars(week.macd.signal),
    gap: dollars(week.macd.gap),
  },
  rsi14: percent(week.rsi14),
});

export const weeklyDto = ({ completed, running }: WeeklyReading): WeeklyDto => ({
  completed: weekDto(completed),
  ...(running === undefined ? {} : { running: weekDto(running) }),
});

export function performanceDto({ yearToDate, sinceMarketLow }: PerformanceReading): PerformanceDto {
  const rounded = ({ from, returnPct }: PerformanceReading['yearToDate']) => ({
    from,
    returnPct: percent(returnPct),
  });
  return { yearToDate: rounded(yearToDate), sinceMarketLow: rounded(sinceMarketLow) };
}

export const keyLevelDto = (level: KeyLevel): KeyLevelDto => ({
  ...level,
  level: dollars(level.level),
  distancePct: percent(level.distancePct),
});
