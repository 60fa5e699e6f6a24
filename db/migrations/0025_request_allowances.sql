-- When the next request under a limit may go: shared by all workers, one row a limit.
CREATE TABLE request_allowances (
  key text PRIMARY KEY,
  next_at timestamptz NOT NULL
);
