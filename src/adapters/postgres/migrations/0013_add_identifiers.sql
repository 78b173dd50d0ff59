CREATE TABLE identifiers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id integer NOT NULL REFERENCES orders,
  provider text NOT NULL,
  type text NOT NULL CHECK (type IN ('provider_order', 'pon', 'circuit', 'lec_circuit', 'ban',
    'product', 'sctask_number', 'sctask_sys_id')),
  value text NOT NULL,
  norm text NOT NULL,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (provider, type, norm)
);
CREATE INDEX identifiers_order ON identifiers (order_id);

GRANT SELECT, INSERT ON identifiers TO co_app, co_worker;
