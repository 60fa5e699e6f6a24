/** The bytes of an import's files: where they lie, what they hold, and their end. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Database } from '#db/client.ts';
import type { ImportReading } from '#db/schema/imports.ts';
import type { TablePreviewAnswer } from '#lib/contract/imports.ts';
import { HeartlineError, messageOf } from '#lib/errors.ts';
import { checkFile } from '../etl/files/checkFile.ts';
import { UnclearDates } from '../etl/files/dateOrder.ts';
import type { FileImportOptions, ImportFile } from '../etl/files/importOptions.ts';
import { PeekedFile } from '../etl/files/peek.ts';
import { asUtf8 } from '../etl/files/textEncoding.ts';
import { previewTable, type TablePreview } from '../etl/sources/csv/preview.ts';
import { markChecked, markChecking, markCheckProgress, markRefused } from './record/checks.ts';
import { findFile, type StoredFile } from './record/files.ts';
import { findImport } from './record/imports.ts';
import { isThere, uploadedFile } from './uploadFolder.ts';

/** How often the progress of a check is written, ms. */
const writeEvery = 500;

export function spoolFolder(dataDir: string): string {
  return resolve(dataDir, 'spool');
}

/** @throws {HeartlineError} FILE_UNREADABLE where its bytes are not here. */
export async function storedFile(file: StoredFile, dataDir: string): Promise<ImportFile> {
  const { uploadId, name, columns, dates } = file;
  const path = uploadId === null ? file.path : uploadedFile(dataDir, uploadId);
  if (path === null || file.removedAt !== null) {
    throw new HeartlineError('FILE_UNREADABLE', `${name} is no longer here; bring it again.`);
  }
  if (uploadId !== null && !(await isThere(path))) {
    throw new HeartlineError(
      'FILE_UNREADABLE',
      `${name} was uploaded and is not in this worker’s data folder. Give web and worker the same DATA_DIR, and import again.`,
    );
  }
  return { path, name, columns: columns ?? undefined, dates: dates ?? undefined };
}

/** Reads an uploaded file through and writes down what it holds, or why it is refused. */
export async function checkStoredFile(
  database: Database,
  fileId: number,
  { dataDir, signal }: { dataDir: string; signal: AbortSignal },
): Promise<void> {
  const stored = await findFile(database, fileId);
  if (!stored || stored.state === 'uploading' || stored.removedAt !== null) return;
  await markChecking(database, fileId);
  let writtenMs = 0;
  let writing: Promise<void> = Promise.resolve();
  let preview: TablePreviewAnswer | null = null;
  try {
    const file = await storedFile(stored, dataDir);
    preview = await previewOf(file);
    const { reading } = await findImport(database, stored.importId);
    const check = await checkFile(file, {
      ...choicesOf(reading),
      signal,
      spoolDir: spoolFolder(dataDir),
      onProgress: (progress) => {
        const now = performance.now();
        if (now - writtenMs < writeEvery) return;
        writtenMs = now;
        writing = markCheckProgress(database, fileId, progress).catch(() => {});
      },
    });
    await writing;
    await markChecked(database, stored, check, preview);
  } catch (error) {
    await writing;
    if (!(error instanceof HeartlineError) || error.code === 'CANCELLED') throw error;
    const asksDates = error.cause instanceof UnclearDates;
    await markRefused(database, stored, { error: messageOf(error), asksDates }, preview);
  }
}

/** As the reader of files takes it. */
export function choicesOf(
  reading: ImportReading | null,
): Pick<FileImportOptions, 'userColumn' | 'dates' | 'spreadsheetDays'> {
  const { userColumn, ...said } = reading ?? {};
  return { ...(userColumn !== undefined && { userColumn }), ...said };
}

/** Of a table alone, not of one in an archive. */
async function previewOf({ path, name = '' }: ImportFile): Promise<TablePreviewAnswer | null> {
  const preview = await previewOfText(path, name).catch(() => undefined);
  if (!preview) return null;
  const { recognised } = preview;
  return { ...preview, recognised: recognised && { ...recognised, time: [...recognised.time] } };
}

async function previewOfText(path: string, name: string): Promise<TablePreview | undefined> {
  async function* beginning() {
    for await (const chunk of createReadStream(path, { end: 65_535 })) {
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  }
  const file = await asUtf8(await PeekedFile.open(name, beginning()));
  const { bytes, text } = file.head;
  if (bytes.includes(0) || /^\s*[[{<]/.test(text)) return undefined;
  return await previewTable(file.chunks(), name);
}
