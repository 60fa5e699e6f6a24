/**
 * Rows → ECharts option. Two halves: what is drawn (changes with data and theme) and what is in view
 * (changes with every step of a gesture), so that a zoom stretches the old picture at once.
 */
import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { BpmScale } from './bpmAxis.ts';
import { type Gap, gapsOf, segmentsOf } from './gaps.ts';
import { type Palette, seriesStyle } from './palette.ts';
import type { Margins } from './plot.ts';
import { type BandShape, bandShapes, loneSamples, meanLine, type XY } from './shapes.ts';
import type { Tick } from './timeTicks.ts';
import type { TimeWindow } from './timeWindow.ts';

export type ChartSeries = CustomSeriesOption | LineSeriesOption | ScatterSeriesOption;
export type ChartOption = ComposeOption<
  CustomSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption
>;

const still = { animation: false, silent: true } as const;

/** One user: gaps shaded, the range as a band, the mean (or the samples) as a line. */
export function heartRateSeries(answer: HeartRateAnswer, palette: Palette): ChartSeries[] {
  const segments = segmentsOf(answer);
  return [
    gapSeries(gapsOf(answer, segments), palette.gap),
    bandSeries(bandShapes(answer, segments), palette.band),
    {
      ...still,
      id: 'mean',
      type: 'line',
      data: meanLine(answer, segments),
      connectNulls: false,
      showSymbol: false,
      lineStyle: { color: palette.heart, width: answer.resolution === 'raw' ? 1.5 : 1.75 },
      z: 3,
    },
    {
      ...still,
      id: 'lone',
      type: 'scatter',
      data: loneSamples(answer, segments),
      symbolSize: 5,
      itemStyle: { color: palette.heart },
      z: 3,
    },
  ];
}

/** Several users on one grid: mean lines told apart by colour and by dash. */
export function comparedSeries(
  answers: readonly HeartRateAnswer[],
  palette: Palette,
): ChartSeries[] {
  return answers.flatMap((answer, index): ChartSeries[] => {
    const segments = segmentsOf(answer);
    const { colour, dash } = seriesStyle(index, palette);
    return [
      {
        ...still,
        id: `mean-${answer.userId}`,
        name: answer.userId,
        type: 'line',
        data: meanLine(answer, segments),
        connectNulls: false,
        showSymbol: false,
        lineStyle: { color: colour, width: 2, type: dash },
      },
      {
        ...still,
        id: `lone-${answer.userId}`,
        type: 'scatter',
        data: loneSamples(answer, segments),
        symbolSize: 5,
        itemStyle: { color: colour },
      },
    ];
  });
}

function gapSeries(gaps: Gap[], colour: string): CustomSeriesOption {
  return {
    ...still,
    id: 'gaps',
    type: 'custom',
    clip: true,
    data: gaps.map(({ start, end }): XY => [start, end]),
    renderItem: (params, api) => {
      const gap = gaps[params.dataIndex];
      if (!gap) return null;
      const area = Object.assign({ y: 0, height: 0 }, params.coordSys);
      const left = api.coord([gap.start, 0])[0] ?? 0;
      const right = api.coord([gap.end, 0])[0] ?? 0;
      const shape = { x: left, y: area.y, width: right - left, height: area.height };
      return { type: 'rect', shape, style: { fill: colour } };
    },
    z: 1,
  };
}

function bandSeries(shapes: BandShape[], colour: string): CustomSeriesOption {
  return {
    ...still,
    id: 'band',
    type: 'custom',
    clip: true,
    data: shapes.map(({ upper }): XY => [upper[0]?.[0] ?? 0, upper.at(-1)?.[0] ?? 0]),
    renderItem: (params, api) => {
      const shape = shapes[params.dataIndex];
      if (!shape) return null;
      const points = [...shape.upper, ...shape.lower.toReversed()].map((point) => api.coord(point));
      // The stroke keeps a range visible that is narrower than a pixel.
      const style = { fill: colour, stroke: colour, lineWidth: 1, opacity: 0.5 };
      return { type: 'polygon', shape: { points }, style };
    },
    z: 2,
  };
}

export interface View {
  window: TimeWindow;
  scale: BpmScale;
  ticks: Tick[];
  margins: Margins;
}

/** Axes and grid for what is in view. */
export function viewOption({ window, scale, ticks, margins }: View, palette: Palette): ChartOption {
  const text = { color: palette.inkSoft, fontFamily: palette.font, fontSize: 12 };
  const values = ticks.map((tick) => tick.at);
  const byTime = new Map(ticks.map((tick) => [tick.at, tick]));
  return {
    animation: false,
    grid: { ...margins, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: window.start,
      max: window.end,
      axisLine: { lineStyle: { color: palette.line }, onZero: false },
      axisTick: { show: true, customValues: values, length: 4, lineStyle: { color: palette.line } },
      axisLabel: {
        ...text,
        customValues: values,
        margin: 10,
        lineHeight: 16,
        hideOverlap: true,
        formatter: (at: number) => labelOf(byTime.get(at)),
        rich: { under: { ...text, fontWeight: 600, color: palette.ink, lineHeight: 16 } },
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: scale.min,
      max: scale.max,
      interval: scale.step,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 10 },
      splitLine: { lineStyle: { color: palette.line, type: [2, 4] } },
    },
  };
}

function labelOf(tick: Tick | undefined): string {
  if (!tick) return '';
  return tick.under ? `${tick.label}\n{under|${tick.under}}` : tick.label;
}

/** Whether single samples are far enough apart to be drawn as dots: at least 6 px each. */
export function showsDots(samples: number, widthPx: number): boolean {
  return samples > 0 && widthPx / samples >= 6;
}

/** Dots for the samples in view, or none where they would run together. */
export function dotSeries(
  answer: HeartRateAnswer,
  window: TimeWindow,
  widthPx: number,
  palette: Palette,
): ScatterSeriesOption {
  const raw = answer.resolution === 'raw' ? answer : undefined;
  const points = (raw?.t ?? []).flatMap((at, index): XY[] =>
    at >= window.start && at < window.end ? [[at, raw?.value[index] ?? 0]] : [],
  );
  const dots = showsDots(points.length, widthPx) ? points : [];
  const itemStyle = { color: palette.surface, borderColor: palette.heart, borderWidth: 1.5 };
  return { ...still, id: 'dots', type: 'scatter', data: dots, symbolSize: 5, itemStyle, z: 4 };
}
