ALTER TABLE activities_heart_intraday SET (
  timescaledb.enable_columnstore,
  timescaledb.segmentby = 'user_id',
  timescaledb.orderby = '"timestamp"'
);
