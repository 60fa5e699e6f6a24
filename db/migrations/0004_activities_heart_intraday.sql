-- No foreign key to users: its check would run for each of a day's 17,280 rows.
CREATE TABLE activities_heart_intraday (
  user_id text NOT NULL,
  "timestamp" timestamptz NOT NULL,
  value smallint NOT NULL CHECK (value BETWEEN 1 AND 300),
  CONSTRAINT activities_heart_intraday_user_id_timestamp_key UNIQUE (user_id, "timestamp")
);
