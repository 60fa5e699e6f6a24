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

/** @param outcome what was found, or why the file is refused. */
export async function markChecked(
  { orm }: Database,
  file: StoredFile,
  outcome: { check: FileCheck } | { error: string; asksDates?: boolean },
  preview: TablePreviewAnswer | null,
): Promise<void> {
  const { asksDates = false, ...found } = 'check' in outcome ? outcome.check : outcome;
  const result = 'rows' in found ? found : null;
  await orm
    .update(importFiles)
    .set({
      state: result ? 'checked' : 'refused',
      result,
      error: 'error' in outcome ? outcome.error : null,
      asksDates,
      preview,
      checkedBytes: file.size,
      checkedRows: result?.rows ?? 0,
    })
    // Columns that were chosen meanwhile have a check of their own coming.
    .where(and(eq(importFiles.id, file.id), eq(importFiles.state, 'checking')));
}
