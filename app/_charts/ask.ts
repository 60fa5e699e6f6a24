/** What to ask the server for, given what is on screen: a bit more than the view, so that a drag finds data. */
import type { Resolution } from '#lib/contract/limits.ts';
import { day, hour, panWindow, spanOf, type TimeWindow, zoomWindow } from './timeWindow.ts';

export interface Ask extends TimeWindow {
  /** How many points the answer may hold. */
  points: number;
}

/** The width of a plot that is not laid out yet: the first view is fetched on the server. */
export const guessedWidth = 1_176;
const pad = 0.25;
/** How many times less dense than a fresh answer for the view one may be: with the pad it has 1.5. */
const coarsest = 2.2;
const samplesBelow = 6 * hour;
/** Six hours of a device that reads every second, with the pad and the grid on both sides. */
const samplePoints = 36_000;

const mostBuckets = 12_000;

/** Two points a pixel, in steps of 400; in views of six hours and less room for the samples themselves. */
export function pointsFor(widthPx: number, window: TimeWindow): number {
  if (spanOf(window) <= samplesBelow) return samplePoints;
  const wanted = Math.ceil((widthPx * 2) / 400) * 400;
  return Math.min(Math.max(wanted, 1_200), mostBuckets);
}

const historyPoints = 600;

/** The whole history for the strip: its days, or its hours while it is short. */
export function historyAsk(extent: TimeWindow): Ask {
  return { start: Math.floor(extent.start), end: Math.ceil(extent.end) + 1, points: historyPoints };
}

/** A quarter of the view on each side, on a grid of its own so that the same views ask the same. */
export function askFor(window: TimeWindow, points: number): Ask {
  const span = spanOf(window);
  const grid = gridOf(span);
  return {
    start: Math.floor((window.start - span * pad) / grid) * grid,
    end: Math.ceil((window.end + span * pad) / grid) * grid,
    points,
  };
}

/** A sixteenth of the span rounded down to a power of two seconds, at most a day. */
function gridOf(span: number): number {
  return Math.min(1_000 * 2 ** Math.max(0, Math.floor(Math.log2(span / 16_000))), day);
}

/**
 * Whether the answer to `ask` still serves this view: it covers it and is not much coarser than it
 * could be.
 * @param resolution of that answer, where there is one: nothing is finer than samples.
 */
export function serves(
  ask: Ask,
  window: TimeWindow,
  points: number,
  resolution?: Resolution,
): boolean {
  if (ask.start > window.start || ask.end < window.end) return false;
  if (resolution === 'raw') return true;
  return ask.points * spanOf(window) * coarsest >= points * spanOf(ask);
}

/** The question before where the next one asks the same: in another object it would be set, found and set for ever. */
export function unlessSame(before: Ask, next: Ask): Ask {
  const { start, end, points } = next;
  const isSame = before.start === start && before.end === end && before.points === points;
  return isSame ? before : next;
}

/** What the next gesture may need: one level deeper, and half a view to the left and to the right. */
export function neighboursOf(window: TimeWindow, widthPx: number): Ask[] {
  const sides = [panWindow(window, -0.5), panWindow(window, 0.5)];
  const beside = sides.map((view) => askFor(view, pointsFor(widthPx, view)));
  return [deeperAsk(window, widthPx), ...beside];
}

/** As fine as a view of half the length would ask for, wherever in this one it will be. */
function deeperAsk(window: TimeWindow, widthPx: number): Ask {
  const deeper = zoomWindow(window, 0.5);
  const points = pointsFor(widthPx, deeper);
  const grid = gridOf(spanOf(window));
  const start = Math.floor(window.start / grid) * grid;
  const end = Math.ceil(window.end / grid) * grid;
  const share = (end - start) / spanOf(askFor(deeper, points));
  return { start, end, points: Math.ceil(points * Math.max(1, share)) };
}

/** The one with the least around the view: the finest. */
export function shortestOf(asks: readonly Ask[]): Ask | undefined {
  return asks.toSorted((a, b) => spanOf(a) - spanOf(b))[0];
}
