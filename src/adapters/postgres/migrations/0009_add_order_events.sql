-- The timeline and the live feed. `xid` lets a reader stay behind transactions still running.
CREATE TABLE order_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  generation integer NOT NULL DEFAULT 1,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  order_id integer NOT NULL REFERENCES orders,
  k integer NOT NULL,
  at timestamptz NOT NULL,
  kind text NOT NULL,
  actor_id integer REFERENCES people,
  actor text NOT NULL,
  source text NOT NULL,
  body text,
  facts jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (order_id, k)
);
CREATE INDEX order_events_feed ON order_events (generation, xid, id);

CREATE FUNCTION wake_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY order_events;
  RETURN NULL;
END $$;
CREATE TRIGGER order_events_wake AFTER INSERT ON order_events
  FOR EACH STATEMENT EXECUTE FUNCTION wake_feed();

GRANT SELECT ON order_events TO co_app, co_worker;
GRANT INSERT (order_id, k, at, kind, actor_id, actor, source, body, facts) ON order_events
  TO co_app, co_worker;
