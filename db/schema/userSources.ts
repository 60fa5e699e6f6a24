import {
  bigint,
  date,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { users } from './users.ts';

/** Where a user's data comes from, one row a source. */
export const userSources = pgTable(
  'user_sources',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Key of a source in the pipeline's registry. */
    source: text().notNull(),
    settings: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    dataSeed: bigint('data_seed', { mode: 'number' }),
    startDate: date('start_date'),
    /** 1 comes first. */
    precedence: integer().notNull(),
    /** What the user's samples carry; given once, and 1 for the first source. */
    sourceId: smallint('source_id').notNull(),
    /** Since when it is being taken away: nothing of it is loaded any more. */
    withdrawingAt: timestamp('withdrawing_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.source] })],
);
