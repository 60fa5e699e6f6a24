-- One row a user and local day. Statistics come from the stored samples, in the transaction that
-- stores them; the vendor's values from the vendor.
CREATE TABLE activities_heart_summary (
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  date date NOT NULL,
  -- The vendor's own value, bpm.
  resting_heart_rate real,
  -- Lowest 30-minute mean with at least 24 of its 30 minutes present, bpm.
  lowest_30_minute_mean real,
  heart_rate_zones jsonb NOT NULL DEFAULT '[]',
  custom_heart_rate_zones jsonb NOT NULL DEFAULT '[]',
  minutes_with_data integer NOT NULL DEFAULT 0,
  sample_count integer NOT NULL DEFAULT 0,
  value_sum bigint NOT NULL DEFAULT 0,
  mean double precision GENERATED ALWAYS AS (value_sum::double precision / nullif(sample_count, 0)) STORED,
  min smallint,
  max smallint,
  PRIMARY KEY (user_id, date)
);
