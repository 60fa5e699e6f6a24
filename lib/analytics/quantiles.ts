/**
 * Quantiles by linear interpolation, type 7 of Hyndman and Fan (1996), 10.1080/00031305.1996.10473566:
 * what R, NumPy and PostgreSQL's `percentile_cont` answer.
 */

export interface Quartiles {
  q1: number;
  median: number;
  q3: number;
}

/** @param sorted ascending. @param p 0 … 1. @returns null without values. */
export function quantile(sorted: readonly number[], p: number): number | null {
  return quantileAt(sorted.length, (index) => sorted[index] ?? Number.NaN, p);
}

/** @returns null without values. */
export function median(values: readonly number[]): number | null {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}

/** @returns null without values. */
export function quartiles(values: readonly number[]): Quartiles | null {
  const sorted = values.toSorted((a, b) => a - b);
  return quartilesBy((p) => quantile(sorted, p));
}

/** The same of values that come counted. @param counts `[value, count]`, values ascending. */
export function countedQuartiles(
  counts: readonly (readonly [value: number, count: number])[],
): Quartiles | null {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const at = (index: number) => {
    let seen = 0;
    const found = counts.find(([, count]) => {
      seen += count;
      return index < seen;
    });
    return found?.[0] ?? Number.NaN;
  };
  return quartilesBy((p) => quantileAt(total, at, p));
}

function quartilesBy(at: (p: number) => number | null): Quartiles | null {
  const [q1, middle, q3] = [at(0.25), at(0.5), at(0.75)];
  return q1 === null || middle === null || q3 === null ? null : { q1, median: middle, q3 };
}

function quantileAt(length: number, at: (index: number) => number, p: number): number | null {
  if (length === 0) return null;
  const position = (length - 1) * p;
  const below = Math.floor(position);
  const low = at(below);
  return low + (at(Math.min(below + 1, length - 1)) - low) * (position - below);
}
