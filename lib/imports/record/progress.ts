/** The record of how far an import is: from the queue, through its runs, to its end. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { imports } from '#db/schema/imports.ts';
import { ingestionRuns } from '#db/schema/ingestionRuns.ts';
import type { StoredImport } from './imports.ts';

/** Takes an import that waits, or that a worker left behind, into work; undefined where it is neither. */
export async function takeUp({ orm }: Database, id: number): Promise<StoredImport | undefined> {
  const [row] = await orm
    .update(imports)
    .set({ state: 'running', startedAt: sql`coalesce(started_at, clock_timestamp())`, error: null })
    .where(and(eq(imports.id, id), inArray(imports.state, ['queued', 'running'])))
    .returning();
  if (!row) return undefined;
  await orm
    .update(ingestionRuns)
    .set({
      status: sql`case when cancel_requested_at is null then 'interrupted' else 'cancelled' end`,
      error: 'Whoever ran it is gone; its import takes the work up in a new run.',
      finishedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(ingestionRuns.importId, id), eq(ingestionRuns.status, 'running')));
  return row;
}

export async function markReading(
  { orm }: Database,
  id: number,
  { bytesRead, bytesTotal, rows }: { bytesRead: number; bytesTotal: number; rows: number },
): Promise<void> {
  await orm
    .update(imports)
    .set({ bytesRead, bytesTotal, rowsRead: rows })
    .where(eq(imports.id, id));
}

/** The queue will try again; `error` is why the last attempt stopped, if it was one. */
export async function markWaiting(
  { orm }: Database,
  id: number,
  error: string | null,
): Promise<void> {
  await orm.update(imports).set({ state: 'queued', error }).where(eq(imports.id, id));
}

export async function markEnded(
  { orm }: Database,
  id: number,
  state: 'done' | 'failed' | 'cancelled',
  { error = null, notes }: { error?: string | null; notes?: readonly string[] } = {},
): Promise<void> {
  await orm
    .update(imports)
    .set({ state, error, finishedAt: sql`clock_timestamp()`, ...(notes && { notes: [...notes] }) })
    .where(eq(imports.id, id));
}

/** What the files leave behind is known before the first run begins. */
export async function markNotes(
  { orm }: Database,
  id: number,
  notes: readonly string[],
): Promise<void> {
  await orm
    .update(imports)
    .set({ notes: [...notes] })
    .where(eq(imports.id, id));
}

/** The runs of an import that have succeeded, by person and source. */
export async function succeededRuns(
  { orm }: Database,
  importId: number,
): Promise<{ userId: string; source: string; importName: string | null }[]> {
  return await orm
    .select({
      userId: ingestionRuns.userId,
      source: ingestionRuns.source,
      importName: ingestionRuns.importName,
    })
    .from(ingestionRuns)
    .where(and(eq(ingestionRuns.importId, importId), eq(ingestionRuns.status, 'succeeded')));
}
