'use client';
/** The thin shell around ECharts: mounts a canvas by modules, hands it options, follows its box. */
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useLayoutEffect, useRef } from 'react';
import type { ChartOption, ChartSeries } from './chartOption.ts';

echarts.use([LineChart, ScatterChart, CustomChart, GridComponent, CanvasRenderer]);

interface ChartCanvasProps {
  /** Axes and grid: replaced at every step of a gesture. */
  view: ChartOption;
  /** What is drawn: replaced when an answer or the theme is new. */
  series: ChartSeries[];
  className?: string;
}

/** Options are set before the frame is painted, so that canvas and what lies over it never disagree. */
export function ChartCanvas({ view, series, className }: ChartCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);

  useLayoutEffect(() => {
    if (!host.current) return;
    const mounted = echarts.init(host.current, null, { renderer: 'canvas' });
    chart.current = mounted;
    const observer = new ResizeObserver(() => mounted.resize());
    observer.observe(host.current);
    return () => {
      observer.disconnect();
      mounted.dispose();
      chart.current = undefined;
    };
  }, []);

  useLayoutEffect(() => {
    chart.current?.setOption(view);
  }, [view]);

  useLayoutEffect(() => {
    chart.current?.setOption({ series }, { replaceMerge: ['series'] });
  }, [series]);

  return <div ref={host} className={className} aria-hidden="true" />;
}
