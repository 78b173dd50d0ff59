-- The commercial terms of each revision as they were bound by its terms hash.
CREATE TABLE order_revisions (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  revision integer NOT NULL,
  terms jsonb NOT NULL,
  terms_hash text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (order_id, revision)
);

-- Every change of the committed date.
CREATE TABLE order_dates (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  old_on date,
  new_on date NOT NULL,
  received_at timestamptz NOT NULL,
  reason_code text,
  party text,
  initiator text NOT NULL CHECK (initiator IN ('provider', 'customer')),
  event_key text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL
);

GRANT SELECT ON order_revisions, order_dates TO co_app, co_worker, co_sealer;
GRANT INSERT, UPDATE ON order_revisions TO co_app, co_worker;
GRANT INSERT ON order_dates TO co_worker;
