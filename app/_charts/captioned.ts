/** A scene to take away: the picture on screen, with what it is written above it. */
import type { Dash, Layer } from './layers.ts';
import type { Palette } from './palette.ts';
import { type Scene, type Shape, sceneOf, type View } from './scene.ts';

/** A line of the caption; with a stroke it is an entry of the legend. */
export interface CaptionLine {
  text: string;
  stroke?: { colour: string; dash: Dash } | undefined;
}

const linePx = 18;
const abovePx = 14;

/** How high a caption is, px. */
export function captionHeight(lines: readonly CaptionLine[]): number {
  return lines.length * linePx + abovePx;
}

/** @param lines the first is the title. */
export function captionedScene(
  view: View,
  layers: readonly Layer[],
  palette: Palette,
  lines: readonly CaptionLine[],
): Scene {
  const more = captionHeight(lines);
  const { box, margins } = view;
  const scene = sceneOf(
    {
      ...view,
      box: { width: box.width, height: box.height + more },
      margins: { ...margins, top: margins.top + more },
    },
    layers.map((layer) => (layer.kind === 'annotations' ? { ...layer, named: true } : layer)),
    palette,
  );
  return { ...scene, frame: [...scene.frame, ...captionShapes(lines, margins.left, palette)] };
}

const strokePx = 30;

/** @param left px where the lines begin. */
export function captionShapes(
  lines: readonly CaptionLine[],
  left: number,
  palette: Palette,
): Shape[] {
  return lines.flatMap(({ text, stroke }, index): Shape[] => {
    const y = abovePx + index * linePx;
    const words: Shape = {
      kind: 'text',
      x: stroke ? left + strokePx + 8 : left,
      y,
      text,
      colour: index === 0 ? palette.ink : palette.inkSoft,
      align: 'left',
      bold: index === 0,
    };
    if (!stroke) return [words];
    const points: [number, number][] = [
      [left, y],
      [left + strokePx, y],
    ];
    return [{ kind: 'line', points, width: 2, ...stroke }, words];
  });
}
