import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Who works, and when it was last heard of. */
export const workers = pgTable('workers', {
  id: text().primaryKey(),
  kind: text({ enum: ['worker', 'command'] }).notNull(),
  host: text().notNull(),
  pid: integer().notNull(),
  startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
  lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
  /** The schedule that it runs, as text; null for commands. */
  crontab: text(),
  stoppedAt: timestamp('stopped_at', { withTimezone: true }),
});
