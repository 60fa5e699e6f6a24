/** The record of imports: which files, how far they are, whose they are. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { importFiles, importPeople, imports } from '#db/schema/imports.ts';
import { ingestionRuns } from '#db/schema/ingestionRuns.ts';
import type { TableColumnsAnswer, TablePreviewAnswer } from '#lib/contract/imports.ts';
import { maxFilesOfImport } from '#lib/contract/limits.ts';
import { HeartlineError } from '#lib/errors.ts';
import type { FileCheck } from '../etl/files/checkFile.ts';

export type StoredImport = typeof imports.$inferSelect;
export type StoredFile = typeof importFiles.$inferSelect;
export type StoredPerson = typeof importPeople.$inferSelect;

const now = sql`clock_timestamp()`;

export async function createImport(
  { orm }: Database,
  via: StoredImport['via'],
  state: StoredImport['state'] = 'open',
): Promise<number> {
  const [row] = await orm.insert(imports).values({ via, state }).returning({ id: imports.id });
  if (!row) throw new Error('The database answered an insert without its row.');
  return row.id;
}

/** @throws {HeartlineError} IMPORT_NOT_FOUND. */
export async function findImport(
  { orm }: Pick<Database, 'orm'>,
  id: number,
): Promise<StoredImport> {
  const [row] = await orm.select().from(imports).where(eq(imports.id, id));
  if (row) return row;
  throw noImport(id);
}

function noImport(id: number): HeartlineError {
  return new HeartlineError(
    'IMPORT_NOT_FOUND',
    `There is no import ${id}. GET /api/imports lists those there are.`,
  );
}

export function stateRefused(
  row: Pick<StoredImport, 'id' | 'state'>,
  what: string,
): HeartlineError {
  const words = {
    open: 'still takes files',
    queued: 'waits for a worker',
    running: 'is under way',
    done: 'is done',
    failed: 'has failed',
    cancelled: 'was cancelled',
  };
  return new HeartlineError('IMPORT_STATE', `Import ${row.id} ${words[row.state]}, so ${what}`);
}

export interface NewFile {
  uploadId?: string;
  path?: string;
  name: string;
  size: number;
  modifiedMs?: number | undefined;
  state?: StoredFile['state'];
}

/**
 * @throws {HeartlineError} IMPORT_NOT_FOUND; IMPORT_STATE once it has begun; PAYLOAD_TOO_LARGE
 * beyond `maxFilesOfImport`.
 */
export async function addFile(
  database: Database,
  importId: number,
  file: NewFile,
): Promise<number> {
  return await database.orm.transaction(async (orm) => {
    const row = await lockImport(orm, importId);
    if (row.via === 'upload' && row.state !== 'open') {
      throw stateRefused(row, 'no more files can be added to it. Begin another import.');
    }
    const [{ count } = { count: 0 }] = await orm
      .select({ count: sql<number>`count(*)::int` })
      .from(importFiles)
      .where(eq(importFiles.importId, importId));
    if (count >= maxFilesOfImport) {
      throw new HeartlineError(
        'PAYLOAD_TOO_LARGE',
        `One import takes ${maxFilesOfImport} files at most. Put them into a zip, or import the rest afterwards.`,
      );
    }
    const [added] = await orm
      .insert(importFiles)
      .values({ ...file, importId, state: file.state ?? 'uploading' })
      .returning({ id: importFiles.id });
    await touch(orm, importId);
    if (!added) throw new Error('The database answered an insert without its row.');
    return added.id;
  });
}

type Orm = Pick<Database['orm'], 'select' | 'insert' | 'update' | 'delete'>;

/** Whoever changes an import, its files or its people takes turns from here on. */
export async function lockImport(orm: Orm, id: number): Promise<StoredImport> {
  const [row] = await orm.select().from(imports).where(eq(imports.id, id)).for('update');
  if (row) return row;
  throw noImport(id);
}

async function touch(orm: Orm, id: number): Promise<void> {
  await orm.update(imports).set({ touchedAt: now }).where(eq(imports.id, id));
}

/** Whose rows a command imports: it settles them one by one, as it comes to them. */
export async function addPerson({ orm }: Database, person: StoredPerson): Promise<void> {
  await orm.insert(importPeople).values(person).onConflictDoNothing();
}

export async function fileByUpload(
  { orm }: Database,
  uploadId: string,
): Promise<(StoredFile & { importState: StoredImport['state'] }) | undefined> {
  const [row] = await orm
    .select({ file: importFiles, importState: imports.state })
    .from(importFiles)
    .innerJoin(imports, eq(imports.id, importFiles.importId))
    .where(eq(importFiles.uploadId, uploadId));
  return row && { ...row.file, importState: row.importState };
}

export async function findFile({ orm }: Database, id: number): Promise<StoredFile | undefined> {
  const [row] = await orm.select().from(importFiles).where(eq(importFiles.id, id));
  return row;
}

export async function filesOf(
  { orm }: { orm: Pick<Orm, 'select'> },
  importId: number,
): Promise<StoredFile[]> {
  return await orm
    .select()
    .from(importFiles)
    .where(eq(importFiles.importId, importId))
    .orderBy(importFiles.id);
}

export async function peopleOf({ orm }: Database, importId: number): Promise<StoredPerson[]> {
  return await orm
    .select()
    .from(importPeople)
    .where(eq(importPeople.importId, importId))
    .orderBy(importPeople.position);
}

/** @param received bytes of the upload that are there now. */
export async function markReceived(
  database: Database,
  uploadId: string,
  received: number,
): Promise<void> {
  const [row] = await database.orm
    .update(importFiles)
    .set({ received })
    .where(eq(importFiles.uploadId, uploadId))
    .returning({ importId: importFiles.importId });
  if (row) await touch(database.orm, row.importId);
}

/** The whole file is there and waits to be checked. @returns its number. */
export async function markUploaded(
  { orm }: Database,
  uploadId: string,
): Promise<number | undefined> {
  const [row] = await orm
    .update(importFiles)
    .set({ received: sql`size`, state: 'waiting' })
    .where(eq(importFiles.uploadId, uploadId))
    .returning({ id: importFiles.id });
  return row?.id;
}

export async function removeFile(database: Database, uploadId: string): Promise<void> {
  const [row] = await database.orm
    .delete(importFiles)
    .where(eq(importFiles.uploadId, uploadId))
    .returning({ importId: importFiles.importId });
  if (row) await touch(database.orm, row.importId);
}

/** Puts the file back to be checked, by other columns. */
export async function markColumns(
  database: Database,
  importId: number,
  fileId: number,
  columns: TableColumnsAnswer | null,
): Promise<void> {
  await database.orm.transaction(async (orm) => {
    const row = await lockImport(orm, importId);
    if (row.state !== 'open') throw stateRefused(row, 'its columns are settled.');
    const changed = await orm
      .update(importFiles)
      .set({ columns, state: 'waiting', result: null, error: null })
      .where(
        and(
          eq(importFiles.id, fileId),
          eq(importFiles.importId, importId),
          inArray(importFiles.state, ['waiting', 'checking', 'checked', 'refused']),
        ),
      )
      .returning({ id: importFiles.id });
    if (changed.length === 0) {
      throw new HeartlineError(
        'INVALID_INPUT',
        `Import ${importId} has no file ${fileId} that is uploaded. Its answer lists its files.`,
      );
    }
    await touch(orm, importId);
  });
}

export async function markChecking({ orm }: Database, fileId: number): Promise<void> {
  await orm
    .update(importFiles)
    .set({ state: 'checking', checkedBytes: 0, checkedRows: 0 })
    .where(eq(importFiles.id, fileId));
}

export async function markCheckProgress(
  { orm }: Database,
  fileId: number,
  { bytesRead, rows }: { bytesRead: number; rows: number },
): Promise<void> {
  await orm
    .update(importFiles)
    .set({ checkedBytes: bytesRead, checkedRows: rows })
    .where(eq(importFiles.id, fileId));
}

/** @param outcome what was found, or why the file is refused. */
export async function markChecked(
  { orm }: Database,
  file: StoredFile,
  outcome: { check: FileCheck } | { error: string },
  preview: TablePreviewAnswer | null,
): Promise<void> {
  const found = 'check' in outcome ? outcome.check : null;
  await orm
    .update(importFiles)
    .set({
      state: found ? 'checked' : 'refused',
      result: found,
      error: 'error' in outcome ? outcome.error : null,
      preview,
      checkedBytes: file.size,
      checkedRows: found?.rows ?? 0,
    })
    // Columns that were chosen meanwhile have a check of their own coming.
    .where(and(eq(importFiles.id, file.id), eq(importFiles.state, 'checking')));
}

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
      finishedAt: now,
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

export async function isCancelAsked({ sql: ask }: Database, id: number): Promise<boolean> {
  const rows = await ask`select from imports where id = ${id} and cancel_requested_at is not null`;
  return rows.length > 0;
}

/** Where the import is asked to stop, asks its run as well. @returns whether it is. */
export async function stopRunsIfAsked(database: Database, id: number): Promise<boolean> {
  if (!(await isCancelAsked(database, id))) return false;
  await askRunsToStop(database.orm, id);
  return true;
}

export async function askRunsToStop(orm: Orm, id: number): Promise<void> {
  await orm
    .update(ingestionRuns)
    .set({ cancelRequestedAt: now })
    .where(
      and(
        eq(ingestionRuns.importId, id),
        eq(ingestionRuns.status, 'running'),
        isNull(ingestionRuns.cancelRequestedAt),
      ),
    );
}

export async function markEnded(
  { orm }: Database,
  id: number,
  state: 'done' | 'failed' | 'cancelled',
  { error = null, notes }: { error?: string | null; notes?: readonly string[] } = {},
): Promise<void> {
  await orm
    .update(imports)
    .set({ state, error, finishedAt: now, ...(notes && { notes: [...notes] }) })
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

export async function markRemoved({ orm }: Database, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await orm
    .update(importFiles)
    .set({ removedAt: now })
    .where(and(inArray(importFiles.id, [...fileIds]), isNull(importFiles.removedAt)));
}
