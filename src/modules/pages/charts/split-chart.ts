import { percentOf, round } from '../../../domain/words/format.js';
import { LIGHT } from './palette.js';
import { FONT } from './parts.js';
import type { Drawing } from './render-svg.js';

/** A row of a split: what is advised, and what it is compared with. Basis points. */
export interface SplitRow {
  readonly name: string;
  readonly weightBps: number;
  readonly comparedBps?: number;
}

export interface SplitPicture {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly SplitRow[];
  /** What the hollow bars are, such as `current`; absent where nothing is compared. */
  readonly compared?: string;
}

const WIDTH = 360;
const ROW = 40;

/** A split as bars: solid for the target, hollow for what it is compared with, each with its number. */
export function splitChart({ id, title, rows, compared }: SplitPicture): Drawing {
  const height = rows.length * ROW + 12;
  const bar = (data: readonly (number | undefined)[], itemStyle: object, name: string): object => ({
    type: 'bar',
    data: data.map((bps) => (bps === undefined ? '-' : bps / 100)),
    silent: true,
    barWidth: compared === undefined ? 18 : 13,
    barGap: '15%',
    itemStyle,
    emphasis: { disabled: true },
    label: {
      show: true,
      position: 'right',
      color: LIGHT.ink,
      fontFamily: FONT,
      fontSize: 12,
      formatter: ({ value }: { value: number }) => `${round(value, 2)} % ${name}`.trim(),
    },
  });
  const most = Math.max(...rows.flatMap(({ weightBps, comparedBps = 0 }) => [weightBps, comparedBps])) / 100;
  return {
    id,
    width: WIDTH,
    height,
    title,
    description: `${rows
      .map(
        ({ name, weightBps, comparedBps }) =>
          `${name} ${percentOf(weightBps)}${
            comparedBps === undefined || compared === undefined
              ? ''
              : ` (${compared} ${percentOf(comparedBps)})`
          }`,
      )
      .join(', ')}.`,
    option: {
      backgroundColor: 'none',
      textStyle: { fontFamily: FONT, fontSize: 12 },
      grid: { left: 52, right: 8, top: 4, bottom: 6, containLabel: false },
      xAxis: { type: 'value', min: 0, max: Math.max(10, most * 1.45), show: false },
      yAxis: {
        type: 'category',
        data: rows.map(({ name }) => name),
        inverse: true,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LIGHT.axis } },
        axisLabel: { color: LIGHT.ink, fontSize: 13, fontWeight: 'bold', fontFamily: FONT },
      },
      series: [
        bar(
          rows.map(({ weightBps }) => weightBps),
          { color: LIGHT.rise },
          compared === undefined ? '' : 'target',
        ),
        ...(compared === undefined
          ? []
          : [
              bar(
                rows.map(({ comparedBps }) => comparedBps),
                { color: LIGHT.surface, borderColor: LIGHT.baseline, borderWidth: 1.2 },
                compared,
              ),
            ]),
      ],
    },
  };
}
