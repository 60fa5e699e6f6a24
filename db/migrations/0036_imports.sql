-- An import: files that somebody brought, what they hold, whose it is, and what became of it.
CREATE TABLE imports (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  via text NOT NULL CHECK (via IN ('upload', 'command')),
  -- While it is open, its files say whether they are uploaded, checked, or waiting for a word.
  state text NOT NULL CHECK (state IN ('open', 'queued', 'running', 'done', 'failed', 'cancelled')),
  bytes_total bigint NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  rows_read bigint NOT NULL DEFAULT 0,
  notes jsonb NOT NULL DEFAULT '[]',
  error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  -- When its files were last added to or changed: by this an abandoned one is told.
  touched_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  cancel_requested_at timestamptz,
  finished_at timestamptz
);
--> statement-breakpoint
CREATE INDEX imports_state_idx ON imports (state, touched_at);
--> statement-breakpoint
CREATE TABLE import_files (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  import_id bigint NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  -- Its name in the folder of uploads; null for a file that a command read where it lay.
  upload_id text UNIQUE,
  path text,
  name text NOT NULL,
  size bigint NOT NULL,
  modified_ms bigint,
  received bigint NOT NULL DEFAULT 0,
  state text NOT NULL CHECK (state IN ('uploading', 'waiting', 'checking', 'checked', 'refused')),
  checked_bytes bigint NOT NULL DEFAULT 0,
  checked_rows bigint NOT NULL DEFAULT 0,
  result jsonb,
  preview jsonb,
  columns jsonb,
  error text,
  -- Since when the upload is no longer kept.
  removed_at timestamptz
);
--> statement-breakpoint
CREATE INDEX import_files_import_id_idx ON import_files (import_id, id);
--> statement-breakpoint
-- Whose the rows are, by the name in the files; the empty name is of rows that name nobody.
CREATE TABLE import_people (
  import_id bigint NOT NULL REFERENCES imports (id) ON DELETE CASCADE,
  name text NOT NULL,
  position integer NOT NULL,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  time_zone text NOT NULL,
  PRIMARY KEY (import_id, name)
);
