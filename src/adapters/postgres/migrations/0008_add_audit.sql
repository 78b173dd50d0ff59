-- Append-only. A row's hash covers the row before it in its scope; the MAC key is not in Postgres.
CREATE SCHEMA audit;

CREATE TABLE audit.event (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  generation integer NOT NULL DEFAULT 1,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  at timestamptz NOT NULL,
  scope text NOT NULL,
  k integer NOT NULL CHECK (k > 0),
  pv integer,
  change_id text,
  body bytea NOT NULL,
  prev bytea NOT NULL,
  h bytea NOT NULL CONSTRAINT event_hash CHECK (h = sha256('\x02'::bytea || prev || body)),
  kid text NOT NULL,
  mac bytea NOT NULL,
  UNIQUE (scope, k),
  UNIQUE (scope, pv)
);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit rows are never changed or removed';
END $$;

CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON audit.event
  FOR EACH ROW EXECUTE FUNCTION audit.refuse_change();
CREATE TRIGGER event_is_never_truncated BEFORE TRUNCATE ON audit.event
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_is_append_only;
ALTER TABLE audit.event ENABLE ALWAYS TRIGGER event_is_never_truncated;

GRANT USAGE ON SCHEMA audit TO co_app, co_worker, co_sealer;
GRANT SELECT ON audit.event TO co_app, co_worker, co_sealer;
GRANT INSERT (at, scope, k, pv, change_id, body, prev, h, kid, mac) ON audit.event
  TO co_app, co_worker;
