/** A run's row and its answer. */
import type { SQL } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import type { Run } from '#lib/contract/ingestions.ts';
import { ingestionRuns as runs } from '../schema/ingestionRuns.ts';

const ms = (column: SQL.Aliased | Parameters<typeof sql>[1]) =>
  sql<number>`date_part('epoch', ${column}) * 1000`;
const msOrNull = (column: Parameters<typeof sql>[1]) =>
  sql<number | null>`date_part('epoch', ${column}) * 1000`;

export const runColumns = {
  id: runs.id,
  userId: runs.userId,
  source: runs.source,
  trigger: runs.trigger,
  status: runs.status,
  attempt: runs.attempt,
  retryOf: runs.retryOf,
  windowStart: runs.windowStart,
  windowEnd: runs.windowEnd,
  full: runs.full,
  daysDone: runs.daysDone,
  daysTotal: runs.daysTotal,
  rowsRead: runs.rowsRead,
  rowsNew: runs.rowsNew,
  rowsChanged: runs.rowsChanged,
  rowsUnchanged: runs.rowsUnchanged,
  rowsDuplicate: runs.rowsDuplicate,
  rowsConflicting: runs.rowsConflicting,
  rowsRejected: runs.rowsRejected,
  rowsBeside: runs.rowsBeside,
  importId: runs.importId,
  error: runs.error,
  queuedAt: ms(runs.queuedAt),
  startedAt: msOrNull(runs.startedAt),
  finishedAt: msOrNull(runs.finishedAt),
  cancelRequestedAt: msOrNull(runs.cancelRequestedAt),
};

type RunRow = Omit<
  typeof runs.$inferSelect,
  | 'byLedger'
  | 'queuedAt'
  | 'startedAt'
  | 'finishedAt'
  | 'cancelRequestedAt'
  | 'workerId'
  | 'importName'
  | 'extractMs'
  | 'transformMs'
  | 'loadMs'
> & {
  queuedAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  cancelRequestedAt: number | null;
};

export function runFromRow(row: RunRow): Run {
  const startedAt = whole(row.startedAt);
  const finishedAt = whole(row.finishedAt);
  return {
    id: row.id,
    userId: row.userId,
    source: row.source,
    trigger: row.trigger,
    status: row.status,
    attempt: row.attempt,
    retryOf: row.retryOf,
    window: { start: row.windowStart, end: row.windowEnd, full: row.full },
    days: { done: row.daysDone, total: row.daysTotal },
    rows: {
      read: row.rowsRead,
      new: row.rowsNew,
      changed: row.rowsChanged,
      unchanged: row.rowsUnchanged,
      duplicate: row.rowsDuplicate,
      conflicting: row.rowsConflicting,
      rejected: row.rowsRejected,
    },
    rowsBeside: row.rowsBeside,
    queuedAt: Math.round(row.queuedAt),
    startedAt,
    finishedAt,
    cancelRequestedAt: whole(row.cancelRequestedAt),
    durationMs:
      startedAt !== null && finishedAt !== null ? Math.max(0, finishedAt - startedAt) : null,
    importId: row.importId,
    error: row.error,
  };
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
