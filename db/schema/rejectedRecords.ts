import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { ingestionRuns } from './ingestionRuns.ts';
import { users } from './users.ts';

const runId = (name: string) =>
  bigint(name, { mode: 'number' })
    .notNull()
    .references(() => ingestionRuns.id, { onDelete: 'cascade' });

/** What was refused or overruled, as it came: nothing disappears. Kept once, however often it comes. */
export const rejectedRecords = pgTable('rejected_records', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  metric: text().notNull(),
  reason: text().notNull(),
  detail: text().notNull(),
  origin: text().notNull(),
  line: bigint({ mode: 'number' }),
  raw: text().notNull(),
  firstRunId: runId('first_run_id'),
  lastRunId: runId('last_run_id'),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
});
