-- What is known of a user's local day at one source, written in the transaction that stores the day.
-- State and quarters say what the evidence says; failure, authorisation and enrolment are laid over
-- them where they are read, as they change without any new evidence.
CREATE TABLE coverage_days (
  user_id text NOT NULL,
  source text NOT NULL,
  date date NOT NULL,
  state text NOT NULL CHECK (state IN ('complete', 'partial', 'not-synced', 'not-worn', 'unknown')),
  -- One letter a quarter-hour of the local day, 92 to 100 of them; null where only the day is known.
  quarters text,
  -- Quarter-hours with heart rate.
  covered smallint NOT NULL DEFAULT 0,
  -- Samples of this source that are stored.
  samples integer NOT NULL DEFAULT 0,
  -- Answers that were read, the last one included; null where the source does not count them.
  pages integer,
  -- Until when the device had handed over its data.
  synced_until timestamptz,
  -- Nothing more is to come: the day is not asked for again by itself.
  settled boolean NOT NULL DEFAULT false,
  -- When the source last answered for the day; null where it never did.
  checked_at timestamptz,
  -- The last failure, until an answer takes it away.
  error_code text,
  error text,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,
  PRIMARY KEY (user_id, source, date),
  FOREIGN KEY (user_id, source) REFERENCES user_sources (user_id, source) ON DELETE CASCADE
);
--> statement-breakpoint
CREATE INDEX coverage_days_next_attempt_idx ON coverage_days (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX coverage_days_open_idx ON coverage_days (user_id, source, date) WHERE NOT settled;
--> statement-breakpoint
-- What stood before there was a ledger: samples prove themselves, and of a day without them nothing
-- is known. All but the last days count as asked for, so that nobody fetches their history again.
INSERT INTO coverage_days (user_id, source, date, state, covered, samples, settled)
SELECT own.user_id, own.source, day::date,
  CASE
    WHEN coalesce(summary.sample_count, 0) = 0 THEN 'unknown'
    WHEN summary.minutes_with_data >= 1440 THEN 'complete'
    ELSE 'partial'
  END,
  -- At least so many quarter-hours hold the minutes with samples.
  least(96, ceil(coalesce(summary.minutes_with_data, 0) / 15.0)),
  coalesce(summary.sample_count, 0),
  day::date < range.last - 3
FROM user_sources AS own
JOIN (
  SELECT user_id, min(date) AS first, max(date) AS last FROM activities_heart_summary
  WHERE sample_count > 0 GROUP BY user_id
) AS range ON range.user_id = own.user_id
CROSS JOIN LATERAL generate_series(range.first::timestamp, range.last::timestamp, interval '1 day') AS day
LEFT JOIN activities_heart_summary AS summary ON summary.user_id = own.user_id AND summary.date = day::date
-- Of several sources nobody wrote down whose a day is: their ledger begins with their next run.
WHERE NOT EXISTS (
  SELECT FROM user_sources AS other WHERE other.user_id = own.user_id AND other.source <> own.source
);
