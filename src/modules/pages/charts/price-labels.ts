import { quantity, round, spoken } from '../../../domain/words/format.js';
import { made, type ChartModel, type Column } from './chart-model.js';
import { SAMPLE_NOTE } from './chart-words.js';
import type { Layout, Measures, Panel } from './layout.js';
import { LIGHT } from './palette.js';
import { words } from './parts.js';
import { pixelOf, spread } from './scale.js';

interface Label {
  readonly value: number;
  readonly text: string;
  readonly bold?: boolean;
}

/** Symbol, close and date, the trend, what the marks mean, and that the data is the sample's. */
export function heading(model: ChartModel, { width, font }: Measures, layout: Layout): object[] {
  const { symbol, name, sessions, reading, trend, sample } = model;
  const date = sessions[sessions.length - 1] ?? '';
  const close = `${quantity(reading.close, 'usd')} on ${date}`;
  const isWide = layout === 'wide';
  const x = 12;
  return [
    words({ x, y: 18, text: isWide ? `${symbol}   ${name}` : symbol, font: isWide ? 16 : 15, bold: true }),
    words({ x: width - 12, y: 18, text: `Close ${close}`, font: font + 1, bold: true, right: true }),
    words({
      x,
      y: 40,
      text: `${trend ? `Trend: ${spoken(trend)}` : 'Trend: not available'}${sample ? `.  ${isWide ? SAMPLE_NOTE : 'Sample data'}.` : ''}`,
      font,
      bold: sample,
    }),
    ...keyLines(model, isWide ? 130 : 50).map((text, i) =>
      words({ x, y: 60 + i * 15, text, font, muted: true }),
    ),
  ];
}

/** What each mark on the chart is, in lines of so many characters. */
function keyLines(
  { marks: { swings, base, breakout, flag, downtrendLine } }: ChartModel,
  most: number,
): string[] {
  const parts = [
    ...(swings.length > 0 ? ['△▽ swings'] : []),
    ...(base ? ['shaded: base', '● test of resistance'] : []),
    ...(breakout ? [`◆ breakout${breakout.voided ? ', ✕ voided' : ''}`] : []),
    ...(flag ? ['box: tight flag'] : []),
    ...(downtrendLine ? [`dash-dot: downtrend line (${downtrendLine.state})`] : []),
  ];
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines[lines.length - 1];
    if (line !== undefined && line.length + part.length + 3 <= most)
      lines[lines.length - 1] = `${line}   ${part}`;
    else lines.push(part);
  }
  return lines;
}

/** The last values of every line, beside it, and the names of the lower panels. */
export function panelLabels(
  model: ChartModel,
  panels: readonly Panel[],
  measures: Measures,
  layout: Layout,
): object[] {
  const { width, left, right, font } = measures;
  const { reading } = model;
  const macd = made(reading.macd);
  const strength = made(reading.relativeStrength);
  const titles = [
    undefined,
    `MACD 12/26/9${macd ? `: ${macd.state}` : ''}`,
    `${model.symbol} over SPY${strength ? `: ${strength.state}` : ''}`,
  ];
  const labels = [priceLabels(model, layout === 'wide'), ...lowerLabels(model)];
  return panels.flatMap((panel, i) => {
    const title = titles[i];
    const { top, height, scale } = panel;
    const wanted = (labels[i] ?? []).filter(({ value }) => value >= scale.min && value <= scale.max);
    const pixels = wanted.map(({ value }) => pixelOf(scale, value, top, height));
    const places = spread(pixels, font + 3, [top - 4, top + height + 4]);
    const edge = width - right;
    return [
      ...(title === undefined ? [] : [words({ x: left, y: top - 11, text: title, font, bold: true })]),
      ...wanted.flatMap(({ text, bold = false }, at) => {
        const y = places[at];
        if (y === undefined) return [];
        return [
          {
            type: 'polyline',
            silent: true,
            z: 9,
            shape: {
              points: [
                [edge + 1, pixels[at]],
                [edge + 9, y],
              ],
            },
            style: { stroke: LIGHT.axis, lineWidth: 1, fill: 'none' },
          },
          words({ x: edge + 12, y, text, font, bold }),
        ];
      }),
    ];
  });
}

const lastOf = (column: Column): number | undefined => column[column.length - 1];

const labelled = (name: string, value: number | undefined, decimals: number, bold = false): Label[] =>
  value === undefined ? [] : [{ value, text: `${name} ${round(value, decimals).toFixed(decimals)}`, bold }];

/** In the order of their weight: where there is no room for all, the last go. */
function priceLabels({ reading, averages, marks }: ChartModel, isWide: boolean): Label[] {
  const { base, breakout, downtrendLine, flag, levels } = marks;
  const flagEnd = levels.find(({ kind }) => kind === 'flag-invalidation')?.level;
  return [
    ...labelled('Close', reading.close, 2, true),
    ...(breakout ? labelled(isWide ? 'Breakout level' : 'Breakout', breakout.level, 2) : []),
    ...(base
      ? [
          ...labelled(isWide ? 'Base resistance' : 'Resistance', base.high, 2),
          ...labelled(isWide ? 'Base support' : 'Support', base.low, 2),
        ]
      : []),
    ...(downtrendLine?.state === 'holding'
      ? labelled(isWide ? 'Downtrend line' : 'Downtrend', downtrendLine.to.price, 2)
      : []),
    ...(flag ? labelled(isWide ? 'Flag ends under' : 'Flag ends', flagEnd, 2) : []),
    ...averages.flatMap(({ period, values }) =>
      labelled(`${period}-day${isWide ? ' average' : ''}`, lastOf(values), 2),
    ),
  ];
}

function lowerLabels({ macd, relativeStrength }: ChartModel): Label[][] {
  return [
    [...labelled('Line', lastOf(macd.line), 2, true), ...labelled('Signal', lastOf(macd.signal), 2)],
    ...(relativeStrength
      ? [
          [
            ...labelled('Ratio', lastOf(relativeStrength.line), 4, true),
            ...labelled('Average', lastOf(relativeStrength.average), 4),
          ],
        ]
      : []),
  ];
}
