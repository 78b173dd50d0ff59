-- One row per try to place an order; stored before the call, so that a crash leaves a trace.
CREATE TABLE provider_attempts (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  revision integer NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  external_id text NOT NULL,
  payload_hash text NOT NULL,
  last_post_at timestamptz,
  outcome text CHECK (outcome IN ('accepted', 'refused', 'adopted', 'none')),
  problems jsonb,
  created_at timestamptz NOT NULL,
  UNIQUE (order_id, revision, number)
);

-- What we last knew of a carrier's order and when to look again.
CREATE TABLE provider_orders (
  provider text NOT NULL,
  provider_order_id text NOT NULL,
  order_id integer NOT NULL REFERENCES orders,
  external_id text NOT NULL,
  known jsonb,
  listed_state text,
  last_read_at timestamptz,
  hinted_at timestamptz,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (provider, provider_order_id)
);
CREATE INDEX provider_orders_order ON provider_orders (order_id);

CREATE TABLE provider_requests (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  kind text NOT NULL CHECK (kind IN ('cancel')),
  request_id text,
  state text NOT NULL CHECK (state IN ('wanted', 'open', 'done', 'declined')),
  last_post_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX provider_requests_one_open ON provider_requests (order_id, kind)
  WHERE state IN ('wanted', 'open');

GRANT SELECT, INSERT, UPDATE ON provider_attempts, provider_orders, provider_requests TO co_worker;
GRANT SELECT ON provider_attempts, provider_orders, provider_requests TO co_app;
GRANT UPDATE (hinted_at) ON provider_orders TO co_app;
