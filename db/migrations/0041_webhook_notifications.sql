-- What Google said has changed, by local days of the user; a run reads them, and then it is taken.
CREATE TABLE webhook_notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL,
  source text NOT NULL,
  operation text NOT NULL CHECK (operation IN ('UPSERT', 'DELETE')),
  data_type text NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  received_at timestamptz NOT NULL DEFAULT now(),
  taken_at timestamptz,
  FOREIGN KEY (user_id, source) REFERENCES user_sources (user_id, source) ON DELETE CASCADE
);
--> statement-breakpoint
-- The same said again while it waits is one.
CREATE UNIQUE INDEX webhook_notifications_waiting_key ON webhook_notifications
  (user_id, source, operation, data_type, first_day, last_day) WHERE taken_at IS NULL;
--> statement-breakpoint
CREATE INDEX webhook_notifications_user_id_received_at_idx
  ON webhook_notifications (user_id, source, received_at);
--> statement-breakpoint
-- Which triggers there are is said in one place, lib/contract/ingestions.ts.
ALTER TABLE ingestion_runs DROP CONSTRAINT ingestion_runs_trigger_check;
