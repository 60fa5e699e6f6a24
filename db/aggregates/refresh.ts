/**
 * Brings the continuous aggregates up to what is stored. A refresh costs every user in its window,
 * so many users' loads note their stretches in `aggregate_backlog` and share one refresh.
 */
import type { Database, Sql } from '../client.ts';
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
  const windows = await inTurn(database, (session) => refreshBacklog(session));
  return { windows, durationMs: Math.round(performance.now() - began) };
}

async function refreshBacklog(session: Sql): Promise<RefreshedWindow[]> {
  const noted = await session<{ id: string; startMs: number; endMs: number }[]>`
    select id, date_part('epoch', start_at) * 1000 as "startMs", date_part('epoch', end_at) * 1000 as "endMs"
    from aggregate_backlog order by start_at`;
  const windows = mergeWindows(noted);
  for (const { startMs, endMs } of windows.flatMap((window) => [...pieces(window)])) {
    for (const { name } of aggregates) await refresh(session, name, startMs, endMs);
  }
  // By id, not by time: a load that commits meanwhile has noted what this refresh may not have seen.
  await session`delete from aggregate_backlog where id = any(${noted.map((row) => row.id)}::bigint[])`;
  return windows;
}

/**
 * A day of ten users in 130 ms instead of 155. The newest day is in no statistics yet: expecting one
 * row the planner sorts all of them, unless it must not. And a refresh that a crash undoes is done
 * again, as the backlog's own change comes after it: its commits need not wait for the disk.
 */
const faster = 'set enable_sort = off; set synchronous_commit = off';
const asBefore = 'reset enable_sort; reset synchronous_commit';

/** Any number will do, as long as it is ours alone. */
const refreshLock = 7_204_154;

/**
 * One refresh at a time, whoever runs it: of two at once both leave their buckets
 * (timescale/timescaledb#9221). And without bitmap scans: by one a DELETE in a compressed chunk
 * overlooks rows on PostgreSQL 16 and before (timescale/timescaledb#9120), and old buckets stay.
 */
async function inTurn<T>({ sql }: Database, work: (session: Sql) => Promise<T>): Promise<T> {
  const session = await sql.reserve();
  try {
    await session`select pg_advisory_lock(${refreshLock})`;
    await session.unsafe(`set enable_bitmapscan = off; ${faster}`);
    return await work(session);
  } finally {
    // On a connection that broke both are undone already.
    await session.unsafe(`reset enable_bitmapscan; ${asBefore}`).catch(() => {});
    await session`select pg_advisory_unlock(${refreshLock})`.catch(() => {});
    session.release();
  }
}

async function refresh(session: Sql, name: string, startMs: number, endMs: number): Promise<void> {
  const from = new Date(startMs).toISOString();
  const to = new Date(endMs).toISOString();
  // Without parameters it goes as a simple query: a procedure that commits cannot run inside a batch.
  await session.unsafe(`call refresh_continuous_aggregate('${name}', '${from}', '${to}')`);
}

/** Windows widened to whole hours, the touching and overlapping ones as one. Input ascending by start. */
function mergeWindows(windows: readonly RefreshedWindow[]): RefreshedWindow[] {
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
