import { bigint, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { logLevels } from '#lib/contract/ingestions.ts';
import { ingestionRuns } from './ingestionRuns.ts';

/** The structured lines of a run. */
export const ingestionLogs = pgTable('ingestion_logs', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  runId: bigint('run_id', { mode: 'number' })
    .notNull()
    .references(() => ingestionRuns.id, { onDelete: 'cascade' }),
  at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  level: text({ enum: logLevels }).notNull(),
  message: text().notNull(),
  context: jsonb().$type<Record<string, unknown>>().notNull().default({}),
});
