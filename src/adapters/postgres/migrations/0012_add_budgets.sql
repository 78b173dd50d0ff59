CREATE TABLE budgets (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  cost_centre text NOT NULL,
  fiscal_year integer NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  allocated_minor bigint NOT NULL,
  used_minor bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (cost_centre, fiscal_year),
  CHECK (used_minor >= 0 AND used_minor <= allocated_minor)
);

-- One reservation per order, round and budget; its state moves by conditional update alone.
CREATE TABLE reservations (
  order_id integer NOT NULL REFERENCES orders,
  round integer NOT NULL,
  cost_centre text NOT NULL,
  fiscal_year integer NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor >= 0),
  state text NOT NULL CHECK (state IN ('held', 'committed', 'spent', 'released')),
  created_at timestamptz NOT NULL,
  moved_at timestamptz NOT NULL,
  PRIMARY KEY (order_id, round, cost_centre, fiscal_year),
  FOREIGN KEY (cost_centre, fiscal_year) REFERENCES budgets (cost_centre, fiscal_year)
);

GRANT SELECT ON budgets, reservations TO co_app, co_worker, co_sealer;
GRANT UPDATE (used_minor) ON budgets TO co_worker;
GRANT INSERT ON reservations TO co_worker;
GRANT UPDATE (state, amount_minor, moved_at) ON reservations TO co_worker;
