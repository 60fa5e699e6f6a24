/**
 * Brings the continuous aggregates up to what is stored. A refresh costs every user in its window,
 * so many users' loads note their stretches in `aggregate_backlog` and share one refresh.
 */
import type { Database } from '../client.ts';
import { aggregates } from './heartRateBuckets.ts';

export interface RefreshedWindow {
  /** ms UTC, whole hours. */
  startMs: number;
  endMs: number;
}

export interface RefreshResult {
  windows: RefreshedWindow[];
  durationMs: number;
}

const hourMs = 3_600_000;
/** One statement refreshes a week at the most: the embedded database serves nobody else meanwhile. */
const pieceMs = 7 * 24 * hourMs;

/**
 * Refreshes what stands in the backlog now and takes it out. Stretches noted while it runs stay for
 * the next refresh. Interrupted, it leaves the backlog as it was; doing it again does no harm.
 */
export async function refreshAggregates(database: Database): Promise<RefreshResult> {
  const began = performance.now();
  const noted = await database.sql<{ id: string; startMs: number; endMs: number }[]>`
    select id, date_part('epoch', start_at) * 1000 as "startMs", date_part('epoch', end_at) * 1000 as "endMs"
    from aggregate_backlog order by start_at`;
  const windows = mergeWindows(noted);
  for (const { startMs, endMs } of windows.flatMap((window) => [...pieces(window)])) {
    for (const { name } of aggregates) await refresh(database, name, startMs, endMs);
  }
  // By id, not by time: a load that commits meanwhile has noted what this refresh may not have seen.
  await database.sql`delete from aggregate_backlog where id = any(${noted.map((row) => row.id)}::bigint[])`;
  return { windows, durationMs: Math.round(performance.now() - began) };
}

async function refresh(
  database: Database,
  name: string,
  startMs: number,
  endMs: number,
): Promise<void> {
  const from = new Date(startMs).toISOString();
  const to = new Date(endMs).toISOString();
  // Without parameters it goes as a simple query: a procedure that commits cannot run inside a batch.
  await database.sql.unsafe(`call refresh_continuous_aggregate('${name}', '${from}', '${to}')`);
}

/** Windows widened to whole hours, the touching and overlapping ones as one. Input ascending by start. */
export function mergeWindows(windows: readonly RefreshedWindow[]): RefreshedWindow[] {
  const merged: RefreshedWindow[] = [];
  for (const window of windows) {
    const startMs = Math.floor(window.startMs / hourMs) * hourMs;
    const endMs = Math.ceil(window.endMs / hourMs) * hourMs;
    const last = merged.at(-1);
    if (last && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
}

function* pieces({ startMs, endMs }: RefreshedWindow): Generator<RefreshedWindow> {
  for (let from = startMs; from < endMs; from += pieceMs) {
    yield { startMs: from, endMs: Math.min(from + pieceMs, endMs) };
  }
}
