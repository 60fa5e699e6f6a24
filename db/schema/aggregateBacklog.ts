import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Stretches `[startAt, endAt)` whose aggregates still have to be refreshed. */
export const aggregateBacklog = pgTable('aggregate_backlog', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  userId: text('user_id').notNull(),
  startAt: timestamp('start_at', { withTimezone: true }).notNull(),
  endAt: timestamp('end_at', { withTimezone: true }).notNull(),
  recordedAt: timestamp('recorded_at', { withTimezone: true }).notNull().defaultNow(),
});
