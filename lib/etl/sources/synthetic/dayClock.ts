/** The wall clock of a local day against the minutes that really pass in it. */
import { type LocalDay, type OffsetSpan, readWallClock } from '#lib/time/timeZone.ts';

const msPerMinute = 60_000;
const msPerHour = 3_600_000;

/** Real minutes of the day: 1380, 1440 or 1500 where clocks change by an hour. */
export function minutesOf(day: LocalDay): number {
  return Math.ceil((day.endMs - day.startMs) / msPerMinute);
}

/** ms to add to an instant of the span for ms since 00:00 on the clock's face of `day.date`. */
export function faceShift(day: LocalDay, span: OffsetSpan): number {
  return span.offsetMs - Date.parse(`${day.date}T00:00:00Z`);
}

/** Local hour, 0 … 24, at the beginning of each real minute and at the day's end. */
export function clockHours(day: LocalDay): Float64Array {
  const hours = new Float64Array(minutesOf(day) + 1);
  let spanIndex = 0;
  for (let minute = 0; minute < hours.length; minute += 1) {
    const ms = day.startMs + minute * msPerMinute;
    while (spanIndex < day.spans.length - 1 && ms >= (day.spans[spanIndex]?.endMs ?? 0))
      spanIndex += 1;
    const span = day.spans[spanIndex];
    if (span) hours[minute] = (ms + faceShift(day, span)) / msPerHour;
  }
  return hours;
}

/** Seconds that have passed since the day began when the clock shows `hour`; bounded to the day. */
export function elapsedSeconds(day: LocalDay, hour: number): number {
  if (hour <= 0) return 0;
  if (hour >= 24) return Math.round((day.endMs - day.startMs) / 1000);
  const { ms } = readWallClock(day, hour * msPerHour);
  return Math.round(Math.max(0, Math.min(day.endMs, ms) - day.startMs) / 1000);
}

/** Seconds since the day began at which its clocks go back; none on most days. */
export function clocksGoBackAt(day: LocalDay): number[] {
  return day.spans
    .filter((span, index) => span.offsetMs < (day.spans[index - 1]?.offsetMs ?? span.offsetMs))
    .map((span) => (span.startMs - day.startMs) / 1000);
}
