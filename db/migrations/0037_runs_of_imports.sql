-- No cascade: what a run did stays true when its import is forgotten.
ALTER TABLE ingestion_runs
  ADD COLUMN import_id bigint REFERENCES imports (id) ON DELETE SET NULL,
  ADD COLUMN import_name text;
--> statement-breakpoint
CREATE INDEX ingestion_runs_import_id_idx ON ingestion_runs (import_id, id) WHERE import_id IS NOT NULL;
