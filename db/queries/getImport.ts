/** One import as it stands: its files, its people, its runs. */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { ImportFileAnswer, ImportRecord } from '#lib/contract/imports.ts';
import { uploadPath } from '#lib/contract/imports.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { importFiles, importPeople, imports } from '../schema/imports.ts';
import { ingestionLogs } from '../schema/ingestionLogs.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { importState, mergedPeople } from './importState.ts';
import { runColumns, runFromRow } from './runRow.ts';

/** Warnings of its runs that are shown; the runs have them all. */
const warningsShown = 100;

/** @throws {HeartlineError} IMPORT_NOT_FOUND. */
export async function getImport(id: number): Promise<ImportRecord> {
  const { orm } = database();
  const [row] = await orm.select().from(imports).where(eq(imports.id, id));
  if (!row) {
    throw new HeartlineError(
      'IMPORT_NOT_FOUND',
      `There is no import ${id}. GET /api/imports lists those there are.`,
    );
  }
  const [files, people, runs] = await Promise.all([
    orm.select().from(importFiles).where(eq(importFiles.importId, id)).orderBy(asc(importFiles.id)),
    orm
      .select()
      .from(importPeople)
      .where(eq(importPeople.importId, id))
      .orderBy(asc(importPeople.position)),
    orm
      .select(runColumns)
      .from(ingestionRuns)
      .where(eq(ingestionRuns.importId, id))
      .orderBy(asc(ingestionRuns.id)),
  ]);
  return {
    id,
    via: row.via,
    state: importState(row.state, files),
    createdAt: row.createdAt.getTime(),
    startedAt: row.startedAt?.getTime() ?? null,
    finishedAt: row.finishedAt?.getTime() ?? null,
    cancelRequestedAt: row.cancelRequestedAt?.getTime() ?? null,
    error: row.error,
    files: files.map((file) => fileAnswer(file, row.state === 'open')),
    people: mergedPeople(files.flatMap(({ result }) => result?.people ?? [])),
    targets: people.map(({ name, userId, timeZone }) => ({ name: name || null, userId, timeZone })),
    reading: { bytes: row.bytesRead, bytesTotal: row.bytesTotal, rows: row.rowsRead },
    runs: runs.map(runFromRow),
    log: await warningsOf(runs.map((run) => run.id)),
    notes: row.notes,
  };
}

function fileAnswer(file: typeof importFiles.$inferSelect, isOpen: boolean): ImportFileAnswer {
  const { uploadId, removedAt, state } = file;
  return {
    id: file.id,
    name: file.name,
    size: file.size,
    received: file.received,
    modifiedAt: file.modifiedMs,
    uploadUrl: isOpen && uploadId !== null ? `${uploadPath}/${uploadId}` : null,
    state,
    checked: { bytes: file.checkedBytes, rows: file.checkedRows },
    check: file.result,
    preview: file.preview,
    columns: file.columns,
    dates: file.dates,
    asksDates: file.asksDates,
    error: file.error,
    kept: uploadId !== null && removedAt === null,
  };
}

async function warningsOf(runIds: readonly number[]): Promise<ImportRecord['log']> {
  if (runIds.length === 0) return [];
  return await database()
    .orm.select({ runId: ingestionLogs.runId, message: ingestionLogs.message })
    .from(ingestionLogs)
    .where(and(inArray(ingestionLogs.runId, [...runIds]), eq(ingestionLogs.level, 'warn')))
    .orderBy(asc(ingestionLogs.id))
    .limit(warningsShown);
}
