/** Typical days as shapes; pure. */
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { across, bandPath, linePath, upwards } from '#app/_charts/plain/paths.ts';
import type { XY } from '#app/_charts/shapes.ts';
import type { TypicalDayAnswer } from '#lib/contract/analytics.ts';

type Profile = TypicalDayAnswer['weekdays'];

export const typicalHeight = 240;
export const quarter = 15;
export const quarters = 96;
const dayMinutes = 1_440;

/** Runs of quarter-hours that follow each other: nothing is drawn across one that no day has. */
export function runsOf(minutes: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let index = 1; index <= minutes.length; index++) {
    const next = minutes[index] ?? Number.POSITIVE_INFINITY;
    if (next - (minutes[index - 1] ?? 0) <= quarter) continue;
    runs.push([from, index]);
    from = index;
  }
  return runs;
}

export function typicalShapes({ weekdays, weekends }: TypicalDayAnswer) {
  const all = [...weekdays.q1, ...weekdays.q3, ...weekends.q1, ...weekends.q3];
  const scale =
    all.length === 0
      ? bpmScale(undefined, undefined)
      : bpmScale(Math.min(...all), Math.max(...all));
  const place = { x: across(0, dayMinutes), y: upwards(scale.min, scale.max, typicalHeight) };
  const shapesOf = (profile: Profile) => {
    const runs = runsOf(profile.minute);
    const stroke = (column: readonly number[], [from, to]: [number, number]) =>
      profile.minute
        .slice(from, to)
        .map((minute, index): XY => [minute + quarter / 2, column[from + index] ?? 0]);
    const bands = runs.map((run) => ({
      upper: stroke(profile.q3, run),
      lower: stroke(profile.q1, run),
    }));
    const line = runs.flatMap((run) => [...stroke(profile.median, run), null]);
    return { band: bandPath(bands, place), line: linePath(line, place) };
  };
  return { scale, y: place.y, weekdays: shapesOf(weekdays), weekends: shapesOf(weekends) };
}
