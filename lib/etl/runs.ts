/** The record of runs: what was asked, how far it came, what it said, what it refused. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { ingestionLogs } from '#db/schema/ingestionLogs.ts';
import { ingestionRuns } from '#db/schema/ingestionRuns.ts';
import type { runStatuses, runTriggers } from '#lib/contract/ingestions.ts';
import type { Progress } from './pipeline/request.ts';
import type { MetricKey, RejectedRecord } from './types.ts';
import type { DayWindow, WindowRequest } from './window.ts';

type RunStatus = (typeof runStatuses)[number];
export type RunTrigger = (typeof runTriggers)[number];
type Row = typeof ingestionRuns.$inferSelect;

export interface RecordedRun extends WindowRequest {
  id: number;
  userId: string;
  /** Key of the source that it takes. */
  source: string;
  attempt: number;
}

export interface NewRun extends WindowRequest {
  userId: string;
  /** By default the one that comes first of the user's. */
  source?: string;
  trigger: RunTrigger;
  attempt?: number;
  retryOf?: number;
  /** The import that it is of, and the person's name in its files. */
  importId?: number;
  importName?: string;
}

/** Records a run that begins at once, without having waited in the queue. */
export async function createRun(database: Database, run: NewRun): Promise<RecordedRun> {
  const [row] = await database.orm
    .insert(ingestionRuns)
    .values({
      userId: run.userId,
      source: run.source ?? firstSourceOf(run.userId),
      trigger: run.trigger,
      status: 'running',
      attempt: run.attempt ?? 1,
      retryOf: run.retryOf ?? null,
      importId: run.importId ?? null,
      importName: run.importName ?? null,
      windowStart: run.start ?? null,
      windowEnd: run.end ?? null,
      full: run.full,
    })
    .returning();
  if (!row) throw new Error('The database answered an insert without its row.');
  return recorded(row);
}

function firstSourceOf(userId: string) {
  return sql`(select source from user_sources where user_id = ${userId} and withdrawing_at is null order by precedence limit 1)`;
}

/** The run as it was asked for, whatever its state; undefined where there is none of that number. */
export async function findRun(
  database: Database,
  id: number,
): Promise<(RecordedRun & { status: RunStatus; queuedAt: Date }) | undefined> {
  const [row] = await database.orm.select().from(ingestionRuns).where(eq(ingestionRuns.id, id));
  return row && { ...recorded(row), status: row.status, queuedAt: row.queuedAt };
}

function recorded(row: Row): RecordedRun {
  return {
    id: row.id,
    userId: row.userId,
    source: row.source,
    attempt: row.attempt,
    // What the ledger chose, it chooses again: the window is only what it came to.
    start: row.byLedger ? undefined : (row.windowStart ?? undefined),
    end: row.byLedger ? undefined : (row.windowEnd ?? undefined),
    full: row.full,
  };
}

/** @returns false when the run was cancelled before it could begin. */
export async function markStarted(
  database: Database,
  id: number,
  workerId: string,
): Promise<boolean> {
  const started = await database.orm
    .update(ingestionRuns)
    .set({ status: 'running', workerId, startedAt: sql`clock_timestamp()` })
    .where(and(eq(ingestionRuns.id, id), inArray(ingestionRuns.status, ['queued', 'running'])))
    .returning({ id: ingestionRuns.id });
  return started.length > 0;
}

/** What the window came to, once the ledger and the watermark are known. */
export async function markWindow(
  database: Database,
  id: number,
  { days, window, byLedger }: { days: number; window: DayWindow | undefined; byLedger: boolean },
): Promise<void> {
  await database.orm
    .update(ingestionRuns)
    .set({
      daysTotal: days,
      byLedger,
      ...(window && { windowStart: window.start, windowEnd: window.end }),
    })
    .where(eq(ingestionRuns.id, id));
}

export async function markProgress(
  database: Database,
  id: number,
  progress: Progress,
): Promise<void> {
  await database.orm
    .update(ingestionRuns)
    .set(progressColumns(progress))
    .where(eq(ingestionRuns.id, id));
}

export async function markFinished(
  database: Database,
  id: number,
  status: 'succeeded' | 'failed' | 'cancelled' | 'interrupted',
  { progress, error }: { progress?: Progress | undefined; error?: string },
): Promise<void> {
  await database.orm
    .update(ingestionRuns)
    .set({
      status,
      error: error ?? null,
      finishedAt: sql`clock_timestamp()`,
      ...(progress && progressColumns(progress)),
    })
    .where(and(eq(ingestionRuns.id, id), inArray(ingestionRuns.status, ['queued', 'running'])));
}

/** Whether somebody asked the run, or one that took it up again, to stop. */
export async function isCancelRequested(database: Database, id: number): Promise<boolean> {
  const asked = await database.sql`
    select from ingestion_runs
    where (id = ${id} or retry_of = ${id}) and cancel_requested_at is not null limit 1`;
  return asked.length > 0;
}

/**
 * A worker runs one run of a user at a time, but for imports, which see to their own. When it begins another, one that still stands as
 * running under its name is one whose end it could not record.
 */
export async function markLeftBehind(
  database: Database,
  userId: string,
  workerId: string,
): Promise<void> {
  await database.orm
    .update(ingestionRuns)
    .set({
      status: 'interrupted',
      error: 'Its end could not be recorded; the work is taken up by a new run.',
      finishedAt: sql`clock_timestamp()`,
    })
    .where(
      and(
        eq(ingestionRuns.userId, userId),
        eq(ingestionRuns.workerId, workerId),
        eq(ingestionRuns.status, 'running'),
        isNull(ingestionRuns.importId),
      ),
    );
}

function progressColumns({ daysDone, rows, rowsBeside, timings }: Progress) {
  return {
    daysDone,
    rowsRead: rows.read,
    rowsNew: rows.new,
    rowsChanged: rows.changed,
    rowsUnchanged: rows.unchanged,
    rowsDuplicate: rows.duplicate,
    rowsConflicting: rows.conflicting,
    rowsRejected: rows.rejected,
    rowsBeside,
    extractMs: Math.round(timings.extractMs),
    transformMs: Math.round(timings.transformMs),
    loadMs: Math.round(timings.loadMs),
  };
}

export async function writeLog(
  database: Database,
  runId: number,
  level: 'debug' | 'info' | 'warn' | 'error',
  message: string,
  context: Record<string, unknown> = {},
): Promise<void> {
  await database.orm
    .insert(ingestionLogs)
    .values({ runId, level, message, context, at: sql`clock_timestamp()` });
}

/** Longest part of a refused record that is kept, in characters. */
const rawLimit = 4_000;
const batchSize = 500;

/** Keeps refused records; one that a former run refused already is only noted as seen again. */
export async function writeRejected(
  database: Database,
  run: RecordedRun,
  metric: MetricKey,
  records: readonly RejectedRecord[],
): Promise<void> {
  for (let from = 0; from < records.length; from += batchSize) {
    const batch = records.slice(from, from + batchSize);
    const rows = batch.map((record) => rejectedRow(run, metric, record));
    await database.sql`
      insert into rejected_records ${database.sql(rows)}
      on conflict (user_id, metric, origin, coalesce(line, 0), reason, md5(raw))
      do update set last_run_id = excluded.last_run_id`;
  }
}

function rejectedRow(run: RecordedRun, metric: MetricKey, record: RejectedRecord) {
  // PostgreSQL's text holds everything but the zero character.
  const plain = (text: string) => text.replaceAll('\u0000', '\uFFFD').slice(0, rawLimit);
  return {
    user_id: run.userId,
    metric,
    reason: record.reason,
    detail: plain(record.detail),
    origin: plain(record.origin),
    line: record.line,
    raw: plain(record.raw),
    first_run_id: run.id,
    last_run_id: run.id,
  };
}
