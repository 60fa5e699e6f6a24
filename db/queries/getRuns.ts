/** Runs, newest first unless asked otherwise, a page at a time. */
import { and, asc, desc, eq, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { Run, RunsAnswer } from '#lib/contract/ingestions.ts';
import type { RunSort } from '#lib/contract/limits.ts';
import { database } from '../client.ts';
import { ingestionRuns as runs } from '../schema/ingestionRuns.ts';
import { runColumns, runFromRow } from './runRow.ts';

export interface RunsQuestion {
  user?: string | undefined;
  status?: Run['status'] | undefined;
  source?: string | undefined;
  trigger?: Run['trigger'] | undefined;
  sort?: RunSort;
  /** Only runs with a smaller number. */
  cursor?: number | undefined;
  /** How many to skip. */
  offset?: number;
  limit: number;
}

/** Runs without a value come last; among equals the newest first. */
const orders: Record<RunSort, SQL> = {
  newest: desc(runs.id),
  oldest: asc(runs.id),
  longest: sql`${runs.finishedAt} - ${runs.startedAt} desc nulls last, ${runs.id} desc`,
  'most-new': sql`${runs.rowsNew} desc, ${runs.id} desc`,
  'most-rejected': sql`${runs.rowsRejected} desc, ${runs.id} desc`,
};

export async function getRuns(question: RunsQuestion): Promise<RunsAnswer> {
  const { cursor, offset = 0, limit, sort = 'newest' } = question;
  const { orm } = database();
  const matching = and(
    question.user === undefined ? undefined : eq(runs.userId, question.user),
    question.status === undefined ? undefined : eq(runs.status, question.status),
    question.source === undefined ? undefined : eq(runs.source, question.source),
    question.trigger === undefined ? undefined : eq(runs.trigger, question.trigger),
  );
  const [rows, total] = await Promise.all([
    orm
      .select(runColumns)
      .from(runs)
      .where(and(matching, cursor === undefined ? undefined : lt(runs.id, cursor)))
      .orderBy(orders[sort])
      .limit(limit + 1)
      .offset(offset),
    orm.$count(runs, matching),
  ]);
  const page = rows.slice(0, limit).map(runFromRow);
  const more = sort === 'newest' && rows.length > limit;
  return { runs: page, nextCursor: more ? (page.at(-1)?.id ?? null) : null, total };
}

/** Runs by their numbers; those that there are not are absent. */
export async function runsByIds(ids: readonly number[]): Promise<Map<number, Run>> {
  if (ids.length === 0) return new Map();
  const rows = await database()
    .orm.select(runColumns)
    .from(runs)
    .where(inArray(runs.id, [...ids]));
  return new Map(rows.map((row) => [row.id, runFromRow(row)]));
}
