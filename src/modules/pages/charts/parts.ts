import { LIGHT } from './palette.js';
import type { Column } from './chart-model.js';

export const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

/** Pairs of index and value, gaps as NaN: ECharts takes typed arrays as they are and looks into each item of others. */
const points = (column: Column): Float64Array => {
  const pairs = new Float64Array(column.length * 2);
  column.forEach((value, i) => {
    pairs[i * 2] = i;
    pairs[i * 2 + 1] = value ?? NaN;
  });
  return pairs;
};

export const lineSeries = (panel: number, column: Column, style: object): object => ({
  type: 'line',
  xAxisIndex: panel,
  yAxisIndex: panel,
  dimensions: ['session', 'value'],
  data: points(column),
  showSymbol: false,
  silent: true,
  lineStyle: style,
  emphasis: { disabled: true },
});

interface Words {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly font: number;
  readonly bold?: boolean;
  readonly muted?: boolean;
  readonly right?: boolean;
}

/** Text at a place, its middle line at `y`. */
export const words = ({ x, y, text, font, bold = false, muted = false, right = false }: Words): object => ({
  type: 'text',
  silent: true,
  x,
  y,
  z: 10,
  style: {
    text,
    fill: muted ? LIGHT.muted : LIGHT.ink,
    fontFamily: FONT,
    fontSize: font,
    fontWeight: bold ? 'bold' : 'normal',
    textAlign: right ? 'right' : 'left',
    textVerticalAlign: 'middle',
  },
});
