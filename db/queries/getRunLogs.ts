/** A run's log lines after a given one, oldest first. */
import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { LogsAnswer } from '#lib/contract/ingestions.ts';
import { database } from '../client.ts';
import { ingestionLogs } from '../schema/ingestionLogs.ts';
import { getRun } from './getRun.ts';

/** @throws {HeartlineError} RUN_NOT_FOUND. */
export async function getRunLogs(question: {
  runId: number;
  after: number;
  limit: number;
}): Promise<LogsAnswer> {
  // The state first: a run that ends in between has its last lines read, and one question more is asked.
  const { status } = await getRun(question.runId);
  const lines = await database()
    .orm.select({
      id: ingestionLogs.id,
      at: sql<number>`round(date_part('epoch', ${ingestionLogs.at}) * 1000)`,
      level: ingestionLogs.level,
      message: ingestionLogs.message,
      context: ingestionLogs.context,
    })
    .from(ingestionLogs)
    .where(and(eq(ingestionLogs.runId, question.runId), gt(ingestionLogs.id, question.after)))
    .orderBy(asc(ingestionLogs.id))
    .limit(question.limit);
  const ended = status !== 'queued' && status !== 'running';
  return { lines, running: !ended || lines.length === question.limit };
}
