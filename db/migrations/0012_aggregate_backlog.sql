-- Stretches whose aggregates are not yet refreshed. Written with the samples, in one transaction;
-- read by every query, which aggregates these stretches itself; emptied by the refresh.
CREATE TABLE aggregate_backlog (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL,
  start_at timestamptz NOT NULL,
  end_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now()
);
--> statement-breakpoint
CREATE INDEX aggregate_backlog_user_id_idx ON aggregate_backlog (user_id);
