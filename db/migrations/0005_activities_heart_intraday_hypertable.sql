SELECT create_hypertable(
  'activities_heart_intraday',
  by_range('timestamp', INTERVAL '7 days'),
  create_default_indexes => false
);
