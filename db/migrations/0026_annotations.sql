-- What people say happened, and when; nothing measured, so nothing here changes a figure.
CREATE TABLE annotations (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  kind text NOT NULL CHECK (kind IN ('exercise', 'illness', 'medication', 'device-off', 'note')),
  started_at timestamptz NOT NULL,
  -- The same instant for a moment.
  ended_at timestamptz NOT NULL,
  "text" text NOT NULL DEFAULT '' CHECK (length("text") <= 2000),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (ended_at >= started_at),
  CHECK (kind <> 'note' OR "text" <> '')
);
--> statement-breakpoint
CREATE INDEX annotations_user_id_started_at_idx ON annotations (user_id, started_at DESC, id DESC);
