/** The samples of one document in columns, and how they come into the order of time. */

/** The readings that are samples, in the document's order at first and in that of time later. */
export interface Samples {
  /** ms UTC. */
  t: Float64Array;
  /** bpm. */
  value: Int16Array;
  /** Index among the document's readings. */
  row: Uint32Array;
  length: number;
  /** Whether every sample is later than the one before it: nothing to sort, no instant twice. */
  ascending: boolean;
}

export function isAscending({ t, length }: Samples): boolean {
  for (let i = 1; i < length; i++) if ((t[i] ?? 0) <= (t[i - 1] ?? 0)) return false;
  return true;
}

/** Samples of one instant keep the order of their rows. */
export function inOrderOfTime(samples: Samples): Samples {
  const { t, value, row, length } = samples;
  const order = new Uint32Array(length).map((_, i) => i);
  order.sort((a, b) => (t[a] ?? 0) - (t[b] ?? 0) || a - b);
  const sorted = {
    t: Float64Array.from(order, (i) => t[i] ?? 0),
    value: Int16Array.from(order, (i) => value[i] ?? 0),
    row: Uint32Array.from(order, (i) => row[i] ?? 0),
    length,
    ascending: false,
  };
  return { ...sorted, ascending: isAscending(sorted) };
}

/**
 * Leaves the last row of each instant.
 * @param overrule is told of every row whose value gave way to another: both as indices of readings, ms UTC.
 */
export function oneAnInstant(
  samples: Samples,
  overrule: (loser: number, winner: number, ms: number) => void,
): Samples {
  const { t, value, row } = samples;
  let length = 0;
  let from = 0;
  for (let i = 0; i < samples.length; i++) {
    if (i + 1 < samples.length && t[i + 1] === t[i]) continue;
    for (let loser = from; loser < i; loser++) {
      if (value[loser] !== value[i]) overrule(row[loser] ?? 0, row[i] ?? 0, t[i] ?? 0);
    }
    t[length] = t[i] ?? 0;
    value[length] = value[i] ?? 0;
    row[length] = row[i] ?? 0;
    length += 1;
    from = i + 1;
  }
  return { t, value, row, length, ascending: true };
}
