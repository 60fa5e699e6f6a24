import {
  boolean,
  date,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { evidencedStates } from '#lib/coverage/states.ts';

const instant = (name: string) => timestamp(name, { withTimezone: true });

/** The coverage ledger: one row a user, source and local day (docs/decisions/coverage-ledger.md). */
export const coverageDays = pgTable(
  'coverage_days',
  {
    userId: text('user_id').notNull(),
    source: text().notNull(),
    date: date().notNull(),
    /** What the evidence says; failure, authorisation and enrolment are laid over it by the reader. */
    state: text({ enum: evidencedStates }).notNull(),
    /** One letter a quarter-hour of the local day; null where only the day is known. */
    quarters: text(),
    /** Quarter-hours with heart rate. */
    covered: smallint().notNull().default(0),
    samples: integer().notNull().default(0),
    pages: integer(),
    syncedUntil: instant('synced_until'),
    /** Nothing more is to come: the day is not asked for again by itself. */
    settled: boolean().notNull().default(false),
    checkedAt: instant('checked_at'),
    errorCode: text('error_code'),
    error: text(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
  },
  (table) => [primaryKey({ columns: [table.userId, table.source, table.date] })],
);
