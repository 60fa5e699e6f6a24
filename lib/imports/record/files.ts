/** The record of an import's files: which there are, and how much of each is here. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { importFiles, imports } from '#db/schema/imports.ts';
import { maxFilesOfImport } from '#lib/contract/limits.ts';
import { HeartlineError } from '#lib/errors.ts';
import { lockImport, type Orm, type StoredImport, stateRefused, touch } from './imports.ts';

export type StoredFile = typeof importFiles.$inferSelect;

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
    if (row.state !== 'open') {
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

/** How a person says that the tables of a file are to be read. */
export type ChosenReading = Pick<StoredFile, 'columns' | 'dates'>;

/** Puts the file back to be checked, by other columns or dates. */
export async function markColumns(
  database: Database,
  importId: number,
  fileId: number,
  { columns, dates }: ChosenReading,
): Promise<void> {
  await database.orm.transaction(async (orm) => {
    const row = await lockImport(orm, importId);
    if (row.state !== 'open') throw stateRefused(row, 'its columns are settled.');
    const changed = await orm
      .update(importFiles)
      .set({ columns, dates, state: 'waiting', result: null, error: null, asksDates: false })
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

export async function markRemoved({ orm }: Database, fileIds: readonly number[]): Promise<void> {
  if (fileIds.length === 0) return;
  await orm
    .update(importFiles)
    .set({ removedAt: sql`clock_timestamp()` })
    .where(and(inArray(importFiles.id, [...fileIds]), isNull(importFiles.removedAt)));
}
