CREATE TABLE sctask_links (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL UNIQUE REFERENCES orders,
  order_key text NOT NULL UNIQUE,
  sys_id text,
  number text,
  state text NOT NULL DEFAULT 'wanted' CHECK (state IN ('wanted', 'linked', 'broken')),
  base jsonb,
  last_sent jsonb,
  mod_count integer,
  created_at timestamptz NOT NULL
);
CREATE INDEX sctask_links_sys_id ON sctask_links (sys_id);

-- Intents of an order for its task, written in order by one workflow.
CREATE TABLE sn_outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  key text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('create', 'fields', 'note')),
  body jsonb NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'collapsed', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL,
  cause text,
  created_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX sn_outbox_pending ON sn_outbox (order_id, id) WHERE state = 'pending';

-- Health and reading position of an outside system.
CREATE TABLE connections (
  name text PRIMARY KEY,
  cursor jsonb,
  paused_until timestamptz,
  cause text,
  updated_at timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON sctask_links, sn_outbox, connections TO co_worker;
GRANT SELECT ON sctask_links, sn_outbox, connections TO co_app;
GRANT UPDATE (not_before) ON sn_outbox TO co_app;
