CREATE TABLE ingestion_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  "trigger" text NOT NULL CHECK ("trigger" IN ('schedule', 'request', 'command', 'import', 'start', 'retry')),
  status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'interrupted', 'cancelled')),
  attempt integer NOT NULL DEFAULT 1,
  retry_of bigint REFERENCES ingestion_runs (id) ON DELETE SET NULL,
  window_start date,
  window_end date,
  "full" boolean NOT NULL DEFAULT false,
  days_done integer NOT NULL DEFAULT 0,
  days_total integer,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_new bigint NOT NULL DEFAULT 0,
  rows_changed bigint NOT NULL DEFAULT 0,
  rows_unchanged bigint NOT NULL DEFAULT 0,
  rows_duplicate bigint NOT NULL DEFAULT 0,
  rows_conflicting bigint NOT NULL DEFAULT 0,
  rows_rejected bigint NOT NULL DEFAULT 0,
  extract_ms integer NOT NULL DEFAULT 0,
  transform_ms integer NOT NULL DEFAULT 0,
  load_ms integer NOT NULL DEFAULT 0,
  -- Who runs it: a row of workers, or a command's own row there.
  worker_id text,
  error text,
  queued_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
--> statement-breakpoint
CREATE INDEX ingestion_runs_user_id_id_idx ON ingestion_runs (user_id, id DESC);
--> statement-breakpoint
CREATE INDEX ingestion_runs_status_id_idx ON ingestion_runs (status, id DESC);
--> statement-breakpoint
-- The same request twice is one run while it waits.
CREATE UNIQUE INDEX ingestion_runs_queued_key ON ingestion_runs
  (user_id, coalesce(window_start, '-infinity'), coalesce(window_end, 'infinity'), "full")
  WHERE status = 'queued';
