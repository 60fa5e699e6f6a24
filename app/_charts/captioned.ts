/** A scene to take away: the picture on screen, with what it is written above it. */
import type { Layer } from './layers.ts';
import type { Palette } from './palette.ts';
import { type Scene, type Shape, sceneOf, type View } from './scene.ts';

const linePx = 18;
const abovePx = 14;

/** @param lines the first is the title. */
export function captionedScene(
  view: View,
  layers: readonly Layer[],
  palette: Palette,
  lines: readonly string[],
): Scene {
  const more = lines.length * linePx + abovePx;
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
  const words = lines.map(
    (text, index): Shape => ({
      kind: 'text',
      x: margins.left,
      y: abovePx + index * linePx,
      text,
      colour: index === 0 ? palette.ink : palette.inkSoft,
      align: 'left',
      bold: index === 0,
    }),
  );
  return { ...scene, frame: [...scene.frame, ...words] };
}
