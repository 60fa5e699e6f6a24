/** The wish that an import stops: whether there is one, and how its run hears of it. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { ingestionRuns } from '#db/schema/ingestionRuns.ts';
import type { Orm } from './imports.ts';

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
    .set({ cancelRequestedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(ingestionRuns.importId, id),
        eq(ingestionRuns.status, 'running'),
        isNull(ingestionRuns.cancelRequestedAt),
      ),
    );
}
