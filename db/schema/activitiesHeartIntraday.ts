import { pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';

/** The samples: a hypertable by `timestamp`, compressed by user when old. `value` in bpm, 1–300. */
export const activitiesHeartIntraday = pgTable(
  'activities_heart_intraday',
  {
    userId: text('user_id').notNull(),
    timestamp: timestamp({ withTimezone: true }).notNull(),
    value: smallint().notNull(),
    /** The source among the user's, by its `source_id`. */
    sourceId: smallint('source_id').notNull().default(1),
  },
  (table) => [
    unique('activities_heart_intraday_user_id_timestamp_key').on(table.userId, table.timestamp),
  ],
);
