/** Annotations in a chart: where each lies, which share a flag, and how they are drawn. */
import { kindWords } from '#app/_format/annotation.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { Palette } from './palette.ts';
import { type Box, type Margins, xOf } from './plot.ts';
import type { TimeWindow } from './timeWindow.ts';

/** Stretches as bands, moments as lines; their words where the picture has to speak for itself. */
export interface AnnotationLayer {
  kind: 'annotations';
  id: string;
  annotations: readonly Annotation[];
  colour: string;
  ink: string;
  /** Whether the kind is written into the picture: on screen flags over it say it. */
  named: boolean;
}

export function annotationLayer(
  annotations: readonly Annotation[],
  palette: Palette,
  { named = false } = {},
): AnnotationLayer {
  const { annotation: colour, ink } = palette;
  return { kind: 'annotations', id: 'annotations', annotations, colour, ink, named };
}

/** Whether any of it is in the window: a moment by its instant, a stretch by what it covers. */
export function touches({ start, end }: Pick<Annotation, 'start' | 'end'>, window: TimeWindow) {
  return start < window.end && (end > window.start || start >= window.start);
}

const hairPx = 1.5;
const letterPx = 7;

/** Where an annotation lies in the picture, px; `words` where there is room to name it. */
export interface Mark {
  x: number;
  width: number;
  moment: boolean;
  words: string;
}

export function marksOf(
  { annotations, named }: AnnotationLayer,
  window: TimeWindow,
  box: Box,
  margins: Margins,
): Mark[] {
  let free = Number.NEGATIVE_INFINITY;
  return annotations
    .filter((annotation) => touches(annotation, window))
    .toSorted((a, b) => a.start - b.start)
    .map(({ kind, start, end }) => {
      const x = xOf(Math.max(start, window.start), window, box, margins);
      const to = xOf(Math.min(end, window.end), window, box, margins);
      const mark = { x, width: Math.max(to - x, hairPx), moment: end === start };
      if (!named || x < free) return { ...mark, words: '' };
      const words = kindWords(kind);
      free = x + 12 + words.length * letterPx;
      return { ...mark, words };
    });
}

/** One flag over the plot: an annotation, or several that lie too close to each other. */
export interface Flag {
  /** px from the plot's left edge, the middle of the flag. */
  x: number;
  annotations: Annotation[];
}

/** How wide a flag is, px: a finger finds it. */
export const flagPx = 26;

/**
 * Flags for what is in view, from left to right. A stretch that began before the window has its
 * flag at the window's edge; annotations whose flags would overlap share one.
 */
export function flagsOf(
  annotations: readonly Annotation[],
  window: TimeWindow,
  box: Box,
  margins: Margins,
): Flag[] {
  const right = box.width - margins.right - flagPx / 2;
  const places = annotations
    .filter((annotation) => touches(annotation, window))
    .map((annotation) => {
      const x = xOf(Math.max(annotation.start, window.start), window, box, margins);
      return { x: Math.min(Math.max(x, margins.left + flagPx / 2), right), annotation };
    })
    .toSorted((a, b) => a.x - b.x || a.annotation.start - b.annotation.start);
  const flags: Flag[] = [];
  for (const { x, annotation } of places) {
    const last = flags.at(-1);
    if (last && x - last.x < flagPx) last.annotations.push(annotation);
    else flags.push({ x, annotations: [annotation] });
  }
  return flags;
}

const around = 0.25;
const aroundMoment = 30 * 60_000;

/** The window that shows an annotation (or several) with a bit of what is before and after. */
export function windowAround(annotations: readonly Pick<Annotation, 'start' | 'end'>[]) {
  const start = Math.min(...annotations.map((annotation) => annotation.start));
  const end = Math.max(...annotations.map((annotation) => annotation.end));
  const air = Math.max((end - start) * around, end === start ? aroundMoment : 60_000);
  return { start: start - air, end: end + air };
}
