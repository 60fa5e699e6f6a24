-- Who works, and since when it was last heard of: a worker that fell silent leaves runs behind.
CREATE TABLE workers (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('worker', 'command')),
  host text NOT NULL,
  pid integer NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  stopped_at timestamptz
);
