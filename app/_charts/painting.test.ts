import { zrender } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { describe, expect, it } from 'vitest';
import { install, paint } from './painting.ts';
import type { Picture, Scene } from './scene.ts';

install(SVGRenderer);

const margins = { left: 10, right: 0, top: 0, bottom: 0 };

function named(text: string): Scene {
  const words = { x: 5, y: 6, colour: 'black', align: 'left', bold: false } as const;
  const box = { width: 100, height: 50 };
  return { box, margins, frame: [{ kind: 'text', text, ...words }], data: [], font: 'serif' };
}

function svgOf(picture: Picture): string {
  const surface = zrender.init(null, { renderer: 'svg', ssr: true, ...picture.box });
  paint(surface, picture);
  const text = surface.painter.renderToString?.() ?? '';
  surface.dispose();
  return text;
}

describe('a picture', () => {
  it('of one scene has its words where the scene has them', () => {
    expect(svgOf(named('alone'))).toMatch(/translate\(5 6\)[^>]*>alone</);
  });

  it('of several has each at its own place', () => {
    const panels = [
      { x: 0, y: 0, scene: named('first') },
      { x: 120, y: 70, scene: named('second') },
    ];
    const svg = svgOf({ box: { width: 220, height: 120 }, panels });
    expect(svg).toMatch(/translate\(5 6\)[^>]*>first</);
    expect(svg).toMatch(/translate\(125 76\)[^>]*>second</);
  });
});
