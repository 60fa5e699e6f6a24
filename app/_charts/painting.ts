/**
 * A scene as ECharts' graphic elements, and the surface they are put on: its drawing modules alone.
 * Axes, ticks and layers are ours, as they must be right in the person's zone on the days of a clock
 * change; without options, series and scales ECharts is half as large and paints a step sooner.
 */
import { graphic, zrender } from 'echarts/core';
import type { CanvasRenderer, SVGRenderer } from 'echarts/renderers';
import type { Panels, Picture, Scene, Shape } from './scene.ts';

export type Surface = ReturnType<typeof zrender.init>;

/** Makes a renderer known to the drawing engine. `use` of echarts/core would bring all the rest along. */
export function install(renderer: typeof CanvasRenderer | typeof SVGRenderer): void {
  const { registerPainter } = zrender;
  // A renderer's installer asks for nothing else.
  renderer({ registerPainter } as Parameters<typeof renderer>[0]);
}

/** Replaces what is on the surface, at once and not with the next frame. */
export function paint(surface: Surface, shown: Picture): void {
  surface.storage.delAllRoots();
  surface.add('panels' in shown ? besideEachOther(shown) : pictureOf(shown));
  surface.refreshImmediately(true);
}

type Element = ConstructorParameters<typeof graphic.Group>[0];
type Drawn = InstanceType<typeof graphic.Group> | ReturnType<typeof elementOf>;

function groupOf(children: readonly Drawn[], properties: Element = {}) {
  const group = new graphic.Group({ silent: true, ...properties });
  for (const child of children) group.add(child);
  return group;
}

function besideEachOther({ panels }: Panels) {
  return groupOf(panels.map(({ x, y, scene }) => groupOf([pictureOf(scene)], { x, y })));
}

function pictureOf({ box, margins, frame, data, font }: Scene) {
  const area = {
    x: margins.left,
    y: margins.top,
    width: Math.max(0, box.width - margins.left - margins.right),
    height: Math.max(0, box.height - margins.top - margins.bottom),
  };
  const drawn = (shapes: readonly Shape[]) => shapes.map((shape) => elementOf(shape, font));
  const clipped = groupOf(drawn(data));
  clipped.setClipPath(new graphic.Rect({ shape: area }));
  return groupOf([...drawn(frame), clipped]);
}

function elementOf(shape: Shape, font: string) {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, opacity } = shape;
      return new graphic.Rect({ shape: { x, y, width, height }, style: { fill, opacity } });
    }
    case 'polygon': {
      // The stroke keeps a range visible that is narrower than a pixel.
      const style = { fill: shape.fill, stroke: shape.fill, lineWidth: 1, opacity: 0.5 };
      return new graphic.Polygon({ shape: { points: shape.points }, style });
    }
    case 'line': {
      const { points, colour, width, dash } = shape;
      const style = { fill: 'none', stroke: colour, lineWidth: width, lineDash: dash } as const;
      return new graphic.Polyline({ shape: { points }, style: { ...style, lineJoin: 'bevel' } });
    }
    case 'dot': {
      const [cx, cy] = shape.at;
      const style = { fill: shape.fill, stroke: shape.stroke, lineWidth: 1.5 };
      return new graphic.Circle({ shape: { cx, cy, r: 2.5 }, style });
    }
    case 'text': {
      const { x, y, text, colour, align, bold } = shape;
      const face = `${bold ? 600 : 400} 12px ${font}`;
      const style = { text, fill: colour, align, verticalAlign: 'middle', font: face } as const;
      return new graphic.Text({ x, y, style });
    }
  }
}
