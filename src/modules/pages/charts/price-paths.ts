import type { ChartModel } from './chart-model.js';
import type { Measures, Panel } from './layout.js';
import { LIGHT } from './palette.js';
import { bandOf, histogramOf, isRoomy } from './price-series.js';
import { pixelOf } from './scale.js';

/*
 * Candles and the histogram are one path for each colour: hundreds of elements of their own would make most of
 * the time and bytes that a chart takes.
 */

/** Closed figures, as a list of x and y each. */
type Figures = number[][];

const path = (figures: Figures, style: object): object[] =>
  figures.length === 0 ? [] : [{ type: 'figures', silent: true, z: 1, shape: { figures }, style }];

/** Half pixels keep lines of one pixel sharp. */
const sharp = (pixel: number): number => Math.round(pixel - 0.5) + 0.5;

const rectangle = (left: number, top: number, right: number, bottom: number): number[] => [
  left,
  top,
  right,
  top,
  right,
  bottom,
  left,
  bottom,
];

/** Rising candles are hollow and falling ones filled, so that no one needs to tell their colours. */
export function candlePaths(model: ChartModel, { scale, top, height }: Panel, measures: Measures): object[] {
  if (!isRoomy(model, measures)) return [];
  const band = bandOf(model, measures);
  const half = Math.max(0.5, Math.floor((band * 0.66) / 2));
  const y = (price: number): number => sharp(pixelOf(scale, price, top, height));
  const rising: Figures = [];
  const falling: Figures = [];
  model.close.forEach((close, i) => {
    const [open, high, low] = [model.open[i]!, model.high[i]!, model.low[i]!];
    const x = sharp(measures.left + (i + 0.5) * band);
    const [upper, lower] = [y(Math.max(open, close)), y(Math.min(open, close))];
    (close < open ? falling : rising).push(
      [x, y(high), x, upper],
      [x, lower, x, y(low)],
      rectangle(x - half, upper, x + half, lower),
    );
  });
  return [
    ...path(rising, { fill: LIGHT.surface, stroke: LIGHT.rise, lineWidth: 1 }),
    ...path(falling, { fill: LIGHT.fall, stroke: LIGHT.fall, lineWidth: 1 }),
  ];
}

/** MACD less its signal, as bars from zero. */
export function histogramPath(
  model: ChartModel,
  { scale, top, height }: Panel,
  measures: Measures,
): object[] {
  const band = bandOf(model, measures);
  const half = Math.max(0.4, band * 0.3);
  const fixed = (pixel: number): number => Math.round(pixel * 10) / 10;
  const zero = fixed(pixelOf(scale, 0, top, height));
  const bars = histogramOf(model.macd).flatMap((value, i) => {
    if (value === undefined) return [];
    const x = measures.left + (i + 0.5) * band;
    return [rectangle(fixed(x - half), zero, fixed(x + half), fixed(pixelOf(scale, value, top, height)))];
  });
  return path(bars, { fill: LIGHT.axis, stroke: 'none' });
}
