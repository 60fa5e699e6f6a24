/** The places of a grid of days and hours; pure. */
import type { HeatCell } from '#app/_charts/heat/HeatCells.tsx';
import { months } from '#app/_format/time.ts';
import type { RhythmAnswer } from '#lib/contract/analytics.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';

export interface RhythmCell {
  /** Counted from the first day shown. */
  day: number;
  /** 0 to 23 on the clock’s face. */
  hour: number;
}

/** A cell of one unit for every hour of every day. */
export function hourCells(days: RhythmAnswer['days']): HeatCell[] {
  return days.flatMap(({ hours }, x) => hours.map((value, y) => ({ x, y, value })));
}

/** Where a key leads: arrows as the cells lie, Page keys by weeks, Home and End to the ends of the days. */
export function cellByKey(
  key: string,
  at: RhythmCell | undefined,
  count: number,
): RhythmCell | undefined {
  const from = at ?? { day: count - 1, hour: 12 };
  const steps: Record<string, [days: number, hours: number]> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
    PageUp: [-7, 0],
    PageDown: [7, 0],
    Home: [-count, 0],
    End: [count, 0],
  };
  const step = steps[key];
  if (!step) return undefined;
  if (!at) return from;
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  return { day: within(from.day + step[0], count), hour: within(from.hour + step[1], 24) };
}

/** Labels below the days: at most eight of them, and the year where it changes. */
export function dateTicks(dates: readonly LocalDate[], most = 7) {
  const every = [1, 2, 7, 14, 28, 56, 91, 182].find((step) => dates.length / step <= most) ?? 365;
  return dates
    .map((date, index) => ({ date, index }))
    .filter(({ index }) => index % every === 0)
    .map(({ date, index }, at) => ({
      share: (index + 0.5) / dates.length,
      label: `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]}`,
      ...((at === 0 || date.slice(0, 4) !== dates[index - every]?.slice(0, 4)) && {
        under: date.slice(0, 4),
      }),
    }));
}
