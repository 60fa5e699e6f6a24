CREATE TABLE ingestion_logs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id bigint NOT NULL REFERENCES ingestion_runs (id) ON DELETE CASCADE,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  level text NOT NULL CHECK (level IN ('debug', 'info', 'warn', 'error')),
  message text NOT NULL,
  context jsonb NOT NULL DEFAULT '{}'
);
--> statement-breakpoint
CREATE INDEX ingestion_logs_run_id_id_idx ON ingestion_logs (run_id, id);
