-- Sessions signed out of before their time: a copied cookie must not outlive the sign-out.
CREATE TABLE ended_sessions (
  session_id uuid PRIMARY KEY,
  expires_at timestamptz NOT NULL
);
CREATE INDEX ended_sessions_age ON ended_sessions (expires_at);

GRANT SELECT, INSERT, DELETE ON ended_sessions TO co_app;
