-- No reference to user_sources: what a run did stays true when its source is taken away.
ALTER TABLE ingestion_runs ADD COLUMN source text;
--> statement-breakpoint
UPDATE ingestion_runs SET source = users.source FROM users WHERE users.id = ingestion_runs.user_id;
--> statement-breakpoint
ALTER TABLE ingestion_runs ALTER COLUMN source SET NOT NULL;
--> statement-breakpoint
CREATE INDEX ingestion_runs_user_id_source_id_idx ON ingestion_runs (user_id, source, id DESC);
--> statement-breakpoint
DROP INDEX ingestion_runs_queued_key;
--> statement-breakpoint
-- The same request of the same source twice is one run while it waits.
CREATE UNIQUE INDEX ingestion_runs_queued_key ON ingestion_runs
  (user_id, source, coalesce(window_start, '-infinity'), coalesce(window_end, 'infinity'), "full")
  WHERE status = 'queued';
--> statement-breakpoint
ALTER TABLE users DROP COLUMN source, DROP COLUMN source_settings, DROP COLUMN data_seed, DROP COLUMN start_date;
