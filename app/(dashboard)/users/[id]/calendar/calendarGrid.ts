/** Where each day of a year lies: weeks side by side where it is wide, months as blocks where it is narrow. */
import {
  addDays,
  daysBetween,
  eachDay,
  isLocalDate,
  type LocalDate,
} from '#lib/time/dateArithmetic.ts';

export interface Cell {
  x: number;
  y: number;
}

/** First and last day that can have data. */
export interface DayEnds {
  first: LocalDate;
  last: LocalDate;
}

/** A way of laying out a year, in units of one day's place. */
export interface YearLayout {
  size: { width: number; height: number };
  placeOf: (date: LocalDate) => Cell;
  /** The day at a place, or undefined between and beyond the days. */
  dayAt: (year: number, cell: Cell) => LocalDate | undefined;
  /** The part of a year that is worth its room: where the days between the ends lie. */
  part: (year: number, days: DayEnds) => { width: number; top: number; height: number };
  /** Where the names of the months stand, 0 to 11. */
  monthNames: (year: number) => Cell[];
}

/** 0 for Monday. */
export function weekdayOf(date: LocalDate): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function firstOfYear(year: number): LocalDate {
  return `${String(year).padStart(4, '0')}-01-01`;
}

function firstOfMonth(year: number, month: number): LocalDate {
  return `${firstOfYear(year).slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`;
}

const yearOf = (date: LocalDate) => Number(date.slice(0, 4));
const monthOf = (date: LocalDate) => Number(date.slice(5, 7)) - 1;
const room = 1.2;

/** A column a week from Monday, a row a weekday. */
export const weekLayout: YearLayout = {
  size: { width: 54, height: 7 + room },
  placeOf(date) {
    const first = firstOfYear(yearOf(date));
    const days = daysBetween(first, date) + weekdayOf(first);
    return { x: Math.floor(days / 7), y: (days % 7) + room };
  },
  part: () => ({ ...weekLayout.size, top: 0 }),
  dayAt(year, { x, y }) {
    const row = Math.floor(y - room);
    if (row < 0 || row > 6) return undefined;
    const first = firstOfYear(year);
    const date = addDays(first, Math.floor(x) * 7 + row - weekdayOf(first));
    return yearOf(date) === year ? date : undefined;
  },
  monthNames(year) {
    return Array.from({ length: 12 }, (_, month) => ({
      x: weekLayout.placeOf(firstOfMonth(year, month)).x,
      y: room - 0.5,
    }));
  },
};

const blocks = { across: 3, width: 8, height: 8.4, name: 1.6 };

/** Months as a wall calendar has them, three side by side: cells wide enough for a finger. */
export const monthLayout: YearLayout = {
  size: { width: blocks.across * blocks.width - 1, height: 4 * blocks.height },
  placeOf(date) {
    const month = monthOf(date);
    const corner = cornerOf(month);
    const days = Number(date.slice(8)) - 1 + weekdayOf(firstOfMonth(yearOf(date), month));
    return { x: corner.x + (days % 7), y: corner.y + blocks.name + Math.floor(days / 7) };
  },
  part(year, { first, last }) {
    const rowOf = (date: LocalDate) => Math.floor(monthOf(date) / blocks.across);
    const from = yearOf(first) === year ? rowOf(first) : 0;
    const to = yearOf(last) === year ? rowOf(last) : 3;
    const { width } = monthLayout.size;
    return { width, top: from * blocks.height, height: (to - from + 1) * blocks.height };
  },
  dayAt(year, { x, y }) {
    const block = { x: Math.floor(x / blocks.width), y: Math.floor(y / blocks.height) };
    const month = block.y * blocks.across + block.x;
    if (month < 0 || month > 11) return undefined;
    const corner = cornerOf(month);
    const [column, row] = [Math.floor(x - corner.x), Math.floor(y - corner.y - blocks.name)];
    if (column > 6 || row < 0) return undefined;
    const first = firstOfMonth(year, month);
    const day = row * 7 + column - weekdayOf(first) + 1;
    const date = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
    return day > 0 && isLocalDate(date) ? date : undefined;
  },
  monthNames() {
    return Array.from({ length: 12 }, (_, month) => {
      const { x, y } = cornerOf(month);
      return { x, y: y + blocks.name - 0.6 };
    });
  },
};

function cornerOf(month: number): Cell {
  return {
    x: (month % blocks.across) * blocks.width,
    y: Math.floor(month / blocks.across) * blocks.height,
  };
}

/** Every day of a year that lies in the range, both ends included. */
export function daysOfYear(year: number, start: LocalDate, end: LocalDate): LocalDate[] {
  const [first, last] = [firstOfYear(year), addDays(firstOfYear(year + 1), -1)];
  return [...eachDay(first > start ? first : start, last < end ? last : end)];
}

/** Newest first. */
export function yearsOf(start: LocalDate, end: LocalDate): number[] {
  const [from, to] = [yearOf(start), yearOf(end)];
  return Array.from({ length: to - from + 1 }, (_, index) => to - index);
}

/**
 * Where a key leads from a day: in weeks up and down are days, in months left and right are;
 * Page keys go by four weeks, Home and End to the ends.
 */
export function dayByKey(
  key: string,
  from: LocalDate,
  layout: YearLayout,
  { first, last }: DayEnds,
): LocalDate | undefined {
  const [down, right] = layout === weekLayout ? [1, 7] : [7, 1];
  const steps: Record<string, number> = {
    ArrowDown: down,
    ArrowUp: -down,
    ArrowRight: right,
    ArrowLeft: -right,
    PageDown: 28,
    PageUp: -28,
  };
  if (key === 'Home') return first;
  if (key === 'End') return last;
  const step = steps[key];
  if (step === undefined) return undefined;
  const to = addDays(from, step);
  if (to < first) return first;
  return to > last ? last : to;
}
