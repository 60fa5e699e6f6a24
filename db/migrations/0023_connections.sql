-- A person's account at a vendor, and how the authorisation stands. Tokens are sealed (AES-256-GCM).
CREATE TABLE connections (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source text NOT NULL,
  state text NOT NULL CHECK (state IN ('connected', 'reconnect-needed', 'disconnected')),
  -- Why it is not connected, for people.
  reason text,
  state_since timestamptz NOT NULL DEFAULT now(),
  -- The vendor's own name of the account: one account is one user's.
  account_id text NOT NULL,
  access_token text,
  access_expires_at timestamptz,
  refresh_token text,
  scopes text NOT NULL DEFAULT '',
  connected_at timestamptz NOT NULL DEFAULT now(),
  refreshed_at timestamptz,
  -- Who renews the token at the moment, and until when nobody else may try.
  lease_holder text,
  lease_until timestamptz,
  -- The years before the connection: first local day there is, and the day before which is still to be read.
  backfill_first date,
  backfill_before date,
  backfill_total_days integer,
  backfill_started_at timestamptz,
  backfill_finished_at timestamptz,
  PRIMARY KEY (user_id, source),
  CHECK (state = 'connected' OR access_token IS NULL)
);
--> statement-breakpoint
CREATE UNIQUE INDEX connections_account_key ON connections (source, account_id) WHERE state <> 'disconnected';
--> statement-breakpoint
ALTER TABLE ingestion_runs DROP CONSTRAINT ingestion_runs_trigger_check;
--> statement-breakpoint
ALTER TABLE ingestion_runs ADD CONSTRAINT ingestion_runs_trigger_check
  CHECK ("trigger" IN ('schedule', 'request', 'command', 'import', 'start', 'retry', 'backfill'));
