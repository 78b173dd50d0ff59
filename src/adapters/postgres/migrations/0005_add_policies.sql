-- A policy is a named document with versions; the newest in force decides.
CREATE TABLE policies (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (name IN ('approval', 'calendar')),
  version integer NOT NULL CHECK (version > 0),
  body jsonb NOT NULL,
  in_force_from timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (name, version)
);

GRANT SELECT ON policies TO co_app, co_worker;
