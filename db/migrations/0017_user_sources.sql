-- Where a user's data comes from: one row a source, the only truth about it from here on.
CREATE TABLE user_sources (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source text NOT NULL,
  settings jsonb NOT NULL DEFAULT '{}',
  data_seed bigint,
  start_date date,
  -- 1 comes first; a user's sources are in one order, without ties.
  precedence integer NOT NULL CHECK (precedence >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, source),
  -- Deferred, so that two sources can change places in one transaction.
  CONSTRAINT user_sources_user_id_precedence_key UNIQUE (user_id, precedence) DEFERRABLE INITIALLY DEFERRED
);
--> statement-breakpoint
INSERT INTO user_sources (user_id, source, settings, data_seed, start_date, precedence, created_at)
SELECT id, source, source_settings, data_seed, start_date, 1, created_at FROM users;
