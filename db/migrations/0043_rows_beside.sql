-- Rows of metrics whose records are no samples, by metric: the vendor's own figures of days.
ALTER TABLE ingestion_runs ADD COLUMN rows_beside jsonb NOT NULL DEFAULT '{}';
