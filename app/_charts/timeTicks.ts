/** Ticks of a time axis in a person's own zone: on the local clock, right on clock-change days too. */
import { formatClock, formatOffset, formatShortDate, months } from '#app/_format/time.ts';
import { addDays } from '#lib/time/dateArithmetic.ts';
import { localDateOf, localDay, offsetSpans } from '#lib/time/timeZone.ts';
import { day, hour, minute, second, spanOf, type TimeWindow, year } from './timeWindow.ts';

export interface Tick {
  /** ms UTC. */
  at: number;
  label: string;
  /** Second line: the date, the year or the new offset, where it changes. */
  under: string;
}

const clockSteps = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * second),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 3, 6, 12].map((count) => count * hour),
];
const daySteps = [1, 2, 7, 14];
const monthSteps = [1, 2, 3, 6];
const yearSteps = [1, 2, 5, 10];
const monthLength = year / 12;

/**
 * @param maxCount how many labels fit beside each other.
 * @returns ticks within the window, in order.
 */
export function timeTicks(window: TimeWindow, timeZone: string, maxCount: number): Tick[] {
  const span = spanOf(window);
  const fits = (step: number) => span / step <= maxCount;
  const clock = clockSteps.find(fits);
  if (clock) return clockTicks(window, timeZone, clock);
  const days = daySteps.find((count) => fits(count * day));
  if (days) return dayTicks(window, timeZone, days);
  const monthCount = monthSteps.find((count) => fits(count * monthLength));
  if (monthCount) return monthTicks(window, timeZone, monthCount);
  const years = yearSteps.find((count) => fits(count * year)) ?? 10;
  return monthTicks(window, timeZone, years * 12);
}

/** Every stretch of one offset is cut on its own clock face: no hour is missed, none is made up. */
function clockTicks(window: TimeWindow, timeZone: string, step: number): Tick[] {
  const spans = offsetSpans(window.start, window.end, timeZone);
  const ticks = spans.flatMap((span, spanIndex) => {
    const first = Math.ceil((span.startMs + span.offsetMs) / step) * step - span.offsetMs;
    const count = Math.max(0, Math.ceil((span.endMs - first) / step));
    return Array.from({ length: count }, (_, index) => ({
      at: first + index * step,
      changed: spanIndex > 0 && index === 0,
    }));
  });
  let context = '';
  return ticks.map(({ at, changed }) => {
    const date = formatShortDate(at, timeZone);
    const under = changed ? formatOffset(at, timeZone) : date === context ? '' : date;
    context = date;
    return { at, label: formatClock(at, timeZone, step < minute), under };
  });
}

function dayTicks(window: TimeWindow, timeZone: string, count: number): Tick[] {
  const ticks: Tick[] = [];
  const last = localDateOf(window.end, timeZone);
  let yearShown = '';
  for (let date = localDateOf(window.start, timeZone); date <= last; date = addDays(date, 1)) {
    const at = localDay(date, timeZone).startMs;
    if (!onDayGrid(date, count) || at < window.start || at >= window.end) continue;
    const [yyyy = '', mm, dd] = date.split('-');
    const label = `${Number(dd)} ${months[Number(mm) - 1]}`;
    ticks.push({ at, label, under: yyyy === yearShown ? '' : yyyy });
    yearShown = yyyy;
  }
  return ticks;
}

/** Weeks begin on Monday; 1970-01-05 was one. */
function onDayGrid(date: string, count: number): boolean {
  const number = Date.parse(`${date}T00:00:00Z`) / day - (count % 7 === 0 ? 4 : 0);
  return number % count === 0;
}

function monthTicks(window: TimeWindow, timeZone: string, count: number): Tick[] {
  const ticks: Tick[] = [];
  const [firstYear = 0, firstMonth = 1] = localDateOf(window.start, timeZone)
    .split('-')
    .map(Number);
  const index = Math.floor((firstYear * 12 + firstMonth - 1) / count) * count;
  let yearShown = 0;
  for (let number = index; ; number += count) {
    const month = (number % 12) + 1;
    const yyyy = Math.floor(number / 12);
    const date = `${yyyy}-${String(month).padStart(2, '0')}-01`;
    const at = localDay(date, timeZone).startMs;
    if (at >= window.end) return ticks;
    if (at < window.start) continue;
    const ofYears = count >= 12;
    const label = ofYears ? String(yyyy) : (months[month - 1] ?? '');
    ticks.push({ at, label, under: ofYears || yyyy === yearShown ? '' : String(yyyy) });
    yearShown = yyyy;
  }
}
