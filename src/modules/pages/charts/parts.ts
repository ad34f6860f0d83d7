import { LIGHT } from './palette.js';
import type { Column } from './chart-model.js';

export const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif';

export const points = (column: Column): (number | '-')[] => column.map((value) => value ?? '-');

export const lineSeries = (panel: number, column: Column, style: object): object => ({
  type: 'line',
  xAxisIndex: panel,
  yAxisIndex: panel,
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
