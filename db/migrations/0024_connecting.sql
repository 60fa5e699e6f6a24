-- A link that a participant is sent, once usable; of its token only the hash is kept.
CREATE TABLE connect_links (
  token_hash text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
--> statement-breakpoint
CREATE INDEX connect_links_user_id_idx ON connect_links (user_id);
--> statement-breakpoint
-- Somebody is at the vendor's consent screen; taken by the answer, once.
CREATE TABLE connect_attempts (
  state_hash text PRIMARY KEY,
  user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  source text NOT NULL,
  link_hash text,
  -- PKCE verifier and nonce, sealed.
  secrets text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
