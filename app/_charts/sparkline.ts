/** A day's shape as SVG paths: a band from minimum to maximum and a mean line; gaps stay gaps. */
import { bpmScale } from './bpmAxis.ts';
import { minute } from './timeWindow.ts';

export interface Shape {
  /** Where each 15-minute bucket begins, ms UTC; empty ones are absent. */
  t: number[];
  avg: number[];
  min: number[];
  max: number[];
}

export interface SparklinePaths {
  band: string;
  line: string;
}

const bucket = 15 * minute;

/** @param dayMs `[start, end)` of the local day, ms UTC. @param width @param height of the box, px. */
export function sparklinePaths(
  shape: Shape,
  dayMs: { start: number; end: number },
  width: number,
  height: number,
): SparklinePaths {
  const scale = bpmScale(least(shape.min), most(shape.max));
  const x = (at: number) => round(((at - dayMs.start) / (dayMs.end - dayMs.start)) * width);
  const y = (bpm = 0) => round((1 - (bpm - scale.min) / (scale.max - scale.min)) * height);
  const runs = contiguous(shape.t);
  const stroke = (column: number[], [from, to]: [number, number]) => {
    const points = [`${x(shape.t[from] ?? 0)} ${y(column[from])}`];
    for (let index = from; index < to; index++) {
      points.push(`${x((shape.t[index] ?? 0) + bucket / 2)} ${y(column[index])}`);
    }
    return [...points, `${x((shape.t[to - 1] ?? 0) + bucket)} ${y(column[to - 1])}`];
  };
  const band = runs.map((run) => {
    const edge = [...stroke(shape.max, run), ...stroke(shape.min, run).toReversed()];
    return `M${edge.join('L')}Z`;
  });
  const line = runs.map((run) => `M${stroke(shape.avg, run).join('L')}`);
  return { band: band.join(''), line: line.join('') };
}

/** Runs `[from, to)` of buckets that follow each other directly. */
function contiguous(t: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let index = 1; index <= t.length; index++) {
    const apart = (t[index] ?? Number.POSITIVE_INFINITY) - (t[index - 1] ?? 0);
    if (apart <= 1.5 * bucket) continue;
    runs.push([from, index]);
    from = index;
  }
  return runs;
}

const round = (value: number) => Math.round(value * 10) / 10;
const least = (values: number[]) => (values.length ? Math.min(...values) : undefined);
const most = (values: number[]) => (values.length ? Math.max(...values) : undefined);
