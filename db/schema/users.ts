import { bigint, date, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import { z } from 'zod';

export const restingHeartRateMethods = ['vendor', 'lowest-30-minute-mean'] as const;

/** Whose heart rate it is, where it comes from, and what is stored of it. */
export const users = pgTable('users', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** IANA zone in which the person's days begin. */
  timeZone: text('time_zone').notNull(),
  /** Key of a source in the pipeline's registry. */
  source: text().notNull(),
  sourceSettings: jsonb('source_settings').$type<Record<string, unknown>>().notNull().default({}),
  dataSeed: bigint('data_seed', { mode: 'number' }),
  startDate: date('start_date'),
  restingHeartRateMethod: text('resting_heart_rate_method', { enum: restingHeartRateMethods })
    .notNull()
    .default('lowest-30-minute-mean'),
  firstSample: timestamp('first_sample', { withTimezone: true }),
  lastSample: timestamp('last_sample', { withTimezone: true }),
  sampleCount: bigint('sample_count', { mode: 'number' }).notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const sourceSettingsSchema = z.record(z.string(), z.unknown());
