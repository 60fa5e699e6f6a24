/** Values as steps of heat: equal steps with round bounds, so that the legend can name them. */
import { quantile } from '#lib/analytics/quantiles.ts';

/** As many as there are tokens, `--heat-1` to `--heat-6`. */
export const heatLevels = 6;

const steps = [1, 2, 3, 4, 5, 8, 10, 15, 20, 30, 50, 100];

/**
 * Bounds between the levels, ascending. The steps reach over the middle nine tenths of the values;
 * what lies beyond belongs to the lowest and the highest level, which are open.
 * @returns one less than {@link heatLevels}; none without values.
 */
export function heatBounds(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.05), quantile(sorted, 0.95)];
  if (low === null || high === null) return [];
  const between = heatLevels - 2;
  const step = steps.find((size) => Math.ceil(low / size) * size + between * size >= high) ?? 200;
  const first = Math.ceil(low / step) * step;
  return Array.from({ length: between + 1 }, (_, index) => first + index * step);
}

/** 0 for the lowest level up to {@link heatLevels} − 1. */
export function heatLevel(value: number, bounds: readonly number[]): number {
  return bounds.filter((bound) => value >= bound).length;
}
