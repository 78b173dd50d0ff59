-- What the outside told us: stored first, then believed, each once.
CREATE TABLE inbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source text NOT NULL,
  event_id text NOT NULL,
  order_id integer REFERENCES orders,
  kind text NOT NULL,
  event jsonb NOT NULL,
  body text,
  body_hash text NOT NULL,
  state text NOT NULL DEFAULT 'pending'
    CHECK (state IN ('pending', 'told', 'applied', 'late', 'ignored')),
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source, event_id)
);
CREATE INDEX inbox_waiting ON inbox (not_before) WHERE state IN ('pending', 'told');
CREATE INDEX inbox_order ON inbox (order_id);

GRANT SELECT, INSERT ON inbox TO co_app, co_worker;
GRANT UPDATE (state, attempts, not_before) ON inbox TO co_app, co_worker;
