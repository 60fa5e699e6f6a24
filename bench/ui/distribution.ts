/** A set of times as the few numbers that tell its shape. */

export interface Distribution {
  count: number;
  min: number;
  p50: number;
  p75: number;
  p95: number;
  max: number;
}

/** @param share 0 to 1. @returns the smallest value that at least this share does not exceed; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export function distributionOf(values: readonly number[]): Distribution {
  const at = (share: number) => percentile(values, share);
  return {
    count: values.length,
    min: at(0),
    p50: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    max: at(1),
  };
}

/** How many of the times fall below each edge and not below the one before, as a bar of signs each. */
export function histogram(values: readonly number[], edges: readonly number[]): string {
  const bounds = [...edges, Number.POSITIVE_INFINITY];
  const counts = bounds.map(
    (edge, index) => values.filter((ms) => ms < edge && ms >= (bounds[index - 1] ?? 0)).length,
  );
  const most = Math.max(1, ...counts);
  return counts
    .map((count, index) => {
      const edge = edges[index];
      const name = edge === undefined ? `≥ ${edges.at(-1)} ms` : `< ${edge} ms`;
      return `${name.padStart(10)}  ${String(count).padStart(4)}  ${'█'.repeat(Math.round((count / most) * 40))}`;
    })
    .join('\n');
}
