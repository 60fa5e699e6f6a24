-- Set by whoever asks a run to stop; whoever runs it looks here.
ALTER TABLE ingestion_runs ADD COLUMN cancel_requested_at timestamptz;
--> statement-breakpoint
CREATE INDEX ingestion_runs_retry_of_idx ON ingestion_runs (retry_of) WHERE retry_of IS NOT NULL;
