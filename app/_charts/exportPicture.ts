/** A scene as a picture to keep; loaded when the first one is asked for. */
import { zrender } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import { install, paint } from './painting.ts';
import type { Picture } from './scene.ts';

install(CanvasRenderer);
install(SVGRenderer);

const pngScale = 2;

/** @param background CSS colour behind the picture. @throws {Error} where it cannot be made. */
export function svgOf(scene: Picture, background: string): Blob {
  const surface = zrender.init(null, { renderer: 'svg', ssr: true, ...scene.box });
  surface.setBackgroundColor(background);
  paint(surface, scene);
  const text = surface.painter.renderToString?.();
  surface.dispose();
  if (!text) throw new Error('The chart could not be written as SVG.');
  return new Blob([text], { type: 'image/svg+xml' });
}

/** Twice as many pixels as on screen, so that it is sharp in print. @throws {Error} where the browser refuses. */
export async function pngOf(scene: Picture, background: string): Promise<Blob> {
  const host = document.createElement('div');
  const surface = zrender.init(host, {
    renderer: 'canvas',
    devicePixelRatio: pngScale,
    ...scene.box,
  });
  surface.setBackgroundColor(background);
  paint(surface, scene);
  const canvas = host.querySelector('canvas');
  const blob = await new Promise<Blob | null>((resolve) => {
    if (canvas) canvas.toBlob(resolve, 'image/png');
    else resolve(null);
  });
  surface.dispose();
  if (!blob) throw new Error('The browser could not make a PNG of the chart.');
  return blob;
}
