-- People are known by the directory's object id. This table is the only place of names.
CREATE TABLE people (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  oid uuid NOT NULL UNIQUE,
  key text NOT NULL UNIQUE CHECK (key ~ '^[a-z0-9._-]{1,60}$'),
  name text NOT NULL,
  email text NOT NULL,
  phone text NOT NULL DEFAULT '',
  time_zone text NOT NULL DEFAULT 'America/Chicago',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX people_email ON people (lower(email));

CREATE TABLE role_grants (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person_id integer NOT NULL REFERENCES people,
  role text NOT NULL CHECK (role IN ('viewer', 'requester', 'approver', 'admin', 'auditor')),
  limit_minor bigint CHECK (limit_minor >= 0),
  granted_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX role_grants_current ON role_grants (person_id, role) WHERE ended_at IS NULL;

GRANT SELECT ON people, role_grants TO co_app, co_worker, co_sealer;
