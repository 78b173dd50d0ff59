CREATE TABLE sites (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  site_id text NOT NULL UNIQUE CHECK (site_id ~ '^[A-Z0-9-]{2,20}$'),
  name text NOT NULL,
  street text NOT NULL,
  city text NOT NULL,
  region text NOT NULL,
  postcode text NOT NULL,
  country text NOT NULL DEFAULT 'US',
  time_zone text NOT NULL,
  currency text NOT NULL DEFAULT 'USD' CHECK (currency ~ '^[A-Z]{3}$'),
  cost_centre text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);

GRANT SELECT ON sites TO co_app, co_worker;
