/** Addresses of one user's views. */
import { type TimeWindow, windowParameters } from '#app/_charts/timeWindow.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';

function ofUser(userId: string, view: string, query: Record<string, string>): string {
  return `/users/${encodeURIComponent(userId)}${view}?${new URLSearchParams(query)}`;
}

/** The chart at a stretch of time. */
export function hrefOfWindow(userId: string, window: TimeWindow): string {
  return ofUser(userId, '', windowParameters(window));
}

export function hrefOfDay(userId: string, date: LocalDate): string {
  return ofUser(userId, '/day', { date });
}
