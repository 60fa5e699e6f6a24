/** Which local days a run takes: from the watermark less the look-back, or what was asked for. */
import { addDays, daysBetween, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';

export interface WindowRequest {
  /** First local day asked for. */
  start?: LocalDate | undefined;
  /** Last local day asked for, included. */
  end?: LocalDate | undefined;
  /** From the user's first day, whatever is stored. */
  full: boolean;
  /** Exactly from `start` to `end`: a file's days are what they are, whatever today is. */
  exact?: boolean | undefined;
}

export interface WindowBounds {
  timeZone: string;
  /** ms UTC. */
  now: number;
  /** The user's first day. */
  firstDay: LocalDate;
  /** No day later than this is taken; undefined for today. */
  lastDay: LocalDate | undefined;
  /** Days re-read before the watermark. */
  lookBackDays: number;
}

export interface DayWindow {
  start: LocalDate;
  end: LocalDate;
}

/**
 * @param watermark last instant stored, ms UTC.
 * @returns undefined where no day is left to take.
 */
export function windowFor(
  request: WindowRequest,
  bounds: WindowBounds,
  watermark: number | undefined,
): DayWindow | undefined {
  if (request.exact && request.start && request.end)
    return { start: request.start, end: request.end };
  const today = localDateOf(bounds.now, bounds.timeZone);
  const lastDay = earlier(bounds.lastDay ?? today, today);
  const start = request.start ?? (request.full ? bounds.firstDay : deltaStart(bounds, watermark));
  const end = earlier(request.end ?? lastDay, lastDay);
  return start <= end ? { start, end } : undefined;
}

export function daysIn(window: DayWindow): number {
  return daysBetween(window.start, window.end) + 1;
}

function deltaStart(bounds: WindowBounds, watermark: number | undefined): LocalDate {
  if (watermark === undefined) return bounds.firstDay;
  const from = addDays(localDateOf(watermark, bounds.timeZone), -bounds.lookBackDays);
  return from > bounds.firstDay ? from : bounds.firstDay;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
