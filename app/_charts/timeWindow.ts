/** The stretch of time that a chart shows, and the arithmetic of moving it. All in ms UTC. */
import { isLocalDate } from '#lib/time/dateArithmetic.ts';

/** `[start, end)`, ms UTC. */
export interface TimeWindow {
  start: number;
  end: number;
}

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
export const year = 365.25 * day;

/** From one minute to a generation: nothing finer is measured, nothing longer is worn. */
export const shortestSpan = minute;
const longestSpan = 30 * year;

export function spanOf(window: TimeWindow): number {
  return window.end - window.start;
}

/** What may be shown at all: everything stored, and a little air on both sides. */
export function limitsOf(extent: TimeWindow): TimeWindow {
  const air = Math.max(spanOf(extent) * 0.05, hour);
  return { start: extent.start - air, end: extent.end + air };
}

/** The window, kept between the shortest and longest span and within the limits; whole ms. */
export function clampWindow(window: TimeWindow, limits: TimeWindow): TimeWindow {
  const longest = Math.max(Math.min(longestSpan, spanOf(limits)), shortestSpan);
  const span = Math.min(Math.max(spanOf(window), shortestSpan), longest);
  const middle = (window.start + window.end) / 2;
  const start = span === spanOf(window) ? window.start : middle - span / 2;
  const latest = Math.max(limits.start, limits.end - span);
  const from = Math.round(Math.min(Math.max(start, limits.start), latest));
  return { start: from, end: from + Math.round(span) };
}

/**
 * Zooms around a place that stays where it is.
 * @param factor below 1 zooms in, above 1 out.
 * @param anchor where in the window, 0 (left edge) to 1 (right edge).
 */
export function zoomWindow(window: TimeWindow, factor: number, anchor = 0.5): TimeWindow {
  const at = window.start + spanOf(window) * anchor;
  const span = Math.min(Math.max(spanOf(window) * factor, shortestSpan), longestSpan);
  return { start: at - span * anchor, end: at + span * (1 - anchor) };
}

/** @param share of the window's own length; positive moves to later times. */
export function panWindow(window: TimeWindow, share: number): TimeWindow {
  const by = spanOf(window) * share;
  return { start: window.start + by, end: window.end + by };
}

export const presets = [
  { key: 'hour', label: 'Hour', span: hour },
  { key: 'day', label: 'Day', span: day },
  { key: 'week', label: 'Week', span: 7 * day },
  { key: 'month', label: 'Month', span: 30 * day },
  { key: 'year', label: 'Year', span: year },
] as const;
export type PresetKey = (typeof presets)[number]['key'] | 'all';

/** The last hour, day, … that has data; `all` is everything stored. */
export function presetWindow(key: PresetKey, extent: TimeWindow): TimeWindow {
  const preset = presets.find((candidate) => candidate.key === key);
  if (!preset) return { ...extent };
  return { start: extent.end - preset.span, end: extent.end };
}

/** What a chart opens with: the window asked for, as far as there is one, or the last day with data. */
export function firstWindow(asked: TimeWindow | undefined, extent: TimeWindow): TimeWindow {
  return clampWindow(asked ?? presetWindow('day', extent), limitsOf(extent));
}

/** Which preset has the length of this window and ends where the data ends, if one does. */
export function presetOf(window: TimeWindow, extent: TimeWindow): PresetKey | undefined {
  const keys: PresetKey[] = [...presets.map((preset) => preset.key), 'all'];
  return keys.find((key) => {
    const preset = presetWindow(key, extent);
    const slack = spanOf(preset) * 0.01;
    return (
      Math.abs(preset.start - window.start) <= slack && Math.abs(preset.end - window.end) <= slack
    );
  });
}

/** Whether the window shows the newest data and goes along with what comes. */
export function touchesEnd(window: TimeWindow, dataEnd: number): boolean {
  return window.start < dataEnd && window.end >= dataEnd - 1;
}

/**
 * The window after new data came: one that touched the old end moves with it, or grows where it
 * showed everything.
 * @param oldEnd where the data ended before. @param extent what there is now.
 */
export function followWindow(window: TimeWindow, oldEnd: number, extent: TimeWindow): TimeWindow {
  const grown = extent.end - oldEnd;
  if (grown <= 0 || !touchesEnd(window, oldEnd)) return window;
  const start = window.start <= extent.start ? window.start : window.start + grown;
  return { start, end: window.end + grown };
}

/** The window of the same length that ends with the newest data. */
export function newestWindow(window: TimeWindow, extent: TimeWindow): TimeWindow {
  return { start: extent.end - spanOf(window), end: extent.end };
}

const instant = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** ISO 8601 with Z or an offset, as the routes take it; undefined for anything else. */
function parseInstant(text: unknown): number | undefined {
  if (typeof text !== 'string' || !isLocalDate(instant.exec(text)?.[1] ?? '')) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

/** The window in a page's address, or undefined where there is none that makes sense. */
export function parseWindow(start: unknown, end: unknown): TimeWindow | undefined {
  const [from, to] = [parseInstant(start), parseInstant(end)];
  return from !== undefined && to !== undefined && from < to ? { start: from, end: to } : undefined;
}

/** `start=…&end=…` for the address: ISO 8601 in UTC, without needless milliseconds. */
export function windowParameters(window: TimeWindow): { start: string; end: string } {
  const iso = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z');
  return { start: iso(window.start), end: iso(window.end) };
}
