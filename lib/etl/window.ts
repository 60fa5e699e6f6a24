/**
 * Which local days a run takes: what was asked for; or what the ledger lacks; or, where the source
 * gives the ledger no evidence, from the watermark less the look-back.
 */
import { addDays, daysBetween, eachDay, type LocalDate } from '#lib/time/localDate.ts';
import { localDateOf } from '#lib/time/timeZone.ts';
import type { Ledger, LedgerDay } from './coverage/ledger.ts';

export interface WindowRequest {
  /** First local day asked for. */
  start?: LocalDate | undefined;
  /** Last local day asked for, included. */
  end?: LocalDate | undefined;
  /** From the user's first day, whatever is stored. */
  full: boolean;
  /** Exactly from `start` to `end`: a file's days are what they are, whatever today is. */
  exact?: boolean | undefined;
  /** Of the days asked for only those not read since this moment, ms UTC: a run that is taken up again. */
  unreadSince?: number | undefined;
  /** Of the days asked for only those that the ledger does not hold as settled: a backfill. */
  unsettled?: boolean | undefined;
}

export interface WindowBounds {
  timeZone: string;
  /** ms UTC. */
  now: number;
  /** The user's first day. */
  firstDay: LocalDate;
  /** No day later than this is taken; undefined for today. */
  lastDay: LocalDate | undefined;
  /** Days re-read before the watermark, of sources that give no evidence. */
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
  const lastDay = lastDayOf(bounds);
  const start = request.start ?? (request.full ? bounds.firstDay : deltaStart(bounds, watermark));
  const end = earlier(request.end ?? lastDay, lastDay);
  return start <= end ? { start, end } : undefined;
}

/** Whether a run asks for news, and so takes what the ledger lacks. */
export function asksForNews({ start, end, full, exact }: WindowRequest): boolean {
  return !full && !exact && start === undefined && end === undefined;
}

/**
 * The stretches that a run takes, ascending and apart from each other, so that a hole is read
 * without its neighbours. A request for news takes every day that is expected and not settled.
 */
export function stretchesFor(
  request: WindowRequest,
  bounds: WindowBounds,
  watermark: number | undefined,
  ledger: Ledger,
): DayWindow[] {
  const window = windowFor(request, bounds, watermark);
  if (request.exact) return window ? [window] : [];
  if (asksForNews(request)) return stretchesOf(newsFor(bounds, window, ledger));
  if (!window) return [];
  return stretchesOf(
    [...eachDay(window.start, window.end)].filter(
      (date) => !isRead(ledger.days.get(date), request),
    ),
  );
}

/** Whether nothing is to be asked of a day that the request names. */
function isRead(day: LedgerDay | undefined, { unreadSince, unsettled }: WindowRequest): boolean {
  if (!day || day.failing) return false;
  if (unsettled && day.settled) return true;
  return unreadSince !== undefined && day.checkedAt !== null && day.checkedAt >= unreadSince;
}

/** Neighbouring dates as one stretch. @param dates ascending. */
export function stretchesOf(dates: Iterable<LocalDate>): DayWindow[] {
  const stretches: DayWindow[] = [];
  for (const date of dates) {
    const last = stretches.at(-1);
    if (last && addDays(last.end, 1) === date) last.end = date;
    else stretches.push({ start: date, end: date });
  }
  return stretches;
}

export function daysIn(stretches: readonly DayWindow[]): number {
  return stretches.reduce((sum, { start, end }) => sum + daysBetween(start, end) + 1, 0);
}

function newsFor(
  bounds: WindowBounds,
  window: DayWindow | undefined,
  { hasEvidence, days }: Ledger,
): LocalDate[] {
  const lastDay = lastDayOf(bounds);
  const wanted = new Set<LocalDate>();
  if (!hasEvidence && window)
    for (const date of eachDay(window.start, window.end)) wanted.add(date);
  if (hasEvidence) {
    for (const date of eachDay(bounds.firstDay, lastDay)) {
      if (!days.get(date)?.settled) wanted.add(date);
    }
  }
  for (const [date, { settled, failing }] of days) {
    if (date <= lastDay && (failing || (hasEvidence && !settled))) wanted.add(date);
  }
  return [...wanted].sort();
}

function lastDayOf({ now, timeZone, lastDay }: WindowBounds): LocalDate {
  const today = localDateOf(now, timeZone);
  return earlier(lastDay ?? today, today);
}

function deltaStart(bounds: WindowBounds, watermark: number | undefined): LocalDate {
  if (watermark === undefined) return bounds.firstDay;
  const from = addDays(localDateOf(watermark, bounds.timeZone), -bounds.lookBackDays);
  return from > bounds.firstDay ? from : bounds.firstDay;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
