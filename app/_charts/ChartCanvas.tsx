'use client';
/** The thin shell around ECharts: mounts a canvas by modules, hands it scenes, follows their box. */
import { CustomChart } from 'echarts/charts';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useLayoutEffect, useRef } from 'react';
import type { Scene } from './scene.ts';
import { sceneOption } from './sceneOption.ts';

echarts.use([CustomChart, CanvasRenderer]);

/** Painted before the frame is shown, so that canvas and what lies over it never disagree. */
export function ChartCanvas({ scene, className }: { scene: Scene; className?: string }) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(undefined);

  useLayoutEffect(() => {
    if (!host.current) return;
    const mounted = echarts.init(host.current, null, { renderer: 'canvas' });
    chart.current = mounted;
    return () => {
      mounted.dispose();
      chart.current = undefined;
    };
  }, []);

  const { width, height } = scene.box;
  useLayoutEffect(() => {
    chart.current?.resize({ width, height });
  }, [width, height]);

  useLayoutEffect(() => {
    if (!chart.current) return;
    chart.current.setOption(sceneOption(scene), { replaceMerge: ['series'] });
    chart.current.getZr().flush();
  }, [scene]);

  return <div ref={host} className={className} aria-hidden="true" />;
}
