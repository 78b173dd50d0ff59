-- Mails to send. The key makes a mail one mail, here and in the mailbox.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('mail')),
  order_id integer NOT NULL REFERENCES orders,
  person_id integer NOT NULL REFERENCES people,
  body jsonb NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  cause text,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX outbox_pending ON outbox (not_before, id) WHERE state = 'pending';

GRANT SELECT, INSERT ON outbox TO co_app, co_worker;
GRANT UPDATE (state, attempts, not_before, cause, done_at, body) ON outbox TO co_app;
