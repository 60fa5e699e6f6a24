CREATE TABLE rejected_records (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  metric text NOT NULL,
  reason text NOT NULL,
  detail text NOT NULL,
  origin text NOT NULL,
  line bigint,
  raw text NOT NULL,
  first_run_id bigint NOT NULL REFERENCES ingestion_runs (id) ON DELETE CASCADE,
  last_run_id bigint NOT NULL REFERENCES ingestion_runs (id) ON DELETE CASCADE,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
-- A record refused again by a later run is the same record: it is kept once, with both runs.
CREATE UNIQUE INDEX rejected_records_record_key ON rejected_records
  (user_id, metric, origin, coalesce(line, 0), reason, md5(raw));
--> statement-breakpoint
CREATE INDEX rejected_records_last_run_id_idx ON rejected_records (last_run_id, id);
