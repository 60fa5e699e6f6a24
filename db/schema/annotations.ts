import { bigint, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { annotationKinds } from '#lib/contract/limits.ts';
import { users } from './users.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true }).notNull();

/** What people say happened to a user, and when. */
export const annotations = pgTable('annotations', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  userId: text('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  kind: text({ enum: annotationKinds }).notNull(),
  startedAt: instant('started_at'),
  /** The same instant for a moment. */
  endedAt: instant('ended_at'),
  text: text().notNull().default(''),
  createdAt: instant('created_at').defaultNow(),
  updatedAt: instant('updated_at').defaultNow(),
});
