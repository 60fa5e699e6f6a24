/** Trends as shapes: a place a point, side by side; days without data leave theirs empty. Pure. */
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import { dotPath, drawingWidth, linePath, rectPath, upwards } from '#app/_charts/plain/paths.ts';
import type { XY } from '#app/_charts/shapes.ts';
import { formatLocalDate, months } from '#app/_format/time.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';

type Points = TrendsAnswer['points'];

export const trendHeights = { resting: 180, range: 140, zones: 130 } as const;

const filled = 0.7;
const widthOf = (points: Points) => drawingWidth / Math.max(1, points.length);
const middle = (index: number, points: Points) => (index + 0.5) * widthOf(points);

function present(points: Points, value: (point: Points[number]) => number | null): XY[] {
  return points.flatMap((point, index): XY[] => {
    const known = value(point);
    return known === null ? [] : [[middle(index, points), known]];
  });
}

function scaleOf(values: readonly number[]) {
  return values.length === 0
    ? bpmScale(undefined, undefined)
    : bpmScale(Math.min(...values), Math.max(...values));
}

/** Resting heart rates as dots, their rolling median as a line that stops where it is not known. */
export function restingShapes(points: Points) {
  const dots = present(points, (point) => point.restingHeartRate);
  const line = points.map((point, index): XY | null =>
    point.rollingMedian === null ? null : [middle(index, points), point.rollingMedian],
  );
  const values = [...dots, ...line.flatMap((point) => (point ? [point] : []))].map(
    ([, bpm]) => bpm,
  );
  const scale = narrowScale(values);
  const place = { x: (at: number) => at, y: upwards(scale.min, scale.max, trendHeights.resting) };
  return { scale, y: place.y, dots: dotPath(dots, place), line: linePath(line, place) };
}

/** A resting heart rate moves by a few beats: the axis may be tighter than that of a day. */
function narrowScale(values: readonly number[]) {
  if (values.length === 0) return bpmScale(undefined, undefined);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = high - low > 40 ? 20 : high - low > 16 ? 10 : 5;
  const min = Math.floor((low - 1) / step) * step;
  return { min, max: Math.max(Math.ceil((high + 1) / step) * step, min + 2 * step), step };
}

/** From the lowest to the highest sample of a usual day of the period. */
export function rangeShapes(points: Points) {
  const values = points.flatMap(({ low, high }) =>
    low === null || high === null ? [] : [low, high],
  );
  const scale = scaleOf(values);
  const y = upwards(scale.min, scale.max, trendHeights.range);
  const width = widthOf(points);
  const bars = points.map(({ low, high }, index) => {
    if (low === null || high === null) return '';
    const left = middle(index, points) - (width * filled) / 2;
    return rectPath(left, y(high), width * filled, Math.max(1, y(low) - y(high)));
  });
  return { scale, y, bars: bars.join('') };
}

const minuteSteps = [5, 10, 15, 30, 60, 90, 120, 180, 240];

/** Minutes above the lowest zone on an average day with data, one upon the other. */
export function zoneShapes(points: Points) {
  const named = points.find(({ zones }) => zones.length > 0)?.zones.slice(1) ?? [];
  const names = named.map(({ name }) => name);
  const minutesOf = (point: Points[number], name: string) =>
    point.zones.find((zone) => zone.name === name)?.minutes ?? 0;
  const sums = points.map((point) => names.reduce((sum, name) => sum + minutesOf(point, name), 0));
  const most = Math.max(1, ...sums);
  const step = minuteSteps.find((size) => most / size <= 5) ?? 480;
  const scale = { min: 0, max: Math.ceil(most / step) * step, step };
  const y = upwards(0, scale.max, trendHeights.zones);
  const width = widthOf(points);
  const bases = points.map(() => 0);
  const layers = names.map((name) => {
    const rects = points.map((point, index) => {
      const minutes = minutesOf(point, name);
      if (minutes === 0) return '';
      const base = bases[index] ?? 0;
      bases[index] = base + minutes;
      const left = middle(index, points) - (width * filled) / 2;
      return rectPath(left, y(base + minutes), width * filled, y(base) - y(base + minutes));
    });
    return { name, path: rects.join('') };
  });
  return { scale, y, layers };
}

/** Labels of the axis: where a month or, of long stretches, a year begins. */
export function periodTicks(points: Points, most = 8) {
  const mostDays = most - 3;
  const starts = points.map((point, index) => ({ index, date: point.start }));
  const begins = (part: number) =>
    starts.filter(
      ({ date, index }) =>
        index > 0 && date.slice(0, part) !== points[index - 1]?.start.slice(0, part),
    );
  const [monthly, yearly] = [begins(7), begins(4)];
  // A beginning or two say too little of where one is.
  if (monthly.length < 3)
    return starts
      .filter(({ index }) => index % Math.ceil(points.length / mostDays) === 0)
      .map(({ index, date }) => tick(index, points, dayLabel(date)));
  const every = Math.ceil(monthly.length / most);
  if (every <= 6)
    return monthly
      .filter(({ date }) => (Number(date.slice(5, 7)) - 1) % monthStep(every) === 0)
      .map(({ index, date }) =>
        tick(index, points, monthLabel(date), date.slice(5, 7) === '01' ? date.slice(0, 4) : ''),
      );
  const years = Math.ceil(yearly.length / most);
  return yearly
    .filter(({ date }) => Number(date.slice(0, 4)) % years === 0)
    .map(({ index, date }) => tick(index, points, date.slice(0, 4)));
}

const monthStep = (every: number) => [1, 2, 3, 6].find((step) => step >= every) ?? 6;
const monthLabel = (date: string) => months[Number(date.slice(5, 7)) - 1] ?? '';
const dayLabel = (date: string) => `${Number(date.slice(8))} ${monthLabel(date)}`;

function tick(index: number, points: Points, label: string, under = '') {
  return { share: index / points.length, label, ...(under && { under }) };
}

/** `Mon 2 Mar 2026`, or the first and the last day of a longer period. */
export function periodWords({ start, end }: Points[number]): string {
  return start === end
    ? formatLocalDate(start)
    : `${formatLocalDate(start)} – ${formatLocalDate(end)}`;
}
