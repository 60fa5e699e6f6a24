/** The day of a vendor's daily figure, as files write it: a date, or a moment of the day. */
import { readIsoTime, readUsTime, type WrittenTime } from '#lib/time/writtenTime.ts';

/** Characters; anything longer is no day. */
const maxLength = 100;

/** A day with the clock that it may lack, as whoever reads times expects one. */
export function withClock(day: string): string {
  return /^[^\s:]{6,10}$/.test(day) ? `${day} 00:00:00` : day;
}

/** What it says; null where it is none. */
export function writtenDay(day: string): WrittenTime | null {
  if (day.length > maxLength) return null;
  const text = withClock(day);
  return readIsoTime(text) ?? readUsTime(text);
}
