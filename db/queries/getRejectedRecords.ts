/** What a run refused or overruled, as it came. */
import { and, asc, eq, gt, gte, lte } from 'drizzle-orm';
import type { RejectedRecordAnswer } from '#lib/contract/ingestions.ts';
import { database } from '../client.ts';
import { rejectedRecords as records } from '../schema/rejectedRecords.ts';
import { getRun } from './getRun.ts';

/** @throws {HeartlineError} RUN_NOT_FOUND. */
export async function getRejectedRecords(question: {
  runId: number;
  after: number;
  limit: number;
}): Promise<{ rejected: RejectedRecordAnswer[]; nextCursor: number | null }> {
  const { userId, id } = await getRun(question.runId);
  const rows = await database()
    .orm.select({
      id: records.id,
      metric: records.metric,
      reason: records.reason,
      detail: records.detail,
      origin: records.origin,
      line: records.line,
      raw: records.raw,
    })
    .from(records)
    .where(
      and(
        eq(records.userId, userId),
        lte(records.firstRunId, id),
        gte(records.lastRunId, id),
        gt(records.id, question.after),
      ),
    )
    .orderBy(asc(records.id))
    .limit(question.limit + 1);
  const rejected = rows.slice(0, question.limit);
  return {
    rejected,
    nextCursor: rows.length > question.limit ? (rejected.at(-1)?.id ?? null) : null,
  };
}
