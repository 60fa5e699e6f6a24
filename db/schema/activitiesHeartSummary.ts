import { sql } from 'drizzle-orm';
import {
  bigint,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
} from 'drizzle-orm/pg-core';
import { users } from './users.ts';

interface StoredZone {
  name: string;
  min: number;
  max: number;
  minutes: number;
  caloriesOut?: number;
}

/** One row a user and local day. Heart rates in bpm. */
export const activitiesHeartSummary = pgTable(
  'activities_heart_summary',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    date: date().notNull(),
    /** The vendor's own value. */
    restingHeartRate: real('resting_heart_rate'),
    /** Lowest 30-minute mean of the day with at least 24 of its 30 minutes present. */
    lowest30MinuteMean: real('lowest_30_minute_mean'),
    heartRateZones: jsonb('heart_rate_zones').$type<StoredZone[]>().notNull().default([]),
    customHeartRateZones: jsonb('custom_heart_rate_zones')
      .$type<StoredZone[]>()
      .notNull()
      .default([]),
    minutesWithData: integer('minutes_with_data').notNull().default(0),
    sampleCount: integer('sample_count').notNull().default(0),
    valueSum: bigint('value_sum', { mode: 'number' }).notNull().default(0),
    mean: doublePrecision().generatedAlwaysAs(
      sql`value_sum::double precision / nullif(sample_count, 0)`,
    ),
    min: smallint(),
    max: smallint(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.date] })],
);
