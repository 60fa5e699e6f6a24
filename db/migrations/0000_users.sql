CREATE TABLE users (
  id text PRIMARY KEY,
  name text NOT NULL,
  time_zone text NOT NULL,
  source text NOT NULL,
  source_settings jsonb NOT NULL DEFAULT '{}',
  data_seed bigint,
  start_date date,
  -- The method of the resting heart rate shown for this user: one person, one method.
  resting_heart_rate_method text NOT NULL DEFAULT 'lowest-30-minute-mean'
    CHECK (resting_heart_rate_method IN ('vendor', 'lowest-30-minute-mean')),
  -- Kept by the loader in the transaction of each day, so that a list of 1,000 users reads no samples.
  first_sample timestamptz,
  last_sample timestamptz,
  sample_count bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);
