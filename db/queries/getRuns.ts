/** Runs, newest first, a page at a time. */
import { and, desc, eq, lt } from 'drizzle-orm';
import type { Run, RunsAnswer } from '#lib/contract/ingestions.ts';
import { database } from '../client.ts';
import { ingestionRuns } from '../schema/ingestionRuns.ts';
import { runColumns, runFromRow } from './runRow.ts';

export interface RunsQuestion {
  user?: string | undefined;
  status?: Run['status'] | undefined;
  /** Only runs with a smaller number. */
  cursor?: number | undefined;
  limit: number;
}

export async function getRuns({ user, status, cursor, limit }: RunsQuestion): Promise<RunsAnswer> {
  const rows = await database()
    .orm.select(runColumns)
    .from(ingestionRuns)
    .where(
      and(
        user === undefined ? undefined : eq(ingestionRuns.userId, user),
        status === undefined ? undefined : eq(ingestionRuns.status, status),
        cursor === undefined ? undefined : lt(ingestionRuns.id, cursor),
      ),
    )
    .orderBy(desc(ingestionRuns.id))
    .limit(limit + 1);
  const runs = rows.slice(0, limit).map(runFromRow);
  return { runs, nextCursor: rows.length > limit ? (runs.at(-1)?.id ?? null) : null };
}
