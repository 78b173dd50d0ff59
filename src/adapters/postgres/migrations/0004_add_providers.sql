-- `acceptance`: whether completed work counts as accepted at once, after a window, or by a person.
CREATE TABLE providers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9-]{2,40}$'),
  name text NOT NULL,
  dialect text NOT NULL,
  active boolean NOT NULL,
  standard_interval_days integer NOT NULL CHECK (standard_interval_days > 0),
  acceptance text NOT NULL CHECK (acceptance IN ('completion', 'window', 'explicit')),
  acceptance_days integer NOT NULL DEFAULT 5 CHECK (acceptance_days > 0),
  created_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON providers TO co_app, co_worker;
