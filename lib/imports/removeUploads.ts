/** The end of an import's uploads. */
import type { Database } from '#db/client.ts';
import { filesOf, markRemoved } from './record/files.ts';
import { removeUploaded } from './uploadFolder.ts';

/** Removes the uploads of an import; what a command read where it lay stays there. */
export async function removeUploadsOf(
  database: Database,
  importId: number,
  dataDir: string,
): Promise<void> {
  const files = await filesOf(database, importId);
  for (const { uploadId } of files) {
    if (uploadId !== null) await removeUploaded(dataDir, uploadId);
  }
  await markRemoved(
    database,
    files.filter(({ uploadId }) => uploadId !== null).map(({ id }) => id),
  );
}
