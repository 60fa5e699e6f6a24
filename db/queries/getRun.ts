import { eq } from 'drizzle-orm';
import type { Run } from '#lib/contract/ingestions.ts';
import { HeartlineError } from '#lib/errors.ts';
import { database } from '../client.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { runColumns, runFromRow } from './runRow.ts';

/** @throws {HeartlineError} RUN_NOT_FOUND. */
export async function getRun(id: number): Promise<Run> {
  const [row] = await database()
    .orm.select(runColumns)
    .from(ingestionRuns)
    .where(eq(ingestionRuns.id, id));
  if (row) return runFromRow(row);
  throw new HeartlineError(
    'RUN_NOT_FOUND',
    `There is no run ${id}. GET /api/ingestions lists those there are.`,
  );
}
