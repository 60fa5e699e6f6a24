/** How fast a run goes and how long it will still take, as honestly as its figures allow. */
import type { Run } from '#lib/contract/ingestions.ts';

export interface Pace {
  /** Over the whole run; null while nothing was read. */
  rowsPerSecond: number | null;
  /** By the average day so far; null when there is too little to go by, or nothing left. */
  leftMs: number | null;
}

/** Before this nobody can say: connecting and the first day are slower than the rest, ms. */
const tooEarlyMs = 3_000;

/** @param now ms UTC, for a run that is going on. */
export function paceOf(
  { days, rows, startedAt, finishedAt }: Pick<Run, 'days' | 'rows' | 'startedAt' | 'finishedAt'>,
  now: number,
): Pace {
  if (startedAt === null) return { rowsPerSecond: null, leftMs: null };
  const elapsed = Math.max(1, (finishedAt ?? now) - startedAt);
  const rowsPerSecond = rows.read > 0 ? (rows.read / elapsed) * 1000 : null;
  const left = (days.total ?? 0) - days.done;
  const tooEarly = elapsed < tooEarlyMs || days.done < 2;
  if (finishedAt !== null || tooEarly || left <= 0) return { rowsPerSecond, leftMs: null };
  return { rowsPerSecond, leftMs: (elapsed / days.done) * left };
}
