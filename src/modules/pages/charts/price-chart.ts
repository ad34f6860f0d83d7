import type { EChartsCoreOption } from 'echarts/core';
import { round } from '../../../domain/words/format.js';
import type { ChartModel } from './chart-model.js';
import { chartDescription, chartTitle } from './chart-words.js';
import { dateLabels } from './date-axis.js';
import { MEASURES, type Layout, type Measures, type Panel } from './layout.js';
import { LIGHT } from './palette.js';
import { FONT } from './parts.js';
import { heading, panelLabels } from './price-labels.js';
import { candlePaths, histogramPath } from './price-paths.js';
import { histogramOf, seriesOf } from './price-series.js';
import type { Drawing } from './render-svg.js';
import { scaleOf } from './scale.js';

/** A picture of a symbol's price with its averages and marks, over MACD and its relative strength line. */
export function priceChart(model: ChartModel, layout: Layout): Drawing {
  const measures = MEASURES[layout];
  const { width, height } = measures;
  return {
    id: `chart-${model.symbol.toLowerCase()}-${layout}`,
    width,
    height,
    title: chartTitle(model),
    description: chartDescription(model),
    option: optionOf(model, measures, layout),
  };
}

function optionOf(model: ChartModel, measures: Measures, layout: Layout): EChartsCoreOption {
  const { width, left, right, font } = measures;
  const panels = panelsOf(model, measures);
  const labels = dateLabels(
    model.sessions,
    Math.floor((width - left - right) / (layout === 'wide' ? 58 : 44)),
  );
  const last = panels.length - 1;
  return {
    backgroundColor: LIGHT.surface,
    textStyle: { fontFamily: FONT, fontSize: font },
    grid: panels.map(({ top, height }) => ({ left, right, top, height, containLabel: false })),
    xAxis: panels.map((_, i) => ({
      gridIndex: i,
      type: 'category',
      data: model.sessions,
      boundaryGap: true,
      axisTick: { show: false },
      axisLine: { show: i === last, onZero: false, lineStyle: { color: LIGHT.axis } },
      splitLine: { show: true, interval: (at: number) => labels.has(at), lineStyle: { color: LIGHT.rule } },
      axisLabel: {
        show: i === last,
        interval: (at: number) => labels.has(at),
        formatter: (_: string, at: number) => labels.get(at) ?? '',
        color: LIGHT.muted,
        fontSize: font,
      },
    })),
    yAxis: panels.map(({ scale, decimals }, i) => ({
      gridIndex: i,
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      splitLine: { lineStyle: { color: LIGHT.rule } },
      axisLabel: {
        color: LIGHT.muted,
        fontSize: font,
        formatter: (value: number) => round(value, decimals).toFixed(decimals),
      },
    })),
    series: seriesOf(model, measures),
    graphic: [
      ...candlePaths(model, panels[0]!, measures),
      ...histogramPath(model, panels[1]!, measures),
      ...heading(model, measures, layout),
      ...panelLabels(model, panels, measures, layout),
    ],
  };
}

/** Heights of the panels: the price takes what MACD and relative strength leave. */
function panelsOf(model: ChartModel, { height, head }: Measures): Panel[] {
  const { relativeStrength, macd, marks } = model;
  const gap = 34;
  const foot = 30;
  const under = relativeStrength ? [86, 76] : [96];
  const price = height - head - foot - under.reduce((sum, one) => sum + one + gap, 0);
  const levels = [
    marks.base?.high,
    marks.base?.low,
    marks.breakout?.level,
    marks.downtrendLine?.from.price,
    marks.downtrendLine?.to.price,
  ];
  const columns: { values: readonly (number | undefined)[]; ticks: number }[] = [
    {
      values: [...model.high, ...model.low, ...model.averages.flatMap(({ values }) => values), ...levels],
      ticks: 7,
    },
    { values: [0, ...macd.line, ...macd.signal, ...histogramOf(macd)], ticks: 3 },
    ...(relativeStrength
      ? [{ values: [...relativeStrength.line, ...relativeStrength.average], ticks: 3 }]
      : []),
  ];
  let top = head;
  return columns.map(({ values, ticks }, i) => {
    const panelHeight = i === 0 ? price : under[i - 1]!;
    const scale = scaleOf(values, ticks);
    const panel = { top, height: panelHeight, scale, decimals: decimalsOf(scale.step) };
    top += panelHeight + gap;
    return panel;
  });
}

const decimalsOf = (step: number): number =>
  Math.max(0, [0, 1, 2, 3, 4].find((digits) => Math.abs(round(step, digits) - step) < step / 100) ?? 5);
