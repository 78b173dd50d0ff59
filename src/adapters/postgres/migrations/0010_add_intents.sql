-- What a person asked, until the workflow has answered. A refused intent frees its dedupe key.
CREATE TABLE intents (
  id uuid PRIMARY KEY,
  dedupe_key text NOT NULL,
  order_id integer NOT NULL REFERENCES orders,
  action text NOT NULL,
  actor_id integer NOT NULL REFERENCES people,
  channel text NOT NULL,
  seen jsonb NOT NULL,
  input jsonb NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'accepted', 'refused')),
  answer jsonb,
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  answered_at timestamptz
);
CREATE UNIQUE INDEX intents_dedupe ON intents (dedupe_key) WHERE state IN ('pending', 'accepted');
CREATE INDEX intents_pending ON intents (not_before) WHERE state = 'pending';
CREATE INDEX intents_order ON intents (order_id);

GRANT SELECT, INSERT ON intents TO co_app;
GRANT UPDATE (state, answer, attempts, not_before, answered_at) ON intents TO co_app, co_worker;
GRANT SELECT ON intents TO co_worker;
