/** The record of what was found in an import's files when they were read through. */
import { and, eq } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { importFiles } from '#db/schema/imports.ts';
import type { TablePreviewAnswer } from '#lib/contract/imports.ts';
import type { FileCheck } from '../../etl/files/checkFile.ts';
import type { StoredFile } from './files.ts';

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

export async function markChecked(
  database: Database,
  file: StoredFile,
  { asksDates, ...result }: FileCheck,
  preview: TablePreviewAnswer | null,
): Promise<void> {
  const found = { state: 'checked', result, error: null, asksDates, preview } as const;
  await endCheck(database, file, { ...found, checkedRows: result.rows });
}

/** @param refusal why the file is refused, and whether saying what its dates mean would help. */
export async function markRefused(
  database: Database,
  file: StoredFile,
  refusal: { error: string; asksDates: boolean },
  preview: TablePreviewAnswer | null,
): Promise<void> {
  const refused = { ...refusal, state: 'refused', result: null, preview } as const;
  await endCheck(database, file, { ...refused, checkedRows: 0 });
}

async function endCheck(
  { orm }: Database,
  file: StoredFile,
  end: Partial<typeof importFiles.$inferInsert>,
): Promise<void> {
  await orm
    .update(importFiles)
    .set({ ...end, checkedBytes: file.size })
    // Columns that were chosen meanwhile have a check of their own coming.
    .where(and(eq(importFiles.id, file.id), eq(importFiles.state, 'checking')));
}
