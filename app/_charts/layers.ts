/** Rows → layers: what is drawn, in the data's own units. Made anew only with new data or a new theme. */
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { AnnotationLayer } from './annotationLayer.ts';
import { type Gap, gapsOf, segmentsOf } from './gaps.ts';
import { type Palette, seriesStyle } from './palette.ts';
import { lowerBound } from './reading.ts';
import type { ReasonLayer } from './reasonLayer.ts';
import { type BandShape, bandShapes, loneSamples, meanLine, type XY } from './shapes.ts';
import type { TimeWindow } from './timeWindow.ts';

/** A dash pattern in px, or a line without one. */
export type Dash = number[] | 'solid';

/** Stretches of time, over the whole height. */
export interface SpanLayer {
  kind: 'spans';
  id: string;
  spans: readonly Gap[];
  fill: string;
}

/** A stretch of heart rates, over the whole width. */
export interface ZoneLayer {
  kind: 'zone';
  id: string;
  min: number;
  max: number;
  name: string;
  fill: string;
  opacity: number;
  ink: string;
}

export interface AreaLayer {
  kind: 'area';
  id: string;
  shapes: BandShape[];
  fill: string;
}

/** Points `[ms UTC, bpm]` in order; a null interrupts the line. */
export interface LineLayer {
  kind: 'line';
  id: string;
  points: (XY | null)[];
  colour: string;
  width: number;
  dash: Dash;
}

export interface DotLayer {
  kind: 'dots';
  id: string;
  points: XY[];
  fill: string;
  stroke: string;
}

export type Layer =
  | SpanLayer
  | ZoneLayer
  | AreaLayer
  | LineLayer
  | DotLayer
  | AnnotationLayer
  | ReasonLayer;

/** One user: gaps shaded, the range as a band, the mean (or the samples) as a line. */
export function heartRateLayers(answer: HeartRateAnswer, palette: Palette): Layer[] {
  const segments = segmentsOf(answer);
  const { heart } = palette;
  return [
    gapLayer(gapsOf(answer, segments), palette),
    { kind: 'area', id: 'band', shapes: bandShapes(answer, segments), fill: palette.band },
    {
      kind: 'line',
      id: 'mean',
      points: meanLine(answer, segments),
      colour: heart,
      width: answer.resolution === 'raw' ? 1.5 : 1.75,
      dash: 'solid',
    },
    { kind: 'dots', id: 'lone', points: loneSamples(answer, segments), fill: heart, stroke: heart },
  ];
}

/** Gaps are shaded over the whole height. */
export function gapLayer(gaps: readonly Gap[], palette: Palette): Layer {
  return { kind: 'spans', id: 'gaps', spans: gaps, fill: palette.gap };
}

/** Several users on one grid: mean lines told apart by colour and by dash. */
export function comparedLayers(answers: readonly HeartRateAnswer[], palette: Palette): Layer[] {
  return answers.flatMap((answer, index): Layer[] => {
    const segments = segmentsOf(answer);
    const { colour, dash } = seriesStyle(index, palette);
    const points = meanLine(answer, segments);
    const lone = loneSamples(answer, segments);
    return [
      { kind: 'line', id: `mean-${answer.userId}`, points, colour, width: 2, dash },
      { kind: 'dots', id: `lone-${answer.userId}`, points: lone, fill: colour, stroke: colour },
    ];
  });
}

/** Whether single samples are far enough apart to be drawn as dots: at least 6 px each. */
function showsDots(samples: number, widthPx: number): boolean {
  return samples > 0 && widthPx / samples >= 6;
}

/** Dots for the samples in view, or none where they would run together. */
export function dotLayer(
  answer: HeartRateAnswer,
  window: TimeWindow,
  widthPx: number,
  palette: Palette,
): DotLayer {
  const raw = answer.resolution === 'raw' ? answer : undefined;
  const [from, to] = raw
    ? [lowerBound(raw.t, window.start), lowerBound(raw.t, window.end)]
    : [0, 0];
  const shown = showsDots(to - from, widthPx) ? (raw?.t.slice(from, to) ?? []) : [];
  const points = shown.map((at, index): XY => [at, raw?.value[from + index] ?? 0]);
  return { kind: 'dots', id: 'dots', points, fill: palette.surface, stroke: palette.heart };
}
