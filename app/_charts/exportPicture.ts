/** A scene as a picture to keep; loaded when the first one is asked for. */
import { CustomChart } from 'echarts/charts';
import * as echarts from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Scene } from './scene.ts';
import { sceneOption } from './sceneOption.ts';

echarts.use([CustomChart, CanvasRenderer, SVGRenderer]);

const pngScale = 2;

/** @param background CSS colour behind the picture. */
export function svgOf(scene: Scene, background: string): Blob {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...scene.box });
  chart.setOption(sceneOption(scene, background));
  const text = chart.renderToSVGString();
  chart.dispose();
  return new Blob([text], { type: 'image/svg+xml' });
}

/** Twice as many pixels as on screen, so that it is sharp in print. @throws {Error} where the browser refuses. */
export async function pngOf(scene: Scene, background: string): Promise<Blob> {
  const host = document.createElement('div');
  const chart = echarts.init(host, null, {
    renderer: 'canvas',
    devicePixelRatio: pngScale,
    ...scene.box,
  });
  chart.setOption(sceneOption(scene, background));
  chart.getZr().flush();
  const canvas = host.querySelector('canvas');
  const blob = await new Promise<Blob | null>((resolve) => {
    if (canvas) canvas.toBlob(resolve, 'image/png');
    else resolve(null);
  });
  chart.dispose();
  if (!blob) throw new Error('The browser could not make a PNG of the chart.');
  return blob;
}
