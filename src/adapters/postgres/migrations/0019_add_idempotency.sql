-- The first answer to a request, repeated to whoever sends the same key again.
CREATE TABLE idempotency (
  person_id integer NOT NULL REFERENCES people,
  route text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  status integer,
  answer text,
  headers jsonb,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, route, key)
);
CREATE INDEX idempotency_age ON idempotency (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO co_app;
