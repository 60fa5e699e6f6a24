/**
 * Layers → shapes in px for what is in view: axes, grid and data. Made anew at every step of a
 * gesture, so that a zoom stretches the old picture at once. Pure; who paints it is another's task.
 */
import { type AnnotationLayer, marksOf } from './annotationLayer.ts';
import type { BpmScale } from './bpmAxis.ts';
import type { AreaLayer, Dash, Layer, LineLayer } from './layers.ts';
import type { Palette } from './palette.ts';
import { type Box, type Margins, xOf, yOf } from './plot.ts';
import { type ReasonLayer, ribbonPx, ribbonsOf } from './reasonLayer.ts';
import type { XY } from './shapes.ts';
import { thinned } from './thinned.ts';
import type { Tick } from './timeTicks.ts';
import type { TimeWindow } from './timeWindow.ts';

interface RectShape {
  kind: 'rect';
  x: number;
  y: number;
  width: number;
  height: number;
  fill: string;
  opacity: number;
}

interface PolygonShape {
  kind: 'polygon';
  points: XY[];
  fill: string;
}

interface LineShape {
  kind: 'line';
  points: XY[];
  colour: string;
  width: number;
  dash: Dash;
}

interface DotShape {
  kind: 'dot';
  at: XY;
  fill: string;
  stroke: string;
}

export interface TextShape {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  colour: string;
  align: 'left' | 'center' | 'right';
  bold: boolean;
}

export type Shape = RectShape | PolygonShape | LineShape | DotShape | TextShape;

export interface Scene {
  box: Box;
  margins: Margins;
  /** Below the data: grid lines and labels. */
  frame: Shape[];
  /** The data, to be cut off at the margins. */
  data: Shape[];
  font: string;
}

/** Several scenes in one picture, each at its place in px. */
export interface Panels {
  box: Box;
  panels: { x: number; y: number; scene: Scene }[];
}

export type Picture = Scene | Panels;

export interface View {
  window: TimeWindow;
  scale: BpmScale;
  ticks: Tick[];
  box: Box;
  margins: Margins;
}

export function sceneOf(view: View, layers: readonly Layer[], palette: Palette): Scene {
  const { box, margins } = view;
  const data = layers.flatMap((layer) => shapesOf(layer, view));
  const frame = [...bpmFrame(view, palette), ...timeFrame(view, palette)];
  return { box, margins, frame, data, font: palette.font };
}

/** A zone's name stands on its lower edge, and only where there is room for all of it. */
const nameAbove = 9;

function shapesOf(layer: Layer, view: View): Shape[] {
  const { window, scale, box, margins } = view;
  const x = (at: number) => xOf(at, window, box, margins);
  const y = (bpm: number) => yOf(bpm, scale, box, margins);
  const height = box.height - margins.top - margins.bottom;
  switch (layer.kind) {
    case 'spans':
      return layer.spans
        .filter(({ start, end }) => end > window.start && start < window.end)
        .map(({ start, end }) => {
          const [from, to] = [Math.max(start, window.start), Math.min(end, window.end)];
          const rect = { x: x(from), y: margins.top, width: x(to) - x(from), height };
          return { kind: 'rect', ...rect, fill: layer.fill, opacity: 1 };
        });
    case 'zone': {
      const rect = { x: margins.left, y: y(layer.max), height: y(layer.min) - y(layer.max) };
      const width = box.width - margins.left - margins.right;
      const band: Shape = {
        kind: 'rect',
        ...rect,
        width,
        fill: layer.fill,
        opacity: layer.opacity,
      };
      const line = y(layer.min) - nameAbove;
      if (line - nameAbove < margins.top || line + nameAbove > margins.top + height) return [band];
      const text = { x: margins.left + 6, y: line, text: layer.name, bold: false };
      return [band, { kind: 'text', ...text, colour: layer.ink, align: 'left' }];
    }
    case 'annotations':
      return annotationShapes(layer, view);
    case 'reasons':
      return reasonShapes(layer, view);
    case 'area':
      return polygonsOf(layer, view);
    case 'line':
      return strokesOf(layer, view);
    case 'dots':
      return layer.points
        .filter(([at]) => at >= window.start && at <= window.end)
        .map(([at, bpm]) => ({
          kind: 'dot',
          at: [x(at), y(bpm)],
          fill: layer.fill,
          stroke: layer.stroke,
        }));
  }
}

/** A band or a hairline, a bar along its top, and its name where it has one. */
function annotationShapes(layer: AnnotationLayer, { window, box, margins }: View): Shape[] {
  const height = box.height - margins.top - margins.bottom;
  return marksOf(layer, window, box, margins).flatMap(({ x, width, moment, words }): Shape[] => {
    const column = { kind: 'rect', x, y: margins.top, fill: layer.colour } as const;
    const text = { x: x + 6, y: margins.top + 14, text: words, bold: true } as const;
    return [
      { ...column, width, height, opacity: moment ? 0.75 : 0.14 },
      { ...column, width: Math.max(width, 3), height: 3, opacity: 0.9 },
      ...(words === ''
        ? []
        : [{ kind: 'text', ...text, colour: layer.ink, align: 'left' } as const]),
    ];
  });
}

/** The colour of its line before a ribbon that lies among others, px. */
const keyPx = 6;

/** A ribbon along the foot of a gap, and its sign above it. */
function reasonShapes(layer: ReasonLayer, { window, box, margins }: View): Shape[] {
  const { lift = 0, colour = '' } = layer.row ?? {};
  const y = box.height - margins.bottom - ribbonPx - lift;
  const key = { kind: 'rect', y, height: ribbonPx, fill: colour, opacity: 1 } as const;
  const ribbons = ribbonsOf(layer, window, box, margins).flatMap(
    ({ x, width, fill, sign }): Shape[] => {
      const ribbon = { kind: 'rect', x, y, width, height: ribbonPx, fill, opacity: 1 } as const;
      if (sign === '') return [ribbon];
      const middle = {
        x: x + width / 2,
        y: y - 9,
        text: sign,
        align: 'center',
        bold: true,
      } as const;
      return [ribbon, { kind: 'text', ...middle, colour: fill }];
    },
  );
  return layer.row ? [...ribbons, { ...key, x: margins.left, width: keyPx }] : ribbons;
}

/** The points in view and one more on each side, so that lines run out of the picture. */
function inView(points: readonly XY[], { start, end }: TimeWindow): XY[] {
  const first = firstNotBefore(points, start);
  return points.slice(Math.max(0, first - 1), firstNotBefore(points, end) + 1);
}

function firstNotBefore(points: readonly XY[], at: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.[0] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function polygonsOf(layer: AreaLayer, { window, scale, box, margins }: View): PolygonShape[] {
  const px = ([at, bpm]: XY): XY => [xOf(at, window, box, margins), yOf(bpm, scale, box, margins)];
  return layer.shapes.flatMap(({ upper, lower }): PolygonShape[] => {
    const above = inView(upper, window).map(px);
    if (above.length < 2) return [];
    const below = inView(lower, window).map(px).reverse();
    return [{ kind: 'polygon', points: [...above, ...below], fill: layer.fill }];
  });
}

function strokesOf(layer: LineLayer, { window, scale, box, margins }: View): LineShape[] {
  const px = ([at, bpm]: XY): XY => [xOf(at, window, box, margins), yOf(bpm, scale, box, margins)];
  const { colour, width, dash } = layer;
  const strokes: LineShape[] = [];
  const add = (points: XY[]) => {
    const seen = thinned(inView(points, window).map(px));
    if (seen.length > 1) strokes.push({ kind: 'line', points: seen, colour, width, dash });
  };
  let stroke: XY[] = [];
  for (const point of layer.points) {
    if (point) {
      stroke.push(point);
      continue;
    }
    add(stroke);
    stroke = [];
  }
  add(stroke);
  return strokes;
}

const labelGap = 10;
const faint: Dash = [2, 4];

function bpmFrame({ scale, box, margins }: View, palette: Palette): Shape[] {
  const count = Math.round((scale.max - scale.min) / scale.step);
  return Array.from({ length: count + 1 }, (_, index) => scale.min + index * scale.step).flatMap(
    (bpm): Shape[] => {
      const y = Math.round(yOf(bpm, scale, box, margins)) + 0.5;
      const ends: XY[] = [
        [margins.left, y],
        [box.width - margins.right, y],
      ];
      const dash = bpm === scale.min ? 'solid' : faint;
      const label = { x: margins.left - labelGap, y, text: String(bpm), align: 'right' } as const;
      return [
        { kind: 'line', points: ends, colour: palette.line, width: 1, dash },
        { kind: 'text', ...label, colour: palette.inkSoft, bold: false },
      ];
    },
  );
}

function timeFrame({ window, ticks, box, margins }: View, palette: Palette): Shape[] {
  const bottom = box.height - margins.bottom;
  return ticks.flatMap(({ at, label, under }): Shape[] => {
    const x = Math.round(xOf(at, window, box, margins)) + 0.5;
    const mark: XY[] = [
      [x, bottom],
      [x, bottom + 4],
    ];
    const text = (y: number, words: string, bold: boolean): TextShape => ({
      kind: 'text',
      x: within(x, words.length * halfLetterPx[bold ? 'bold' : 'plain'], box),
      y: bottom + y,
      text: words,
      colour: bold ? palette.ink : palette.inkSoft,
      align: 'center',
      bold,
    });
    const words = under
      ? [text(18, label, false), text(34, under, true)]
      : [text(18, label, false)];
    return [
      { kind: 'line', points: mark, colour: palette.line, width: 1, dash: 'solid' },
      ...words,
    ];
  });
}

/** Half the width of a letter or figure, px: of the widest face among those a system may show. */
const halfLetterPx = { plain: 3.4, bold: 4 };

/** A label at the edge moves in rather than being cut. @param half of its width, px. */
function within(x: number, half: number, box: Box): number {
  return Math.min(Math.max(x, half), box.width - half);
}
