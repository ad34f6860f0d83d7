import type { ChartModel, Column, Point } from './chart-model.js';
import type { Measures } from './layout.js';
import { LIGHT } from './palette.js';
import { lineSeries } from './parts.js';

/** Pixels a candle needs to be told from its neighbour; on less, closes are a line. */
const CANDLE_PIXELS = 2.4;

/** Averages differ by dash as well as by colour. */
const AVERAGE_STYLES = {
  50: { color: LIGHT.sma50, type: 'solid', width: 1.6 },
  100: { color: LIGHT.sma100, type: [7, 3], width: 1.5 },
  200: { color: LIGHT.sma200, type: [2, 2], width: 1.7 },
} as const;

/** Prices, averages and marks in the first panel, MACD and relative strength in those under it. */
export const seriesOf = (model: ChartModel, measures: Measures): object[] => [
  ...priceSeries(model, measures),
  ...macdSeries(model),
  ...strengthSeries(model),
];

/** Pixels that a session has. */
export const bandOf = ({ sessions }: ChartModel, { width, left, right }: Measures): number =>
  (width - left - right) / sessions.length;

/** Whether candles can be told from each other. */
export const isRoomy = (model: ChartModel, measures: Measures): boolean =>
  bandOf(model, measures) >= CANDLE_PIXELS;

function priceSeries(model: ChartModel, measures: Measures): object[] {
  const width = isRoomy(model, measures) ? 0 : 1.4;
  return [
    { ...lineSeries(0, model.close, { color: LIGHT.ink, width }), ...marksOf(model) },
    ...model.averages.map(({ period, values }) =>
      lineSeries(0, values, AVERAGE_STYLES[period as keyof typeof AVERAGE_STYLES]),
    ),
    ...symbolSeries(model),
  ];
}

/** Areas and lines: the base and the flag, resistance, support, the breakout's level and the downtrend line. */
function marksOf({ marks, sessions }: ChartModel): object {
  const last = sessions.length - 1;
  const { base, breakout, flag, downtrendLine } = marks;
  const line = (from: Point, to: Point, style: object): object[] => [
    { coord: [from.at, from.price], lineStyle: style },
    { coord: [to.at, to.price] },
  ];
  const level = (from: number, price: number, style: object): object[] =>
    line({ at: from, price }, { at: last, price }, style);
  const solid = { color: LIGHT.ink, width: 1.2, type: 'solid' };
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      data: [
        ...(base
          ? [level(base.from, base.high, solid), level(base.from, base.low, { ...solid, type: [3, 3] })]
          : []),
        ...(breakout ? [level(breakout.at, breakout.level, { ...solid, width: 1.6 })] : []),
        ...(downtrendLine
          ? [line(downtrendLine.from, downtrendLine.to, { color: LIGHT.ink, width: 1.4, type: [8, 3, 2, 3] })]
          : []),
      ],
    },
    markArea: {
      silent: true,
      data: [
        ...(base ? [box(base, { color: LIGHT.base, opacity: 0.14 })] : []),
        ...(flag
          ? [box(flag, { color: LIGHT.flag, opacity: 0.25, borderColor: LIGHT.flag, borderWidth: 1 })]
          : []),
      ],
    },
  };
}

const box = (
  { from, to, low, high }: { from: number; to: number; low: number; high: number },
  itemStyle: object,
) => [{ coord: [from, high], itemStyle }, { coord: [to, low] }];

const CROSS = 'path://M-4 -4L4 4M4 -4L-4 4';

/** Marks with a shape of their own: swings, tests of resistance, a breakout and where it was voided. */
function symbolSeries({ marks: { swings, base, breakout } }: ChartModel): object[] {
  const scatter = (at: readonly Point[], rest: object): object => ({
    type: 'scatter',
    data: at.map(({ at: x, price }) => [x, price]),
    silent: true,
    emphasis: { disabled: true },
    z: 5,
    ...rest,
  });
  const ink = { color: LIGHT.ink };
  const hollow = { color: LIGHT.surface, borderColor: LIGHT.ink, borderWidth: 1.3 };
  return [
    scatter(
      swings.filter(({ kind }) => kind === 'high'),
      { symbol: 'triangle', symbolRotate: 180, symbolSize: 9, symbolOffset: [0, -9], itemStyle: hollow },
    ),
    scatter(
      swings.filter(({ kind }) => kind === 'low'),
      { symbol: 'triangle', symbolSize: 9, symbolOffset: [0, 9], itemStyle: hollow },
    ),
    scatter(base?.tests ?? [], { symbol: 'circle', symbolSize: 7, itemStyle: ink }),
    scatter(breakout ? [breakout] : [], {
      symbol: 'diamond',
      symbolSize: 13,
      itemStyle: { ...ink, borderColor: LIGHT.surface, borderWidth: 1.5 },
    }),
    scatter(breakout?.voided ? [breakout.voided] : [], {
      symbol: CROSS,
      symbolSize: 10,
      itemStyle: { color: 'none', borderColor: LIGHT.ink, borderWidth: 2 },
    }),
  ];
}

export const histogramOf = ({ line, signal }: ChartModel['macd']): Column =>
  line.map((value, i) => {
    const other = signal[i];
    return value === undefined || other === undefined ? undefined : value - other;
  });

function macdSeries({ macd }: ChartModel): object[] {
  const { line, signal } = macd;
  return [
    lineSeries(1, line, { color: LIGHT.rise, width: 1.5 }),
    lineSeries(1, signal, { color: LIGHT.signal, width: 1.4, type: [4, 3] }),
  ];
}

function strengthSeries({ relativeStrength }: ChartModel): object[] {
  if (relativeStrength === undefined) return [];
  return [
    lineSeries(2, relativeStrength.line, { color: LIGHT.rise, width: 1.5 }),
    lineSeries(2, relativeStrength.average, { color: LIGHT.signal, width: 1.4, type: [4, 3] }),
  ];
}
