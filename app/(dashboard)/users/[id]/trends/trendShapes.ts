/** Trends as shapes: a place a point, side by side; days without data leave theirs empty. Pure. */
import { bpmScale } from '#app/_charts/bpmAxis.ts';
import {
  bandPath,
  dotPath,
  drawingWidth,
  linePath,
  rectPath,
  upwards,
} from '#app/_charts/plain/paths.ts';
import type { XY } from '#app/_charts/shapes.ts';
import { months } from '#app/_format/time.ts';
import type { TrendsAnswer } from '#lib/contract/analytics.ts';

type Points = TrendsAnswer['points'];
type Point = Points[number];

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

/** Fewer have room for a bar each on a phone, and so many on a wide page. */
const barsAtMost = { narrow: 60, wide: 200 };

/** How periods are drawn: a bar each, as long as it is some px wide, else as bands without seams. */
export type Drawn = 'bars' | 'either' | 'bands';

/** `either` is left to the page, which knows its width. */
export function drawnAs(count: number): Drawn {
  if (count <= barsAtMost.narrow) return 'bars';
  return count <= barsAtMost.wide ? 'either' : 'bands';
}

interface Edges {
  upper: (index: number) => number;
  lower: (index: number) => number;
}

/** From the left edge of the first to the right edge of the last of neighbours that have a value. */
function bandsOf(points: Points, has: (point: Point) => boolean, { upper, lower }: Edges) {
  const width = widthOf(points);
  return runsOf(points, has).map(([from, to]) => {
    const edge = (value: (index: number) => number): XY[] => [
      [from * width, value(from)],
      ...Array.from(
        { length: to - from },
        (_, i): XY => [middle(from + i, points), value(from + i)],
      ),
      [to * width, value(to - 1)],
    ];
    return { upper: edge(upper), lower: edge(lower) };
  });
}

function runsOf(points: Points, has: (point: Point) => boolean): [from: number, to: number][] {
  const starts = points.flatMap((point, index) => {
    const before = points[index - 1];
    return has(point) && !(before && has(before)) ? [index] : [];
  });
  return starts.map((from) => {
    const end = points.findIndex((point, index) => index > from && !has(point));
    return [from, end < 0 ? points.length : end];
  });
}

/** From the lowest to the highest sample of a usual day of the period, and its mean between. */
export function rangeShapes(points: Points) {
  const values = points.flatMap(({ low, high }) =>
    low === null || high === null ? [] : [low, high],
  );
  const scale = scaleOf(values);
  const y = upwards(scale.min, scale.max, trendHeights.range);
  const place = { x: (at: number) => at, y };
  const width = widthOf(points);
  const bars = points.map(({ low, high }, index) => {
    if (low === null || high === null) return '';
    const left = middle(index, points) - (width * filled) / 2;
    return rectPath(left, y(high), width * filled, Math.max(1, y(low) - y(high)));
  });
  const bands = bandsOf(points, ({ low, high }) => low !== null && high !== null, {
    upper: (index) => points[index]?.high ?? 0,
    lower: (index) => points[index]?.low ?? 0,
  });
  const means = bandsOf(points, ({ mean }) => mean !== null, {
    upper: (index) => points[index]?.mean ?? 0,
    lower: () => 0,
  });
  const line = means.flatMap(({ upper }) => [...upper, null]);
  return {
    scale,
    y,
    bars: bars.join(''),
    band: bandPath(bands, place),
    line: linePath(line, place),
  };
}

const minuteSteps = [5, 10, 15, 30, 60, 90, 120, 180, 240];

/**
 * The zones above the lowest of any period, from low to high: in ten years they may have been
 * renamed. `step` is a zone's place among those of its own time.
 */
export function activeZones(points: Points): { name: string; step: number }[] {
  const steps = new Map<string, number>();
  for (const { zones } of points)
    for (const [step, { name }] of zones.slice(1).entries())
      steps.set(name, Math.max(step, steps.get(name) ?? 0));
  return [...steps].map(([name, step]) => ({ name, step })).sort((a, b) => a.step - b.step);
}

/** Minutes above the lowest zone on an average day with data, one upon the other. */
export function zoneShapes(points: Points) {
  const named = activeZones(points);
  const minutesOf = (point: Point, name: string) =>
    point.zones.slice(1).find((zone) => zone.name === name)?.minutes ?? 0;
  const sums = points.map((point) =>
    named.reduce((sum, { name }) => sum + minutesOf(point, name), 0),
  );
  const most = Math.max(1, ...sums);
  const step = minuteSteps.find((size) => most / size <= 5) ?? 480;
  const scale = { min: 0, max: Math.ceil(most / step) * step, step };
  const y = upwards(0, scale.max, trendHeights.zones);
  let bases = points.map(() => 0);
  const layers = named.map((zone) => {
    const below = bases;
    const tops = points.map((point, index) => (below[index] ?? 0) + minutesOf(point, zone.name));
    bases = tops;
    return { ...zone, ...layerShapes(points, below, tops, y) };
  });
  return { scale, y, layers };
}

/** One zone upon those below it: a bar a period that has minutes of it, and a band through all. */
function layerShapes(
  points: Points,
  bases: readonly number[],
  tops: readonly number[],
  y: (minutes: number) => number,
) {
  const width = widthOf(points);
  const bars = points.map((_, index) => {
    const [base = 0, top = 0] = [bases[index], tops[index]];
    if (top === base) return '';
    const left = middle(index, points) - (width * filled) / 2;
    return rectPath(left, y(top), width * filled, y(base) - y(top));
  });
  const bands = bandsOf(points, ({ zones }) => zones.length > 0, {
    upper: (index) => tops[index] ?? 0,
    lower: (index) => bases[index] ?? 0,
  });
  return { bars: bars.join(''), band: bandPath(bands, { x: (at) => at, y }) };
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
