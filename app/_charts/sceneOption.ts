/**
 * A scene as an ECharts option: one custom series whose single item is the whole picture. Axes,
 * ticks and layers are ours, as they must be right in the person's zone on the days of a clock
 * change; ECharts' own time axis knows the browser's zone alone.
 */
import type { CustomSeriesOption } from 'echarts/charts';
import type { ComposeOption } from 'echarts/core';
import type { Scene, Shape } from './scene.ts';

export type SceneOption = ComposeOption<CustomSeriesOption>;

type Element = NonNullable<ReturnType<NonNullable<CustomSeriesOption['renderItem']>>>;

const still = { silent: true } as const;

/** @param background CSS colour behind the picture; the page's own when absent. */
export function sceneOption(scene: Scene, background?: string): SceneOption {
  return {
    animation: false,
    ...(background && { backgroundColor: background }),
    series: [
      {
        type: 'custom',
        coordinateSystem: 'none',
        silent: true,
        animation: false,
        data: [0],
        renderItem: () => picture(scene),
      },
    ],
  };
}

function picture({ box, margins, frame, data, font }: Scene): Element {
  const area = {
    x: margins.left,
    y: margins.top,
    width: Math.max(0, box.width - margins.left - margins.right),
    height: Math.max(0, box.height - margins.top - margins.bottom),
  };
  return {
    type: 'group',
    children: [
      ...frame.map((shape) => elementOf(shape, font)),
      {
        type: 'group',
        clipPath: { type: 'rect', shape: area },
        children: data.map((shape) => elementOf(shape, font)),
      },
    ],
  };
}

function elementOf(shape: Shape, font: string): Element {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height, fill, opacity } = shape;
      return { ...still, type: 'rect', shape: { x, y, width, height }, style: { fill, opacity } };
    }
    case 'polygon': {
      // The stroke keeps a range visible that is narrower than a pixel.
      const style = { fill: shape.fill, stroke: shape.fill, lineWidth: 1, opacity: 0.5 };
      return { ...still, type: 'polygon', shape: { points: shape.points }, style };
    }
    case 'line': {
      const { points, colour, width, dash } = shape;
      const lineDash = dash === 'solid' ? undefined : dash;
      const style = {
        fill: 'none',
        stroke: colour,
        lineWidth: width,
        lineDash,
        lineJoin: 'bevel',
      } as const;
      return { ...still, type: 'polyline', shape: { points }, style };
    }
    case 'dot': {
      const [cx, cy] = shape.at;
      const style = { fill: shape.fill, stroke: shape.stroke, lineWidth: 1.5 };
      return { ...still, type: 'circle', shape: { cx, cy, r: 2.5 }, style };
    }
    case 'text': {
      const { x, y, text, colour, align, bold } = shape;
      const style = {
        text,
        fill: colour,
        align,
        verticalAlign: 'middle',
        font: `${bold ? 600 : 400} 12px ${font}`,
      } as const;
      return { ...still, type: 'text', x, y, style };
    }
  }
}
