-- The offset from UTC on the device's own clock: one row at a local day's first sample and one
-- wherever it changes within the day. It holds until the next row. NULL: the source did not say.
CREATE TABLE sample_utc_offsets (
  user_id text NOT NULL,
  source text NOT NULL,
  from_at timestamptz NOT NULL,
  offset_seconds integer CHECK (offset_seconds BETWEEN -86400 AND 86400),
  PRIMARY KEY (user_id, source, from_at),
  FOREIGN KEY (user_id, source) REFERENCES user_sources (user_id, source) ON DELETE CASCADE
);
--> statement-breakpoint
-- The zone that the account itself was set to when it was connected.
ALTER TABLE connections ADD COLUMN account_time_zone text;
