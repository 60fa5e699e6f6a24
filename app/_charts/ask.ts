/** What to ask the server for, given what is on screen: a bit more than the view, so that a drag finds data. */
import { day, hour, panWindow, spanOf, type TimeWindow, zoomWindow } from './timeWindow.ts';

export interface Ask extends TimeWindow {
  /** How many points the answer may hold. */
  points: number;
}

/** The width of a plot that is not laid out yet: the first view is fetched on the server. */
export const guessedWidth = 1_176;
const pad = 0.25;
const samplesBelow = 6 * hour;
const samplePoints = 12_000;

/** Two points a pixel, in steps of 400; in views of six hours and less room for the samples themselves. */
export function pointsFor(widthPx: number, window: TimeWindow): number {
  if (spanOf(window) <= samplesBelow) return samplePoints;
  const wanted = Math.ceil((widthPx * 2) / 400) * 400;
  return Math.min(Math.max(wanted, 1_200), samplePoints);
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

/** Whether the answer to `ask` still serves this view: it covers it and is not much coarser than it could be. */
export function serves(ask: Ask, window: TimeWindow, points: number): boolean {
  const covers = ask.start <= window.start && ask.end >= window.end;
  return covers && spanOf(ask) <= spanOf(window) * 2.2 && ask.points >= points;
}

/** What the next gesture may need: half a view to the left and to the right, and one level deeper. */
export function neighboursOf(window: TimeWindow, widthPx: number): Ask[] {
  const views = [panWindow(window, -0.5), panWindow(window, 0.5), zoomWindow(window, 0.5)];
  return views.map((view) => askFor(view, pointsFor(widthPx, view)));
}
