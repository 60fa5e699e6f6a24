import {
  bigint,
  boolean,
  date,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { type RowsBeside, runStatuses, runTriggers } from '#lib/contract/ingestions.ts';
import { imports } from './imports.ts';
import { users } from './users.ts';

const rows = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);
const milliseconds = (name: string) => integer(name).notNull().default(0);

/** One row an attempt: a retry is a run of its own that names the one it takes up. */
export const ingestionRuns = pgTable('ingestion_runs', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Key of the source that it takes. */
  source: text().notNull(),
  trigger: text({ enum: runTriggers }).notNull(),
  status: text({ enum: runStatuses }).notNull(),
  attempt: integer().notNull().default(1),
  retryOf: bigint('retry_of', { mode: 'number' }),
  windowStart: date('window_start'),
  windowEnd: date('window_end'),
  full: boolean().notNull().default(false),
  /** Whether the window came from the ledger: taken up again, the ledger is asked anew. */
  byLedger: boolean('by_ledger').notNull().default(false),
  daysDone: integer('days_done').notNull().default(0),
  daysTotal: integer('days_total'),
  rowsRead: rows('rows_read'),
  rowsNew: rows('rows_new'),
  rowsChanged: rows('rows_changed'),
  rowsUnchanged: rows('rows_unchanged'),
  rowsDuplicate: rows('rows_duplicate'),
  rowsConflicting: rows('rows_conflicting'),
  rowsRejected: rows('rows_rejected'),
  /** Of metrics whose records are no samples, by metric. */
  rowsBeside: jsonb('rows_beside').$type<RowsBeside>().notNull().default({}),
  extractMs: milliseconds('extract_ms'),
  transformMs: milliseconds('transform_ms'),
  loadMs: milliseconds('load_ms'),
  /** The import that it is of, and the person's name in its files. */
  importId: bigint('import_id', { mode: 'number' }).references(() => imports.id, {
    onDelete: 'set null',
  }),
  importName: text('import_name'),
  workerId: text('worker_id'),
  error: text(),
  queuedAt: timestamp('queued_at', { withTimezone: true }).notNull().defaultNow(),
  startedAt: timestamp('started_at', { withTimezone: true }),
  finishedAt: timestamp('finished_at', { withTimezone: true }),
  /** Since when it is asked to stop. */
  cancelRequestedAt: timestamp('cancel_requested_at', { withTimezone: true }),
});
