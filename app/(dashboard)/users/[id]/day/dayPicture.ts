/** A day and the days behind it as shapes in px; pure. */
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { nightsOf } from '#app/_charts/contextLayers.ts';
import { type LedgerStretch, partsOf } from '#app/_charts/gapReasons.ts';
import { type Gap, segmentsOf } from '#app/_charts/gaps.ts';
import { across, bandPath, dotPath, linePath, upwards } from '#app/_charts/plain/paths.ts';
import { pointAt, statisticsOf } from '#app/_charts/reading.ts';
import { bandShapes, loneSamples, meanLine, type XY } from '#app/_charts/shapes.ts';
import { timeTicks } from '#app/_charts/timeTicks.ts';
import { spanOf, type TimeWindow } from '#app/_charts/timeWindow.ts';
import { dayWindow } from '#app/_queries/dayHeartRate.ts';
import type { Annotation } from '#lib/contract/annotations.ts';
import type { HeartRateAnswer } from '#lib/contract/heartRate.ts';
import type { SummaryDay } from '#lib/contract/users.ts';
import { sameClockOn } from '#lib/time/clockAlignment.ts';
import type { LocalDate } from '#lib/time/dateArithmetic.ts';
import { localDay } from '#lib/time/timeZone.ts';

export const dayHeight = 340;
const mostLabels = 9;
/** Of a zone's name, px: a line that cannot be named says nothing. */
const zoneRoom = 18;

interface DayPictureOptions {
  answer: HeartRateAnswer;
  date: LocalDate;
  timeZone: string;
  gaps: readonly Gap[];
  zones: SummaryDay['heartRateZones'];
  annotations: readonly Annotation[];
  /** What the coverage ledger says of the day: why there are gaps. */
  ledger: readonly LedgerStretch[];
  /** Days in the background, by name. */
  behind: { name: string; answer: HeartRateAnswer | undefined }[];
}

export function dayPicture(options: DayPictureOptions) {
  const { answer, date, timeZone, gaps, zones, behind, annotations, ledger } = options;
  const window = dayWindow({ date, timeZone });
  const aligned = behind.map(({ name, answer: other }) => ({
    name,
    points: other ? onClockOf(other, date, timeZone) : [],
  }));
  const scale = scaleOf(
    answer,
    window,
    aligned.flatMap(({ points }) => points),
  );
  const place = {
    x: across(window.start, window.end),
    y: upwards(scale.min, scale.max, dayHeight),
  };
  const segments = segmentsOf(answer);
  const span = ({ start, end }: TimeWindow) => ({
    x: place.x(start),
    width: place.x(end) - place.x(start),
  });
  return {
    window,
    scale,
    y: place.y,
    band: bandPath(bandShapes(answer, segments), place),
    line: linePath(meanLine(answer, segments), place),
    lone: dotPath(loneSamples(answer, segments), place),
    behind: aligned.map(({ name, points }) => ({ name, line: linePath(points, place) })),
    nights: nightsOf(window, timeZone)
      .filter(({ end }) => end > window.start && end <= window.end)
      .map(span),
    gaps: gaps.map(span),
    annotations: annotations.map(({ id, start, end }) => {
      const { x, width } = span({
        start: Math.max(start, window.start),
        end: Math.min(end, window.end),
      });
      return { id, x, width };
    }),
    reasons: gaps
      .flatMap((gap) => partsOf(gap, ledger))
      .map((part) => ({ ...span(part), state: part.state })),
    zones: zoneBands(zones, scale)
      .map(({ min, max, name, step }) => ({
        ...{ name, step },
        y: place.y(max),
        height: place.y(min) - place.y(max),
      }))
      .filter(({ height }) => height >= zoneRoom),
    xTicks: timeTicks(window, timeZone, mostLabels).map(({ at, label, under }, index) => ({
      share: (at - window.start) / spanOf(window),
      label,
      // The date stands above the picture; only a clock change is told below it.
      ...(index > 0 && under && { under }),
    })),
  };
}
export type DayPicture = ReturnType<typeof dayPicture>;

/** Another day's means where this day's clock shows the same; never back in an hour that it has twice. */
export function onClockOf(
  answer: HeartRateAnswer,
  date: LocalDate,
  timeZone: string,
): (XY | null)[] {
  const day = localDay(date, timeZone);
  let last = Number.NEGATIVE_INFINITY;
  return segmentsOf(answer).flatMap(({ from, to }) => {
    const points: (XY | null)[] = [];
    for (let index = from; index < to; index++) {
      const point = pointAt(answer, index);
      const at = point && sameClockOn((point.at + point.end) / 2, day, timeZone);
      if (!point || at === undefined || at <= last) continue;
      last = at;
      points.push([at, point.mean]);
    }
    return [...points, null];
  });
}

function scaleOf(answer: HeartRateAnswer, window: TimeWindow, behind: readonly (XY | null)[]) {
  const { min, max } = statisticsOf(answer, window);
  const others = behind.flatMap((point) => (point ? [point[1]] : []));
  const all = [...(min === undefined || max === undefined ? [] : [min, max]), ...others];
  return all.length === 0
    ? bpmScale(undefined, undefined)
    : bpmScale(Math.min(...all), Math.max(...all));
}

/** The zones above the lowest, as far as they lie within the scale. */
function zoneBands(
  zones: SummaryDay['heartRateZones'],
  { min: low, max: high }: { min: number; max: number },
) {
  const [, ...active] = zones.toSorted((a, b) => a.min - b.min);
  return active
    .map(({ name, min, max }, step) => ({
      ...{ name, step },
      min: Math.max(min, low),
      max: Math.min(max, high),
    }))
    .filter(({ min, max }) => max > min);
}
