/** Points as SVG paths in a box that the page stretches sideways; a null is where the pen lifts. */
import type { XY } from '../shapes.ts';

/** Width of the drawing in its own units; its height is in px. */
export const drawingWidth = 1_000;

/** Where a value lies in the drawing. */
export interface Place {
  x: (at: number) => number;
  y: (value: number) => number;
}

/** A straight scale from `[from, to]` to the drawing's width. */
export function across(from: number, to: number): (at: number) => number {
  const factor = to > from ? drawingWidth / (to - from) : 0;
  return (at) => (at - from) * factor;
}

/** A straight scale with the greatest value at the top. */
export function upwards(min: number, max: number, height: number): (value: number) => number {
  const factor = max > min ? height / (max - min) : 0;
  return (value) => height - (value - min) * factor;
}

const round = (value: number) => Math.round(value * 10) / 10;

function write({ x, y }: Place, [at, value]: XY): string {
  return `${round(x(at))} ${round(y(value))}`;
}

export function linePath(points: readonly (XY | null)[], place: Place): string {
  let pen = 'M';
  const steps = points.map((point) => {
    const step = point ? pen + write(place, point) : '';
    pen = point ? 'L' : 'M';
    return step;
  });
  return steps.join('');
}

/** Closed shapes between an upper and a lower edge of the same instants. */
export function bandPath(
  bands: readonly { upper: readonly XY[]; lower: readonly XY[] }[],
  place: Place,
): string {
  return bands
    .filter(({ upper }) => upper.length > 1)
    .map(({ upper, lower }) => {
      const edge = [...upper, ...lower.toReversed()].map((point) => write(place, point));
      return `M${edge.join('L')}Z`;
    })
    .join('');
}

/** A dot a point: a line without length, whose round end the page draws in px. */
export function dotPath(points: readonly XY[], place: Place): string {
  return points.map((point) => `M${write(place, point)}h0`).join('');
}

/** A rectangle from corner to corner, in the drawing's units. */
export function rectPath(x: number, y: number, width: number, height: number): string {
  const [w, h] = [round(width), round(height)];
  return `M${round(x)} ${round(y)}h${w}v${h}h${-w}Z`;
}
