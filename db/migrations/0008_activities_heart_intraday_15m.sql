CREATE MATERIALIZED VIEW activities_heart_intraday_15m
WITH (timescaledb.continuous, timescaledb.materialized_only = true, timescaledb.chunk_interval = '182 days') AS
SELECT
  user_id,
  time_bucket(INTERVAL '15 minutes', bucket) AS bucket,
  sum(sum)::bigint AS sum,
  sum(count)::bigint AS count,
  min(min) AS min,
  max(max) AS max
FROM activities_heart_intraday_1m
GROUP BY 1, 2
WITH NO DATA;
