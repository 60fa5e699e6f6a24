-- What each source has of a user's local day, shown or not. Only of days in which a source other than
-- the user's first (number 1) has samples: a day without rows here is that one's alone.
CREATE TABLE source_days (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  date date NOT NULL,
  source_id smallint NOT NULL,
  shown integer NOT NULL,
  shadowed integer NOT NULL,
  minutes_with_data integer NOT NULL,
  value_sum bigint NOT NULL,
  min smallint NOT NULL,
  max smallint NOT NULL,
  first_sample timestamptz NOT NULL,
  last_sample timestamptz NOT NULL,
  PRIMARY KEY (user_id, date, source_id)
);
--> statement-breakpoint
INSERT INTO source_days
SELECT sample.user_id, (sample."timestamp" AT TIME ZONE users.time_zone)::date, source_id,
  count(*) FILTER (WHERE is_shown), count(*) FILTER (WHERE NOT is_shown),
  count(DISTINCT date_trunc('minute', sample."timestamp")), sum(value), min(value), max(value),
  min(sample."timestamp"), max(sample."timestamp")
FROM users JOIN (
  SELECT user_id, "timestamp", value, source_id, true AS is_shown FROM activities_heart_intraday
  UNION ALL
  SELECT user_id, "timestamp", value, source_id, false FROM shadowed_heart_intraday
) AS sample ON sample.user_id = users.id
WHERE (SELECT max(source_id) FROM user_sources WHERE user_sources.user_id = users.id) > 1
GROUP BY 1, 2, 3;
--> statement-breakpoint
DELETE FROM source_days AS day WHERE NOT EXISTS (
  SELECT FROM source_days AS other
  WHERE other.user_id = day.user_id AND other.date = day.date AND other.source_id > 1);
--> statement-breakpoint
-- What each vendor says of a day; activities_heart_summary has what is shown of it.
CREATE TABLE vendor_heart_summary (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  date date NOT NULL,
  source_id smallint NOT NULL,
  resting_heart_rate real,
  heart_rate_zones jsonb NOT NULL DEFAULT '[]',
  custom_heart_rate_zones jsonb NOT NULL DEFAULT '[]',
  PRIMARY KEY (user_id, date, source_id)
);
--> statement-breakpoint
-- Files have no values of the day: what stands is from the source of the user that can be asked.
INSERT INTO vendor_heart_summary
SELECT user_id, date, (
  SELECT source_id FROM user_sources WHERE user_sources.user_id = summary.user_id
  ORDER BY source = 'file', precedence LIMIT 1
), resting_heart_rate, heart_rate_zones, custom_heart_rate_zones
FROM activities_heart_summary AS summary
WHERE resting_heart_rate IS NOT NULL OR heart_rate_zones <> '[]' OR custom_heart_rate_zones <> '[]';
--> statement-breakpoint
-- Since when a source is being taken away: nothing of it is loaded any more.
ALTER TABLE user_sources ADD COLUMN withdrawing_at timestamptz;
--> statement-breakpoint
-- What is done to a user's sources day by day: another order of them, or one withdrawn.
CREATE TABLE source_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('reorder', 'withdraw')),
  -- The source that is withdrawn.
  source text,
  status text NOT NULL CHECK (status IN ('queued', 'running', 'succeeded', 'failed')),
  days_done integer NOT NULL DEFAULT 0,
  days_total integer,
  -- Samples that came to be shown, that ceased to be, and that went for good.
  samples_shown bigint NOT NULL DEFAULT 0,
  samples_shadowed bigint NOT NULL DEFAULT 0,
  samples_deleted bigint NOT NULL DEFAULT 0,
  error text,
  queued_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
--> statement-breakpoint
CREATE INDEX source_changes_user_id_id_idx ON source_changes (user_id, id DESC);
