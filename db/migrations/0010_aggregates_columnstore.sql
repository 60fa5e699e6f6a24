ALTER MATERIALIZED VIEW activities_heart_intraday_1m SET (
  timescaledb.enable_columnstore = true,
  timescaledb.segmentby = 'user_id',
  timescaledb.orderby = 'bucket'
);
--> statement-breakpoint
ALTER MATERIALIZED VIEW activities_heart_intraday_15m SET (
  timescaledb.enable_columnstore = true,
  timescaledb.segmentby = 'user_id',
  timescaledb.orderby = 'bucket'
);
--> statement-breakpoint
ALTER MATERIALIZED VIEW activities_heart_intraday_1h SET (
  timescaledb.enable_columnstore = true,
  timescaledb.segmentby = 'user_id',
  timescaledb.orderby = 'bucket'
);
