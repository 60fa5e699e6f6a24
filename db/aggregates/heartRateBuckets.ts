/**
 * The continuous aggregates as typed views, each made from the finer one. They keep sum and count,
 * never a mean: a mean of means is wrong. They hold what the last refresh saw; what has come since
 * stands in `aggregate_backlog`.
 */
import { bigint, pgMaterializedView, smallint, text, timestamp } from 'drizzle-orm/pg-core';

const columns = {
  userId: text('user_id').notNull(),
  /** Where the bucket begins. */
  bucket: timestamp({ withTimezone: true }).notNull(),
  /** Sum of the samples, bpm. */
  sum: bigint({ mode: 'number' }).notNull(),
  count: bigint({ mode: 'number' }).notNull(),
  min: smallint().notNull(),
  max: smallint().notNull(),
};

export const heartRate1m = pgMaterializedView('activities_heart_intraday_1m', columns).existing();
export const heartRate15m = pgMaterializedView('activities_heart_intraday_15m', columns).existing();
export const heartRate1h = pgMaterializedView('activities_heart_intraday_1h', columns).existing();

/** From fine to coarse, which is the order to refresh them in. */
export const aggregates = [
  { name: 'activities_heart_intraday_1m', resolution: '1m', bucketMs: 60_000 },
  { name: 'activities_heart_intraday_15m', resolution: '15m', bucketMs: 900_000 },
  { name: 'activities_heart_intraday_1h', resolution: '1h', bucketMs: 3_600_000 },
] as const;
