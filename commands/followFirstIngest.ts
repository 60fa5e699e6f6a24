/** Tells how the ingest at the start goes, until every user is up to date. */
import { setTimeout as pause } from 'node:timers/promises';
import { database } from '#db/client.ts';
import { progressLine } from './progress.ts';

interface State {
  open: number;
  daysDone: number;
  daysTotal: number;
  rows: number;
}

const everyMs = 250;

/** Resolves when no run that was asked for at the start is queued or running, or at `signal`. */
export async function followFirstIngest(signal: AbortSignal): Promise<void> {
  const line = progressLine('ingesting');
  const startedMs = performance.now();
  const since = new Date(Date.now() - 1000).toISOString();
  while (!signal.aborted) {
    // The job first: what it has made by then is counted by the question after it.
    const waiting = await isWaiting();
    const state = await stateSince(since);
    if (!waiting && state.open === 0) break;
    line.show({
      done: state.daysDone,
      total: state.daysTotal,
      unit: 'days',
      rows: state.rows,
      startedMs,
    });
    await pause(everyMs, undefined, { signal }).catch(() => {});
  }
  line.end();
}

async function stateSince(since: string): Promise<State> {
  const [state] = await database().sql<State[]>`
    select count(*) filter (where status in ('queued', 'running'))::int as open,
      coalesce(sum(days_done), 0)::int as "daysDone", coalesce(sum(days_total), 0)::int as "daysTotal",
      coalesce(sum(rows_read), 0)::float8 as rows
    from ingestion_runs where status in ('queued', 'running') or queued_at >= ${since}::timestamptz`;
  return state ?? { open: 0, daysDone: 0, daysTotal: 0, rows: 0 };
}

/** Whether the job that makes the runs is still in the queue. */
async function isWaiting(): Promise<boolean> {
  const rows = await database()
    .sql`select from graphile_worker.jobs where key = 'ingest_all' and attempts < max_attempts`;
  return rows.length > 0;
}
