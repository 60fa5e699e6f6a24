import { bigint, date, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const restingHeartRateMethods = ['vendor', 'lowest-30-minute-mean'] as const;

/** Whose heart rate it is, and what is stored of it; `user_sources` says where it comes from. */
export const users = pgTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** IANA zone in which the person's days begin. */
  timeZone: text('time_zone').notNull(),
  restingHeartRateMethod: text('resting_heart_rate_method', { enum: restingHeartRateMethods })
    .notNull()
    .default('lowest-30-minute-mean'),
  /** First and last local day of which data is expected; null for no bound. */
  enrolledOn: date('enrolled_on'),
  withdrawnOn: date('withdrawn_on'),
  firstSample: timestamp('first_sample', { withTimezone: true }),
  lastSample: timestamp('last_sample', { withTimezone: true }),
  sampleCount: bigint('sample_count', { mode: 'number' }).notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});
