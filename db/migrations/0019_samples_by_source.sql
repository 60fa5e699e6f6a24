-- A small number a source of the user, given once: each sample carries it.
ALTER TABLE user_sources ADD COLUMN source_id smallint NOT NULL DEFAULT 1;
--> statement-breakpoint
UPDATE user_sources SET source_id = precedence;
--> statement-breakpoint
ALTER TABLE user_sources ADD CONSTRAINT user_sources_user_id_source_id_key UNIQUE (user_id, source_id);
--> statement-breakpoint
-- What stands came from the only source there was. The samples of a user's first source say nothing.
ALTER TABLE activities_heart_intraday ADD COLUMN source_id smallint NOT NULL DEFAULT 1;
--> statement-breakpoint
-- Samples that a source which comes earlier overrules: kept, and not shown.
CREATE TABLE shadowed_heart_intraday (
  user_id text NOT NULL,
  "timestamp" timestamptz NOT NULL,
  value smallint NOT NULL CHECK (value BETWEEN 1 AND 300),
  source_id smallint NOT NULL,
  CONSTRAINT shadowed_heart_intraday_key UNIQUE (user_id, "timestamp", source_id)
);
--> statement-breakpoint
SELECT create_hypertable(
  'shadowed_heart_intraday',
  by_range('timestamp', INTERVAL '7 days'),
  create_default_indexes => false
);
--> statement-breakpoint
ALTER TABLE shadowed_heart_intraday SET (
  timescaledb.enable_columnstore,
  timescaledb.segmentby = 'user_id',
  timescaledb.orderby = '"timestamp", source_id'
);
