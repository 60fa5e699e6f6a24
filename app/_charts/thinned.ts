/** A line with more points than its picture has pixels, with no pixel of the picture changed. */
import type { XY } from './shapes.ts';

const columnPx = 0.5;

/**
 * Keeps of every half pixel's column the first, the lowest, the highest and the last point ("M4",
 * Jugel et al., VLDB 2014): what a line covers there is from the lowest to the highest, and it comes
 * and leaves by the first and the last. Six hours of seconds become some 5,000 points.
 * @param points px, ascending in x.
 */
export function thinned(points: XY[]): XY[] {
  const [first] = points;
  const last = points.at(-1);
  if (!first || !last || points.length <= ((last[0] - first[0]) / columnPx) * 4) return points;
  const kept: XY[] = [];
  for (let from = 0; from < points.length; ) {
    const column = Math.floor((points[from]?.[0] ?? 0) / columnPx);
    let to = from + 1;
    while (to < points.length && Math.floor((points[to]?.[0] ?? 0) / columnPx) === column) to++;
    for (const index of extremes(points, from, to)) {
      const point = points[index];
      if (point) kept.push(point);
    }
    from = to;
  }
  return kept;
}

/** Indexes of the first, lowest, highest and last point of `[from, to)`, ascending, each once. */
function extremes(points: readonly XY[], from: number, to: number): number[] {
  let low = from;
  let high = from;
  for (let index = from; index < to; index++) {
    const y = points[index]?.[1] ?? 0;
    if (y < (points[low]?.[1] ?? 0)) low = index;
    if (y > (points[high]?.[1] ?? 0)) high = index;
  }
  return [...new Set([from, low, high, to - 1])].sort((a, b) => a - b);
}
