/**
 * The continuous aggregates, each made from the finer one. They keep sum and count,
 * never a mean: a mean of means is wrong. They hold what the last refresh saw; what has come since
 * stands in `aggregate_backlog`.
 */
/** From fine to coarse, which is the order to refresh them in. */
export const aggregates = [
  { name: 'activities_heart_intraday_1m', resolution: '1m', bucketMs: 60_000 },
  { name: 'activities_heart_intraday_15m', resolution: '15m', bucketMs: 900_000 },
  { name: 'activities_heart_intraday_1h', resolution: '1h', bucketMs: 3_600_000 },
] as const;
