/** The way of an import through the queue: its files are checked, it is started, it is called off. */
import { eq, sql } from 'drizzle-orm';
import { database } from '#db/client.ts';
import { imports } from '#db/schema/imports.ts';
import type { ImportTarget } from '#lib/contract/imports.ts';
import { addParticipant } from '#lib/etl/participants.ts';
import { putInLine, type Settled, settleTargets } from '#lib/imports/begin.ts';
import { type ChosenReading, markColumns } from '#lib/imports/record/files.ts';
import { lockImport, stateRefused } from '#lib/imports/record/imports.ts';
import { askRunsToStop } from '#lib/imports/record/stopping.ts';
import { addJob, queueOf } from './enqueue.ts';

/** A failed import is tried this often; the pauses grow from seconds to most of an hour. */
export const importAttempts = 8;
export const checkAttempts = 4;

/** Asks for a file to be read through; asked again while it waits, it is one job. */
export async function requestCheck(fileId: number): Promise<void> {
  await addJob(
    database().orm,
    'check_import_file',
    { fileId },
    { key: `check:${fileId}`, maxAttempts: checkAttempts, priority: -1 },
  );
}

/** @throws {HeartlineError} IMPORT_NOT_FOUND, IMPORT_STATE, INVALID_INPUT. */
export async function changeColumns(
  importId: number,
  fileId: number,
  chosen: ChosenReading,
): Promise<void> {
  await markColumns(database(), importId, fileId, chosen);
  await requestCheck(fileId);
}

function jobKeyOf(importId: number): string {
  return `import:${importId}`;
}

/**
 * Settles whose the rows are and asks for the import; new users are added.
 * @throws {HeartlineError} see `settleTargets`.
 */
export async function startImport(
  importId: number,
  targets: readonly ImportTarget[],
): Promise<void> {
  const open = database();
  const { people, added } = await open.orm.transaction((orm) =>
    settleTargets(orm, importId, targets),
  );
  for (const { userId, timeZone, source } of added) {
    await addParticipant(open, { id: userId, timeZone, source });
  }
  await open.orm.transaction(async (orm) => {
    const { state, id } = await lockImport(orm, importId);
    if (state === 'queued' || state === 'running') {
      throw stateRefused({ id, state }, 'it cannot be started again.');
    }
    await putInLine(orm, importId, people);
    await addJob(
      orm,
      'import_files',
      { importId },
      { queue: queueFor(people), key: jobKeyOf(importId), maxAttempts: importAttempts },
    );
  });
}

/** Behind the runs of its user; imports of several people one after the other. */
function queueFor(people: readonly Settled[]): string {
  const users = new Set(people.map(({ userId }) => userId));
  const [only] = users;
  return users.size === 1 && only !== undefined ? queueOf(only) : 'imports';
}

export const cancelledSentence = 'It was cancelled; the days already stored are kept.';

/**
 * Calls an import off: one that waits ends at once, one that is under way within a second or two.
 * @returns whether its files are of no more use, as it never began.
 * @throws {HeartlineError} IMPORT_NOT_FOUND; IMPORT_STATE where it has ended.
 */
export async function cancelImport(importId: number): Promise<boolean> {
  return await database().orm.transaction(async (orm) => {
    const row = await lockImport(orm, importId);
    if (row.state === 'cancelled') return false;
    if (row.state === 'done' || row.state === 'failed') {
      throw stateRefused(row, 'there is nothing to cancel.');
    }
    const jobs = await orm.execute(
      sql`select from graphile_worker.jobs where key = ${jobKeyOf(importId)}`,
    );
    // Under way, its worker sees the wish; where there is none to come, nobody would.
    const endsItself = row.state === 'running' && jobs.length > 0;
    if (!endsItself) {
      await orm.execute(sql`select from graphile_worker.remove_job(${jobKeyOf(importId)})`);
    }
    await askRunsToStop(orm, importId);
    const began = row.startedAt !== null;
    await orm
      .update(imports)
      .set({
        cancelRequestedAt: sql`clock_timestamp()`,
        ...(!endsItself && {
          state: 'cancelled' as const,
          finishedAt: sql`clock_timestamp()`,
          error: began ? cancelledSentence : 'It was cancelled before it began.',
        }),
      })
      .where(eq(imports.id, importId));
    return row.state === 'open';
  });
}
