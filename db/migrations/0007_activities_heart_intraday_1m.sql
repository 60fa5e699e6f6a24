CREATE MATERIALIZED VIEW activities_heart_intraday_1m
WITH (timescaledb.continuous, timescaledb.materialized_only = true, timescaledb.chunk_interval = '28 days') AS
SELECT
  user_id,
  time_bucket(INTERVAL '1 minute', "timestamp") AS bucket,
  sum(value) AS sum,
  count(value) AS count,
  min(value) AS min,
  max(value) AS max
FROM activities_heart_intraday
GROUP BY 1, 2
WITH NO DATA;
