-- Until when each source of a thousand users has synced is asked by every heat map: one look a source.
CREATE INDEX coverage_days_synced_until_idx ON coverage_days (user_id, source, synced_until);
