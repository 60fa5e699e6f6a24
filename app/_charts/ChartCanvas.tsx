'use client';
/** The thin shell around ECharts' canvas: hands it scenes, follows their box. */
import { zrender } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useLayoutEffect, useRef } from 'react';
import { install, paint, type Surface } from './painting.ts';
import type { Picture } from './scene.ts';

install(CanvasRenderer);

/** Painted before the frame is shown, so that canvas and what lies over it never disagree. */
export function ChartCanvas({ scene, className }: { scene: Picture; className?: string }) {
  const host = useRef<HTMLDivElement>(null);
  const surface = useRef<Surface>(undefined);

  useLayoutEffect(() => {
    if (!host.current) return;
    const mounted = zrender.init(host.current, { renderer: 'canvas' });
    surface.current = mounted;
    return () => {
      mounted.dispose();
      surface.current = undefined;
    };
  }, []);

  const { width, height } = scene.box;
  useLayoutEffect(() => {
    surface.current?.resize({ width, height });
  }, [width, height]);

  useLayoutEffect(() => {
    if (surface.current) paint(surface.current, scene);
  }, [scene]);

  return <div ref={host} className={className} aria-hidden="true" />;
}
