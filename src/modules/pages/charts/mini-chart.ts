import { round } from '../../../domain/words/format.js';
import type { ChartModel } from './chart-model.js';
import { chartDescription, chartTitle } from './chart-words.js';
import { dateLabels } from './date-axis.js';
import { LIGHT } from './palette.js';
import { FONT, lineSeries, words } from './parts.js';
import type { Drawing } from './render-svg.js';
import { pixelOf, scaleOf, spread } from './scale.js';

/** Sessions that a small chart shows: half a year. */
export const MINI_SESSIONS = 126;

const WIDTH = 260;
const HEIGHT = 132;
const PLOT = { left: 4, right: 54, top: 8, height: 100 };
const FONT_PIXELS = 11.5;

/** Closes with the 50- and 200-day averages and the level that matters most, for a card. */
export function miniChart(model: ChartModel): Drawing {
  const { symbol, sessions, close, averages, marks } = model;
  const shown = averages.filter(({ period }) => period !== 100);
  const level = marks.breakout?.state === 'active' ? marks.breakout.level : marks.base?.high;
  const scale = scaleOf([...close, ...shown.flatMap(({ values }) => values), level], 3);
  const labels = dateLabels(sessions, 5);
  const ends = [
    { text: round(close[close.length - 1] ?? 0, 2).toFixed(2), value: close[close.length - 1], bold: true },
    ...(level === undefined ? [] : [{ text: 'level', value: level, bold: false }]),
    ...shown.map(({ period, values }) => ({ text: `${period}-day`, value: values.at(-1), bold: false })),
  ].flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
  const places = spread(
    ends.map(({ value }) => pixelOf(scale, value, PLOT.top, PLOT.height)),
    FONT_PIXELS + 2,
    [PLOT.top - 2, PLOT.top + PLOT.height],
  );
  return {
    id: `mini-${symbol.toLowerCase()}`,
    width: WIDTH,
    height: HEIGHT,
    title: chartTitle(model),
    description: chartDescription(model),
    option: {
      backgroundColor: 'none',
      textStyle: { fontFamily: FONT, fontSize: FONT_PIXELS },
      grid: { ...PLOT, containLabel: false },
      xAxis: {
        type: 'category',
        data: sessions,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: LIGHT.axis }, onZero: false },
        axisLabel: {
          interval: (at: number) => labels.has(at),
          formatter: (_: string, at: number) => labels.get(at) ?? '',
          color: LIGHT.muted,
          fontSize: FONT_PIXELS,
        },
      },
      yAxis: {
        min: scale.min,
        max: scale.max,
        interval: scale.step,
        splitLine: { lineStyle: { color: LIGHT.rule } },
        axisLabel: { show: false },
      },
      series: [
        {
          ...lineSeries(0, close, { color: LIGHT.rise, width: 1.8 }),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: LIGHT.ink, width: 1.2, type: 'solid' },
            data: level === undefined ? [] : [{ yAxis: level }],
          },
        },
        ...shown.map(({ period, values }) =>
          lineSeries(0, values, {
            color: period === 50 ? LIGHT.sma50 : LIGHT.sma200,
            width: 1.4,
            type: period === 50 ? [7, 3] : [2, 2],
          }),
        ),
      ],
      graphic: ends.flatMap(({ text, bold }, i) => {
        const y = places[i];
        return y === undefined
          ? []
          : [words({ x: WIDTH - PLOT.right + 6, y, text, font: FONT_PIXELS, bold, muted: !bold })];
      }),
    },
  };
}
