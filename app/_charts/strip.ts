/** The strip below the chart: the whole history as two paths, and what dragging its handle does. */
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import { bpmScale } from './bpmAxis.ts';
import { segmentsOf } from './gaps.ts';
import { statisticsOf } from './reading.ts';
import { bandShapes, meanLine, type XY } from './shapes.ts';
import { panWindow, shortestSpan, spanOf, type TimeWindow } from './timeWindow.ts';

/** The drawing's own units; the page stretches it to its width. */
export const stripBox = { width: 1_000, height: 48 };

/** @param whole what the strip is as wide as. @returns SVG paths; gaps stay gaps. */
export function stripPaths(answer: HeartRateAnswer, whole: TimeWindow) {
  const { min, max } = statisticsOf(answer, whole);
  const scale = bpmScale(min, max);
  const round = (value: number) => Math.round(value * 10) / 10;
  const place = ([at, bpm]: XY) => {
    const x = ((at - whole.start) / spanOf(whole)) * stripBox.width;
    const y = (1 - (bpm - scale.min) / (scale.max - scale.min)) * stripBox.height;
    return `${round(x)} ${round(y)}`;
  };
  const segments = segmentsOf(answer);
  const band = bandShapes(answer, segments).map(
    ({ upper, lower }) => `M${[...upper, ...lower.toReversed()].map(place).join('L')}Z`,
  );
  let pen = 'M';
  const line = meanLine(answer, segments).map((point) => {
    const step = point ? pen + place(point) : '';
    pen = point ? 'L' : 'M';
    return step;
  });
  return { band: band.join(''), line: line.join('') };
}

export type Grip = 'start' | 'middle' | 'end';

/** Drags one edge to an instant, or the whole window by its middle; an edge stops a minute short of the other. */
export function dragWindow(
  window: TimeWindow,
  grip: Grip,
  byMs: number,
  limits: TimeWindow,
): TimeWindow {
  const { start, end } = window;
  if (grip === 'start') {
    const latest = end - shortestSpan;
    return { start: Math.min(Math.max(start + byMs, limits.start), latest), end };
  }
  if (grip === 'end') {
    const earliest = start + shortestSpan;
    return { start, end: Math.max(Math.min(end + byMs, limits.end), earliest) };
  }
  return panWindow(window, byMs / spanOf(window));
}

/** What a key does to a grip: arrows by a tenth of the window (with shift by half), Home and End all the way. */
export function gripStep(
  key: string,
  shift: boolean,
  window: TimeWindow,
  grip: Grip,
  limits: TimeWindow,
): TimeWindow | undefined {
  const step = spanOf(window) * (shift ? 0.5 : 0.1);
  const by = {
    ArrowLeft: -step,
    ArrowDown: -step,
    ArrowRight: step,
    ArrowUp: step,
    PageDown: -spanOf(window),
    PageUp: spanOf(window),
    Home: limits.start - limits.end,
    End: limits.end - limits.start,
  }[key];
  return by === undefined ? undefined : dragWindow(window, grip, by, limits);
}

/** The window of the same length around an instant. */
export function centredAt(window: TimeWindow, at: number): TimeWindow {
  const half = spanOf(window) / 2;
  return { start: at - half, end: at + half };
}
