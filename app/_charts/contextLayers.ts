/** Layers that say where a heart rate belongs: zones, resting heart rate, nights. */
import type { ZoneTime } from '#lib/contract/statistics.ts';
import type { SummaryDay } from '#lib/contract/users.ts';
import { addDays } from '#lib/time/dateArithmetic.ts';
import { localDateOf, localDay, readWallClock } from '#lib/time/timeZone.ts';
import type { Gap } from './gaps.ts';
import type { Layer } from './layers.ts';
import type { Palette } from './palette.ts';
import type { XY } from './shapes.ts';
import { day, hour, spanOf, type TimeWindow } from './timeWindow.ts';

const morning = 7 * hour;
/** In longer windows a night is too narrow to be seen. */
const longestWithNights = 62 * day;

/** From local midnight to 07:00 of each day in the window. */
export function nightsOf(window: TimeWindow, timeZone: string): Gap[] {
  if (spanOf(window) > longestWithNights) return [];
  const nights: Gap[] = [];
  const last = localDateOf(window.end, timeZone);
  for (let date = localDateOf(window.start, timeZone); date <= last; date = addDays(date, 1)) {
    const today = localDay(date, timeZone);
    nights.push({ start: today.startMs, end: readWallClock(today, morning).ms });
  }
  return nights;
}

export function nightLayer(window: TimeWindow, timeZone: string, palette: Palette): Layer {
  return { kind: 'spans', id: 'nights', spans: nightsOf(window, timeZone), fill: palette.night };
}

/** Bands behind the data, from the second zone on: the lowest is the rest of the day. */
export function zoneLayers(zones: readonly ZoneTime[], palette: Palette): Layer[] {
  const [, ...active] = zones.toSorted((a, b) => a.min - b.min);
  return active.map(({ name, min, max }, index) => ({
    kind: 'zone',
    id: `zone-${name}`,
    min,
    max,
    fill: palette.zones[Math.min(index, palette.zones.length - 1)] ?? palette.band,
    opacity: 0.13,
    name,
    ink: palette.inkSoft,
  }));
}

/** A step as long as its day; interrupted where a day has none. */
export function restingLayer(
  days: readonly Pick<SummaryDay, 'date' | 'restingHeartRate'>[],
  timeZone: string,
  palette: Palette,
): Layer {
  const points = days.flatMap(({ date, restingHeartRate }): (XY | null)[] => {
    if (restingHeartRate === null) return [null];
    const { startMs, endMs } = localDay(date, timeZone);
    return [[startMs, restingHeartRate], [endMs, restingHeartRate], null];
  });
  const colour = palette.series[1] ?? palette.ink;
  return { kind: 'line', id: 'resting', points, colour, width: 2, dash: [6, 4] };
}
